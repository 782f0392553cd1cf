package dev.paddock.server.net;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there are, in all and from each address, and how many there may be. */
public final class ConnectionCount {
    private final int mostPerAddress;
    private final int most;
    private final Map<InetAddress, Counted> perAddress = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();

    private record Counted(Peer peer, int connections) {
        private Counted plus(int more) {
            return new Counted(peer, connections + more);
        }
    }

    /** A bound of 0 is none. */
    public ConnectionCount(int mostPerAddress, int most) {
        this.mostPerAddress = mostPerAddress;
        this.most = most;
    }

    /** Counts one more, which {@link #close} is to follow. */
    Peer open(InetAddress address) {
        all.incrementAndGet();
        return perAddress
                .compute(address, (same, counted) -> counted == null ? new Counted(Peer.of(same), 1) : counted.plus(1))
                .peer();
    }

    /** Why there are too many connections, with this one, or null. */
    String tooMany(Peer peer) {
        if (most > 0 && all.get() > most) {
            return "there are " + most + " connections already, which is the limit (maxCnxns)";
        }
        if (mostPerAddress > 0 && perAddress.get(peer.inetAddress()).connections() > mostPerAddress) {
            return "Too many connections from " + peer.inetAddress() + " - max is " + mostPerAddress
                    + " (maxClientCnxns)";
        }
        return null;
    }

    void close(Peer peer) {
        all.decrementAndGet();
        perAddress.computeIfPresent(
                peer.inetAddress(), (same, counted) -> counted.connections() == 1 ? null : counted.plus(-1));
    }
}
