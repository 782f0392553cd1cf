package dev.paddock.server.config;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One server of an ensemble, as a line {@code server.N} describes it:
 *
 * <pre>
 * server.id = address[|address]…[;[client host:]client port]
 * address   = host:quorum port:election port[:participant|:observer]
 * </pre>
 *
 * Names are not resolved here: those of others may not be known when this server starts, and may change later.
 *
 * @param clientAddress behind the semicolon, unresolved
 */
public record QuorumServer(long id, List<Address> addresses, Role role, Optional<InetSocketAddress> clientAddress) {
    private static final String FORM = " does not have the form server_config or server_config;client_config where"
            + " server_config is the pipe separated list of host:port:port or host:port:port:type and client_config is"
            + " port or host:port";
    private static final String ACCEPTED = "such as server.1=host:2888:3888:participant;2181";
    private static final int HIGHEST_PORT = 0xFFFF;

    /** Where the other servers reach it. */
    public record Address(String host, int quorumPort, int electionPort) {
        @Override
        public String toString() {
            return bracketed(host) + ":" + quorumPort + ":" + electionPort;
        }
    }

    /** Whether it votes. */
    public enum Role {
        PARTICIPANT,
        OBSERVER;

        static Role of(String word, Setting setting) throws ConfigException {
            for (Role role : values()) {
                if (role.toString().equalsIgnoreCase(word)) {
                    return role;
                }
            }
            throw setting.refusal("Unrecognised peertype: " + word, "participant or observer");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public QuorumServer {
        addresses = List.copyOf(addresses);
    }

    static QuorumServer read(long id, Setting line, boolean manyAddresses) throws ConfigException {
        String text = line.text("");
        int semicolon = text.indexOf(';');
        String servers = semicolon < 0 ? text : text.substring(0, semicolon);
        List<Address> addresses = new ArrayList<>();
        Role role = Role.PARTICIPANT;
        for (String part : servers.split("\\|", -1)) {
            List<String> fields = fields(part.trim());
            if (fields.size() < 3 || fields.size() > 4 || fields.get(0).isEmpty()) {
                throw line.refusal(part.trim() + FORM, ACCEPTED);
            }
            Address address =
                    new Address(fields.get(0), port(fields.get(1), part, line), port(fields.get(2), part, line));
            if (address.quorumPort() == address.electionPort()) {
                throw line.refusal(
                        "Client and election port must be different! Please update the configuration file on server."
                                + id,
                        ACCEPTED);
            }
            addresses.add(address);
            role = fields.size() == 4 ? Role.of(fields.get(3), line) : role;
        }
        if (addresses.size() > 1 && !manyAddresses) {
            throw line.refusal(
                    "Multiple address feature is disabled, but multiple addresses were specified for sid " + id,
                    "one address, or multiAddress.enabled=true");
        }
        Optional<InetSocketAddress> client = semicolon < 0
                ? Optional.empty()
                : Optional.of(client(text.substring(semicolon + 1).trim(), line));
        return new QuorumServer(id, addresses, role, client);
    }

    private static InetSocketAddress client(String text, Setting line) throws ConfigException {
        List<String> fields = fields(text);
        if (fields.size() > 2) {
            throw line.refusal(text + FORM, ACCEPTED);
        }
        String host = fields.size() == 2 && !fields.get(0).isEmpty() ? fields.get(0) : "0.0.0.0";
        return InetSocketAddress.createUnresolved(host, port(fields.get(fields.size() - 1), text, line));
    }

    /** What stands between colons; a host with colons of its own, an IPv6 address, stands in brackets. */
    private static List<String> fields(String text) {
        int close = text.startsWith("[") ? text.indexOf(']') : -1;
        if (close < 0) {
            return List.of(text.split(":", -1));
        }
        List<String> fields = new ArrayList<>(List.of(text.substring(close + 1).split(":", -1)));
        fields.set(0, text.substring(1, close) + fields.get(0));
        return fields;
    }

    private static int port(String field, String part, Setting line) throws ConfigException {
        int port;
        try {
            port = Integer.parseInt(field.trim());
        } catch (NumberFormatException notANumber) {
            throw line.refusal("Address unresolved: " + part.trim(), ACCEPTED);
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw line.refusal("port out of range:" + port, "a port up to 65535");
        }
        return port;
    }

    private static String bracketed(String host) {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    /** What stands behind {@code server.N=}, in full, as ZooKeeper prints it. */
    @Override
    public String toString() {
        String servers = addresses.stream().map(address -> address + ":" + role).collect(Collectors.joining("|"));
        return servers
                + clientAddress
                        .map(client -> ";" + bracketed(client.getHostString()) + ":" + client.getPort())
                        .orElse("");
    }
}
