package dev.paddock.server.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * One server. It is read once, when the process starts, and each part of the server gets the record that is about it.
 *
 * @param clientPorts the plain one, the secure one, both, or none
 * @param ensemble empty if this server runs alone
 * @param warnings what is to be told to the operator before anything else
 */
public record ServerConfig(
        DataConfig data,
        List<ClientPort> clientPorts,
        SessionLimits sessions,
        RequestLimits requests,
        ConnectionLimits connections,
        StoreConfig store,
        ContainerConfig containers,
        AccessConfig access,
        CommandConfig commands,
        AdminConfig admin,
        MetricsConfig metrics,
        AuditConfig audit,
        PauseConfig pauses,
        TlsConfig tls,
        EnsembleConfig ensemble,
        List<String> warnings) {
    private static final String USAGE = "Usage: ZooKeeperServerMain configfile | port datadir [ticktime] [maxcnxns]";

    /** What the arguments of the short command line are, in their order. */
    private static final List<String> ARGUMENTS = List.of("clientPort", "dataDir", "tickTime", "maxClientCnxns");

    public ServerConfig {
        clientPorts = List.copyOf(clientPorts);
        warnings = List.copyOf(warnings);
    }

    /** @param system the properties of the process, which count where the file is silent */
    public static ServerConfig load(Path file, Properties system) throws ConfigException {
        return read(Settings.ofFile(file, system));
    }

    /** Of what stands on the command line: a file, or {@code port datadir [ticktime] [maxcnxns]}. */
    public static ServerConfig ofArguments(List<String> arguments, Properties system) throws ConfigException {
        if (arguments.size() == 1) {
            return load(Path.of(arguments.get(0)), system);
        }
        if (arguments.isEmpty() || arguments.size() > ARGUMENTS.size()) {
            throw new ConfigException("Invalid number of arguments: " + arguments + ". " + USAGE);
        }
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            given.put(ARGUMENTS.get(i), arguments.get(i));
        }
        return read(Settings.of(given, system));
    }

    /** A server that runs alone, with defaults for all else and without pages over HTTP: for tests, and to be embedded. */
    public static ServerConfig standalone(Path dataDir, int port) {
        Map<String, String> given =
                Map.of("dataDir", dataDir.toAbsolutePath().toString(), "admin.enableServer", "false");
        try {
            ServerConfig config = read(Settings.of(given, new Properties()));
            ClientPort plain = new ClientPort(new InetSocketAddress(port), false, -1);
            return config.withClientPorts(List.of(plain)).withWarnings(List.of());
        } catch (ConfigException impossible) {
            throw new IllegalStateException("the defaults are a configuration", impossible);
        }
    }

    static ServerConfig read(Settings settings) throws ConfigException {
        SessionLimits sessions = SessionLimits.read(settings);
        DataConfig data = DataConfig.read(settings);
        AccessConfig access = AccessConfig.read(settings);
        EnsembleReader members = new EnsembleReader(settings, data, access.extendedTypes());
        EnsembleConfig ensemble = members.read();
        Optional<QuorumServer> self = ensemble.isEmpty() ? members.only() : ensemble.self();
        List<ClientPort> ports = ClientPort.read(settings, self);
        boolean secure = ports.stream().anyMatch(ClientPort::secure);
        ServerConfig config = new ServerConfig(
                data,
                ports,
                sessions,
                RequestLimits.read(settings),
                ConnectionLimits.read(settings),
                StoreConfig.read(settings),
                ContainerConfig.read(settings),
                access,
                CommandConfig.read(settings),
                AdminConfig.read(settings),
                MetricsConfig.read(settings),
                AuditConfig.read(settings),
                PauseConfig.read(settings),
                TlsConfig.read(settings, secure),
                ensemble,
                List.of());
        KeysWithoutEffect.read(settings);
        settings.warnOfUnknownKeys();
        return config.withWarnings(settings.warnings());
    }

    public ServerConfig withClientPorts(List<ClientPort> clientPorts) {
        return new ServerConfig(
                data,
                clientPorts,
                sessions,
                requests,
                connections,
                store,
                containers,
                access,
                commands,
                admin,
                metrics,
                audit,
                pauses,
                tls,
                ensemble,
                warnings);
    }

    public ServerConfig withSessions(SessionLimits sessions) {
        return new ServerConfig(
                data,
                clientPorts,
                sessions,
                requests,
                connections,
                store,
                containers,
                access,
                commands,
                admin,
                metrics,
                audit,
                pauses,
                tls,
                ensemble,
                warnings);
    }

    public ServerConfig withRequests(RequestLimits requests) {
        return new ServerConfig(
                data,
                clientPorts,
                sessions,
                requests,
                connections,
                store,
                containers,
                access,
                commands,
                admin,
                metrics,
                audit,
                pauses,
                tls,
                ensemble,
                warnings);
    }

    public ServerConfig withConnections(ConnectionLimits connections) {
        return new ServerConfig(
                data,
                clientPorts,
                sessions,
                requests,
                connections,
                store,
                containers,
                access,
                commands,
                admin,
                metrics,
                audit,
                pauses,
                tls,
                ensemble,
                warnings);
    }

    public ServerConfig withStore(StoreConfig store) {
        return new ServerConfig(
                data,
                clientPorts,
                sessions,
                requests,
                connections,
                store,
                containers,
                access,
                commands,
                admin,
                metrics,
                audit,
                pauses,
                tls,
                ensemble,
                warnings);
    }

    public ServerConfig withContainers(ContainerConfig containers) {
        return new ServerConfig(
                data,
                clientPorts,
                sessions,
                requests,
                connections,
                store,
                containers,
                access,
                commands,
                admin,
                metrics,
                audit,
                pauses,
                tls,
                ensemble,
                warnings);
    }

    public ServerConfig withAccess(AccessConfig access) {
        return new ServerConfig(
                data,
                clientPorts,
                sessions,
                requests,
                connections,
                store,
                containers,
                access,
                commands,
                admin,
                metrics,
                audit,
                pauses,
                tls,
                ensemble,
                warnings);
    }

    public ServerConfig withCommands(CommandConfig commands) {
        return new ServerConfig(
                data,
                clientPorts,
                sessions,
                requests,
                connections,
                store,
                containers,
                access,
                commands,
                admin,
                metrics,
                audit,
                pauses,
                tls,
                ensemble,
                warnings);
    }

    public ServerConfig withAdmin(AdminConfig admin) {
        return new ServerConfig(
                data,
                clientPorts,
                sessions,
                requests,
                connections,
                store,
                containers,
                access,
                commands,
                admin,
                metrics,
                audit,
                pauses,
                tls,
                ensemble,
                warnings);
    }

    public ServerConfig withMetrics(MetricsConfig metrics) {
        return new ServerConfig(
                data,
                clientPorts,
                sessions,
                requests,
                connections,
                store,
                containers,
                access,
                commands,
                admin,
                metrics,
                audit,
                pauses,
                tls,
                ensemble,
                warnings);
    }

    private ServerConfig withWarnings(List<String> warnings) {
        return new ServerConfig(
                data,
                clientPorts,
                sessions,
                requests,
                connections,
                store,
                containers,
                access,
                commands,
                admin,
                metrics,
                audit,
                pauses,
                tls,
                ensemble,
                warnings);
    }
}
