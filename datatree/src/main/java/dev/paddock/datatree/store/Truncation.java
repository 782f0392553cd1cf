package dev.paddock.datatree.store;

import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes back the transactions that a leader does not have: what TRUNC asks for. Snapshots that hold any of them go too.
 *
 * <p>For the thread of the log, after a {@link LogAppender#roll} and before {@link LogAppender#continueAfter}, while no
 * snapshot is being written. A crash leaves what there was up to some transaction, the one that was asked for or a later
 * one.
 */
public final class Truncation {
    private final Snapshots snapshots;
    private final TxnLog log;

    public Truncation(Snapshots snapshots, TxnLog log) {
        this.snapshots = snapshots;
        this.log = log;
    }

    /**
     * Makes this transaction the last one, for good. Reads every snapshot, so it takes its time.
     *
     * @return false, and nothing is changed, if there is no way to the state at this transaction: then only a snapshot from
     *     the leader helps
     */
    public boolean to(Zxid last) throws IOException {
        List<SnapshotFile> useless = new ArrayList<>();
        List<SnapshotFile> beyond = new ArrayList<>();
        List<SnapshotFile> unusable = new ArrayList<>();
        SnapshotFile base = null;
        for (SnapshotFile snapshot : snapshots.newestFirst()) {
            Optional<Zxid> exactFrom = snapshots.exactFrom(snapshot);
            boolean isBeyond = exactFrom.orElse(snapshot.zxid()).isAfter(last);
            if (isBeyond) {
                boolean isExact = exactFrom.isPresent() && exactFrom.get().equals(snapshot.zxid());
                (isExact ? beyond : useless).add(snapshot);
            } else if (base == null && exactFrom.isPresent()) {
                base = snapshot;
            } else if (base == null) {
                unusable.add(snapshot);
            }
        }
        if (base == null || !connects(base, last, unusable)) {
            return false;
        }
        // Without the log behind them these would be no way to a state, and with another log they would be a wrong one.
        delete(useless);
        log.discardAfter(last);
        // Should it end here, the newest of these is the state to go on with.
        delete(beyond);
        return true;
    }

    /** A snapshot of a transaction that is not in the log came from a leader, and with it what the log lacks. */
    private boolean connects(SnapshotFile base, Zxid last, List<SnapshotFile> between) throws IOException {
        for (SnapshotFile snapshot : between) {
            if (!log.connects(base.zxid(), snapshot.zxid())) {
                return false;
            }
        }
        return log.connects(base.zxid(), last);
    }

    private void delete(List<SnapshotFile> newestFirst) throws IOException {
        for (SnapshotFile snapshot : newestFirst) {
            snapshots.delete(snapshot);
            snapshots.syncNames();
        }
    }
}
