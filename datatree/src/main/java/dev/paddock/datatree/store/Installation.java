package dev.paddock.datatree.store;

import java.io.IOException;
import java.util.Optional;

/**
 * Puts a snapshot that a leader has sent in the place of the history that was here: what SNAP asks for. Whatever goes
 * beyond it is removed, since it belongs to another history.
 *
 * <p>For the thread of the log, after a {@link LogAppender#roll} and before {@link LogAppender#continueAfter}, while no
 * other snapshot is being written. The snapshot first gets a name that says what is going on; a crash before that leaves
 * the old history, and one after it the new one, for {@link Recovery} finishes what was begun.
 */
public final class Installation {
    private final Snapshots snapshots;
    private final TxnLog log;

    public Installation(Snapshots snapshots, TxnLog log) {
        this.snapshots = snapshots;
        this.log = log;
    }

    /** Returns when the snapshot is the only state that a start could come to. */
    public SnapshotFile install(Snapshots.Draft received) throws IOException {
        received.receive();
        return takeOver(snapshots.received().orElseThrow());
    }

    /** Does what is left of an installation that was interrupted. Empty if there was none. */
    Optional<SnapshotFile> finish() throws IOException {
        Optional<SnapshotFile> received = snapshots.received();
        if (received.isEmpty()) {
            return received;
        }
        try {
            snapshots.verify(received.get());
        } catch (UnusableSnapshotException damage) {
            throw new UnrecoverableException("The snapshot " + received.get().path()
                    + " came from a leader and was to take the place of the others, but it cannot be used: "
                    + damage.getMessage() + ". Start this member with an empty directory: it gets everything from its"
                    + " leader.");
        }
        return Optional.of(takeOver(received.get()));
    }

    private SnapshotFile takeOver(SnapshotFile received) throws IOException {
        for (SnapshotFile old : snapshots.newestFirst()) {
            if (snapshots.exactFrom(old).orElse(old.zxid()).isAfter(received.zxid())) {
                snapshots.delete(old);
            }
        }
        snapshots.syncNames();
        log.discardAfter(received.zxid());
        return snapshots.publish(received);
    }
}
