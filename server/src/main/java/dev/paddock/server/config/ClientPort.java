package dev.paddock.server.config;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where clients are listened to.
 *
 * @param address with port 0 for any free one
 * @param secure whether they speak TLS
 * @param backlog how many connections may wait to be accepted; -1 for what the system thinks right
 */
public record ClientPort(InetSocketAddress address, boolean secure, int backlog) {
    /**
     * The plain and the secure port, as far as configured. A server of an ensemble may have its plain one behind the semicolon
     * of its own line instead.
     */
    static List<ClientPort> read(Settings settings, Optional<QuorumServer> self) throws ConfigException {
        int backlog = Math.max(-1, settings.key("clientPortListenBacklog").integer(-1, Integer.MIN_VALUE));
        List<ClientPort> ports = new ArrayList<>();
        Optional<InetSocketAddress> plain =
                agreed(address(settings, "clientPort", "clientPortAddress"), self, settings);
        plain.ifPresent(address -> ports.add(new ClientPort(address, false, backlog)));
        address(settings, "secureClientPort", "secureClientPortAddress")
                .ifPresent(address -> ports.add(new ClientPort(address, true, backlog)));
        if (ports.isEmpty()) {
            settings.warn("Neither clientPort nor secureClientPort is set in " + settings.source()
                    + ": this server listens to no client");
        }
        return ports;
    }

    private static Optional<InetSocketAddress> address(Settings settings, String portKey, String addressKey)
            throws ConfigException {
        Setting port = settings.key(portKey);
        Setting address = settings.key(addressKey);
        if (!port.isGiven() && address.text().isPresent()) {
            throw address.refusal(
                    addressKey + " is set but " + portKey + " is not set", addressKey + " with " + portKey);
        }
        return port.isGiven() ? Optional.of(address.address(port.port(0))) : Optional.empty();
    }

    private static Optional<InetSocketAddress> agreed(
            Optional<InetSocketAddress> own, Optional<QuorumServer> self, Settings settings) throws ConfigException {
        Optional<InetSocketAddress> line = resolved(self, settings);
        if (own.isPresent() && line.isPresent() && !own.equals(line)) {
            throw new ConfigException(
                    "client address for this server (id = " + self.get().id()
                            + ") in static config file is " + own.get()
                            + " is different from client address found in dynamic file: "
                            + line.get() + " (" + settings.source()
                            + "; accepted is clientPort, or the port behind the semicolon of the server's line, or both if they agree)");
        }
        return own.isPresent() ? own : line;
    }

    /** The server's own line: its name has to be known to bind it. */
    private static Optional<InetSocketAddress> resolved(Optional<QuorumServer> self, Settings settings)
            throws ConfigException {
        Optional<InetSocketAddress> line = self.flatMap(QuorumServer::clientAddress);
        if (line.isEmpty()) {
            return line;
        }
        InetSocketAddress address =
                new InetSocketAddress(line.get().getHostString(), line.get().getPort());
        if (address.isUnresolved()) {
            throw new ConfigException(address.getHostString() + ": Name or service not known (server."
                    + self.get().id() + " in " + settings.source()
                    + "; accepted is an address of this machine behind the semicolon)");
        }
        return Optional.of(address);
    }
}
