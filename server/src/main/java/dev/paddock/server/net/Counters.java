package dev.paddock.server.net;

/** What came and went, of a connection or a whole event loop. The loop's. */
final class Counters {
    private long received;
    private long sent;
    private long answered;
    private long totalNanos;
    private long lastNanos;
    private long minNanos = Long.MAX_VALUE;
    private long maxNanos;

    void received() {
        received++;
    }

    void sent() {
        sent++;
    }

    void took(long nanos) {
        answered++;
        totalNanos += nanos;
        lastNanos = nanos;
        minNanos = Math.min(minNanos, nanos);
        maxNanos = Math.max(maxNanos, nanos);
    }

    void reset() {
        received = 0;
        sent = 0;
        answered = 0;
        totalNanos = 0;
        lastNanos = 0;
        minNanos = Long.MAX_VALUE;
        maxNanos = 0;
    }

    long receivedCount() {
        return received;
    }

    long sentCount() {
        return sent;
    }

    Latency latency() {
        return new Latency(answered, totalNanos, lastNanos, minNanos, maxNanos);
    }
}
