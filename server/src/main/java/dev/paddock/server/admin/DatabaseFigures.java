package dev.paddock.server.admin;

import dev.paddock.server.metric.Summary;

/**
 * What has become of the database since the start, or since it was last counted anew. Times are in nanoseconds.
 *
 * @param syncs of the log: one write of all that waited, with its sync
 * @param snapshots each until it was complete under its name
 * @param recoveries the start as a whole
 * @param snapshotLoads of it, the snapshot
 * @param replays of it, the log behind the snapshot
 * @param replayed of it, how many transactions came from the log
 * @param divergences of it, transactions that gave another tree than they were to give
 */
public record DatabaseFigures(
        Summary syncs,
        Summary snapshots,
        Summary recoveries,
        Summary snapshotLoads,
        Summary replays,
        Summary replayed,
        long divergences) {
    public static final DatabaseFigures NONE =
            new DatabaseFigures(Summary.NONE, Summary.NONE, Summary.NONE, Summary.NONE, Summary.NONE, Summary.NONE, 0);

    public static DatabaseFigures recovered(long loadNanos, long replayNanos, long replayed, long divergences) {
        return new DatabaseFigures(
                Summary.NONE,
                Summary.NONE,
                Summary.NONE.with(loadNanos + replayNanos),
                Summary.NONE.with(loadNanos),
                Summary.NONE.with(replayNanos),
                Summary.NONE.with(replayed),
                divergences);
    }

    public DatabaseFigures withSync(long nanos) {
        return new DatabaseFigures(
                syncs.with(nanos), snapshots, recoveries, snapshotLoads, replays, replayed, divergences);
    }

    public DatabaseFigures withSnapshot(long nanos) {
        return new DatabaseFigures(
                syncs, snapshots.with(nanos), recoveries, snapshotLoads, replays, replayed, divergences);
    }
}
