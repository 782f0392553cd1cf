package dev.paddock.server.net;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there are, in all and from each address, and how many there may be. */
public final class ConnectionCount {
    private final int mostPerAddress;
    private final int most;
    private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
    private final AtomicInteger all = new AtomicInteger();

    /** A bound of 0 is none. */
    public ConnectionCount(int mostPerAddress, int most) {
        this.mostPerAddress = mostPerAddress;
        this.most = most;
    }

    /** Counts one more, which {@link #close} is to follow; or says why it is too many, and does not count it. */
    String open(InetAddress address) {
        if (most > 0 && all.incrementAndGet() > most) {
            all.decrementAndGet();
            return "there are " + most + " connections already, which is the limit (maxCnxns)";
        }
        int fromThere = perAddress.merge(address, 1, Integer::sum);
        if (mostPerAddress > 0 && fromThere > mostPerAddress) {
            close(address);
            return "Too many connections from " + address + " - max is " + mostPerAddress + " (maxClientCnxns)";
        }
        return null;
    }

    void close(InetAddress address) {
        if (most > 0) {
            all.decrementAndGet();
        }
        perAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }
}
