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

    /**
     * A server that runs alone, without pages over HTTP: for tests, and to be embedded.
     *
     * @param address where clients are listened to; port 0 is any that is free
     * @param settings as they would stand in a configuration file; whatever is not in it has its default
     * @throws IllegalArgumentException if one of them is refused
     */
    public static ServerConfig standalone(Path dataDir, InetSocketAddress address, Map<String, String> settings) {
        Map<String, String> given = new LinkedHashMap<>(settings);
        given.put("dataDir", dataDir.toAbsolutePath().toString());
        given.put("clientPort", Integer.toString(address.getPort()));
        given.put("clientPortAddress", address.getHostString());
        given.putIfAbsent("admin.enableServer", "false");
        try {
            return read(Settings.of(given, new Properties()));
        } catch (ConfigException bad) {
            throw new IllegalArgumentException(bad.getMessage(), bad);
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
        return new ServerConfig(
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
                warnings(settings));
    }

    /** When everybody has read what he knows, the rest is what nobody does. */
    private static List<String> warnings(Settings settings) throws ConfigException {
        KeysWithoutEffect.read(settings);
        settings.warnOfUnknownKeys();
        return settings.warnings();
    }
}
