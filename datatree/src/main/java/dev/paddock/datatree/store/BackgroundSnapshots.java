package dev.paddock.datatree.store;

import dev.paddock.datatree.State;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.util.concurrent.Executor;

/**
 * Writes snapshots while transactions go on, one at a time. A state does not change, so whoever has one can have it written
 * at leisure; what is written becomes a snapshot only when the log is durable up to its zxid.
 *
 * <p>{@link #begin} and {@link #durable} may be called by different threads; neither waits for the disk.
 */
public final class BackgroundSnapshots {
    private final Snapshots snapshots;
    private final SnapshotCompression compression;
    private final Executor executor;
    private final Rest rest;
    private final Listener listener;

    /** Guards the fields below. */
    private final Object lock = new Object();

    private Zxid durable;
    private boolean isBusy;

    /** Written, and waiting for the log; null if there is none. */
    private Waiting waiting;

    private record Waiting(Zxid zxid, Snapshots.Draft draft) {}

    /** Is told how a snapshot has ended, on the thread that wrote it. */
    public interface Listener {
        /** It is on disk under its name. Older files may now be purged. The next one begins behind this. */
        void published(SnapshotFile snapshot);

        /** There is no snapshot, and nothing is lost by it but the time of the next start. */
        void failed(Zxid zxid, IOException cause);
    }

    /**
     * @param executor runs what takes long; a single thread is enough
     * @param rest is called by it between two pieces of a snapshot
     * @param durable how far the log is already
     */
    public BackgroundSnapshots(
            Snapshots snapshots,
            SnapshotCompression compression,
            Executor executor,
            Rest rest,
            Zxid durable,
            Listener listener) {
        this.snapshots = snapshots;
        this.compression = compression;
        this.executor = executor;
        this.rest = rest;
        this.durable = durable;
        this.listener = listener;
    }

    /** Has a snapshot of this state written. False if one is being written already: then there is none of this state. */
    public boolean begin(State state) {
        synchronized (lock) {
            if (isBusy) {
                return false;
            }
            isBusy = true;
        }
        executor.execute(() -> write(state));
        return true;
    }

    /** The log is durable up to here. */
    public void durable(Zxid upTo) {
        Waiting ready;
        synchronized (lock) {
            durable = upTo;
            if (waiting == null || waiting.zxid().isAfter(upTo)) {
                return;
            }
            ready = waiting;
            waiting = null;
        }
        executor.execute(() -> publish(ready));
    }

    private void write(State state) {
        Zxid zxid = state.lastZxid();
        try {
            Waiting written =
                    new Waiting(zxid, snapshots.writeGently(zxid, compression, new StateSnapshot(state), rest));
            synchronized (lock) {
                if (zxid.isAfter(durable)) {
                    waiting = written;
                    return;
                }
            }
            publish(written);
        } catch (IOException failure) {
            end();
            listener.failed(zxid, failure);
        }
    }

    private void publish(Waiting written) {
        try {
            listener.published(written.draft().publish());
            end(); // Behind it, so that the listener has a say in when the next one may begin.
        } catch (IOException failure) {
            end();
            listener.failed(written.zxid(), failure);
        }
    }

    private void end() {
        synchronized (lock) {
            isBusy = false;
        }
    }
}
