package dev.paddock.server.net;

import java.util.concurrent.TimeUnit;

/**
 * How long requests took, from when they were read to when their reply was written.
 *
 * @param lastNanos of the last one
 * @param minNanos meaningless without any
 */
public record Latency(long count, long totalNanos, long lastNanos, long minNanos, long maxNanos) {
    static final Latency NONE = new Latency(0, 0, 0, Long.MAX_VALUE, 0);

    Latency and(Latency other) {
        return new Latency(
                count + other.count,
                totalNanos + other.totalNanos,
                other.lastNanos,
                Math.min(minNanos, other.minNanos),
                Math.max(maxNanos, other.maxNanos));
    }

    public long lastMillis() {
        return TimeUnit.NANOSECONDS.toMillis(lastNanos);
    }

    public long minMillis() {
        return count == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(minNanos);
    }

    public long maxMillis() {
        return TimeUnit.NANOSECONDS.toMillis(maxNanos);
    }

    public double meanMillis() {
        return count == 0 ? 0 : totalNanos / 1e6 / count;
    }
}
