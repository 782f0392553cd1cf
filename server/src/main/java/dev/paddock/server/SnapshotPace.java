package dev.paddock.server;

/**
 * How often snapshots may follow each other. Under a flood of writes one would be due as soon as the last is done, and
 * take disk and processor from clients all the time; so each is followed by a rest, several times as long as it took, and
 * one that is due is put off until then. Nothing is lost: the log has it all, and a start replays a little more meanwhile.
 */
final class SnapshotPace {
    private static final int REST = 3;

    /** When the rest is over; null before the first one. Written by the thread of snapshots, read by the core. */
    private volatile Long restedNanos;

    boolean allows(long nowNanos) {
        Long rested = restedNanos;
        return rested == null || nowNanos - rested >= 0;
    }

    void took(long nanos, long nowNanos) {
        restedNanos = nowNanos + REST * nanos;
    }
}
