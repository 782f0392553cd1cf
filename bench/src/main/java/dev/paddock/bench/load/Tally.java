package dev.paddock.bench.load;

/** What has been counted of one run. Once closed it counts only what is wrong. */
final class Tally {
    private final Histogram latencies = new Histogram();
    private boolean isClosed;
    private long received;
    private long events;
    private long anomalies;

    void reply(long nanos, boolean isExpected) {
        received++;
        if (!isExpected) {
            anomalies++;
        }
        if (!isClosed) {
            latencies.record(nanos);
        }
    }

    void event(boolean isExpected) {
        events++;
        if (!isExpected) {
            anomalies++;
        }
    }

    /** The time is over: what comes now was asked, but is not measured. */
    void close() {
        isClosed = true;
    }

    Histogram latencies() {
        return latencies;
    }

    /** Replies, measured or not. */
    long received() {
        return received;
    }

    long events() {
        return events;
    }

    long anomalies() {
        return anomalies;
    }
}
