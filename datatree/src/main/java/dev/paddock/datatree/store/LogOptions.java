package dev.paddock.datatree.store;

import java.time.Duration;

/**
 * How the log is written.
 *
 * @param preallocation by how many bytes a file grows at a time, so that few syncs have to write its size; 0 for as
 *     many as are written
 * @param sizeLimit above how many bytes of records a new file is begun; 0 for no limit
 * @param forceSync whether anything is synced at all. Without it, what was acknowledged may be lost with the power
 * @param slowSync from which time on a write and its sync are reported as slow
 * @param mostWaiting how many transactions and tasks may wait for the thread of the log
 * @param mostWaitingBytes how many bytes of transactions may; a single one always may
 */
public record LogOptions(
        long preallocation,
        long sizeLimit,
        boolean forceSync,
        Duration slowSync,
        int mostWaiting,
        long mostWaitingBytes) {
    public static final LogOptions DEFAULTS =
            new LogOptions(64 << 20, 0, true, Duration.ofSeconds(1), 16_384, 32 << 20);

    public LogOptions {
        require(preallocation >= 0, "preallocation", preallocation);
        require(sizeLimit >= 0, "sizeLimit", sizeLimit);
        require(mostWaiting > 0, "mostWaiting", mostWaiting);
        require(mostWaitingBytes > 0, "mostWaitingBytes", mostWaitingBytes);
    }

    private static void require(boolean condition, String what, long value) {
        if (!condition) {
            throw new IllegalArgumentException(what + " cannot be " + value);
        }
    }

    public LogOptions withPreallocation(long bytes) {
        return new LogOptions(bytes, sizeLimit, forceSync, slowSync, mostWaiting, mostWaitingBytes);
    }

    public LogOptions withSizeLimit(long bytes) {
        return new LogOptions(preallocation, bytes, forceSync, slowSync, mostWaiting, mostWaitingBytes);
    }

    public LogOptions withoutSync() {
        return new LogOptions(preallocation, sizeLimit, false, slowSync, mostWaiting, mostWaitingBytes);
    }

    public LogOptions withMostWaiting(int count, long bytes) {
        return new LogOptions(preallocation, sizeLimit, forceSync, slowSync, count, bytes);
    }
}
