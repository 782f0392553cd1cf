package dev.paddock.datatree.store;

import dev.paddock.datatree.State;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.op.Operations;
import dev.paddock.datatree.store.SnapshotTrailer.TreeDigest;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.wire.txn.TxnDigest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The way from a snapshot to the end of the log. */
final class Replay {
    private final TxnLog log;
    private final RecoveryReport.Draft report;
    private final TreeEdit tree;

    /** Newer than the snapshot that this begins with, and of no use. */
    private final List<SnapshotFile> passedOver;

    private final Zxid from;

    /** Before this, part of what the log says is in the tree already. */
    private final Zxid exactFrom;

    /** The digest that the snapshot states, at {@link #exactFrom} or before it. */
    private final Optional<TreeDigest> stated;

    private Zxid reached;
    private long count;
    private List<LogTail> tails = List.of();

    Replay(
            TxnLog log,
            RecoveryReport.Draft report,
            TreeEdit tree,
            List<SnapshotFile> passedOver,
            Zxid from,
            Zxid exactFrom,
            Optional<TreeDigest> stated) {
        this.log = log;
        this.report = report;
        this.tree = tree;
        this.passedOver = passedOver;
        this.from = from;
        this.reached = from;
        this.exactFrom = exactFrom;
        this.stated = stated;
    }

    /** To the end of the log. */
    void run() throws IOException {
        compareWithStated();
        try (LogCursor cursor = log.replay(from.next())) {
            for (Transaction next = cursor.next(); next != null; next = cursor.next()) {
                replay(next);
            }
            tails = cursor.tails();
        }
    }

    /** Whether the log has reached the point where the snapshot was finished: before that there is no state. */
    boolean isComplete() {
        return !exactFrom.isAfter(reached);
    }

    Zxid from() {
        return from;
    }

    Zxid exactFrom() {
        return exactFrom;
    }

    /** The zxid of the last transaction. */
    Zxid reached() {
        return reached;
    }

    long count() {
        return count;
    }

    /** How the log ends. */
    List<LogTail> tails() {
        return tails;
    }

    State state() {
        return tree.build(reached);
    }

    private void replay(Transaction transaction) throws UnrecoverableException {
        Zxid zxid = transaction.zxid();
        requireNoGapBetweenEpochs(zxid);
        requireNothingPassedOver(zxid);
        Operations.replay(tree, transaction);
        count++;
        reached = zxid;
        compareWithStated();
        if (!exactFrom.isAfter(zxid)) {
            compare(transaction);
        }
        tree.clearAnomalies();
    }

    /** The transaction by which the snapshot became exact may have been in it already, and so meet anomalies. */
    private void compare(Transaction transaction) {
        if (!tree.anomalies().isEmpty() && reached.isAfter(exactFrom)) {
            report.diverged("The transaction " + reached + " met " + tree.anomalies());
        }
        TxnDigest digest = transaction.digest();
        if (digest != null && digest.version() == TxnDigest.VERSION) {
            requireDigest(digest, "the log");
        }
    }

    private void compareWithStated() {
        if (stated.isPresent() && stated.get().zxid().equals(reached)) {
            requireDigest(stated.get().digest(), "the snapshot");
        }
    }

    private void requireDigest(TxnDigest expected, String by) {
        if (expected.treeDigest() != tree.digest()) {
            report.diverged("The digest of the tree at " + reached + " should be " + expected.treeDigest() + " by " + by
                    + ", and is " + tree.digest());
        }
    }

    private void requireNoGapBetweenEpochs(Zxid zxid) throws UnrecoverableException {
        if (LogFormat.comesBehindSnapshot(reached, zxid)) {
            throw new UnrecoverableException("After " + reached + " the log in " + log.directory()
                    + " goes on with " + zxid
                    + ". What lies between came from a leader as a snapshot, and that snapshot"
                    + " is missing or cannot be used. " + String.join(" ", report.warnings)
                    + " Start this member with an empty directory: it gets everything from its leader.");
        }
    }

    /**
     * A snapshot of a transaction that is not in the log came from a leader, and with it what the log lacks. Only of one
     * with the counter 0 this cannot be said: a leader has snapshots with such a name too, and its log is whole.
     */
    private void requireNothingPassedOver(Zxid zxid) throws UnrecoverableException {
        for (SnapshotFile passed : passedOver) {
            boolean isBetween = passed.zxid().isAfter(reached) && zxid.isAfter(passed.zxid());
            if (isBetween && passed.zxid().counter() != 0) {
                throw new UnrecoverableException("After " + reached + " the log in " + log.directory()
                        + " goes on with " + zxid + ", and what lies between came as " + passed.path()
                        + ", which cannot be used. " + String.join(" ", report.warnings)
                        + " Put back that snapshot from a backup, or start this member with an empty directory: it"
                        + " gets everything from its leader.");
            }
        }
    }
}
