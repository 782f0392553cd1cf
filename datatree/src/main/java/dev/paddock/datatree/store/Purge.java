package dev.paddock.datatree.store;

import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes old snapshots and logs. Only files with exactly the name of one are ever removed, and only after a store has
 * been loaded may this run.
 */
public final class Purge {
    private final Snapshots snapshots;
    private final TxnLog log;

    public Purge(Snapshots snapshots, TxnLog log) {
        this.snapshots = snapshots;
        this.log = log;
    }

    /**
     * Removes what is not needed for a start from each of the newest {@code count} snapshots that are sound. Reads those
     * snapshots as a whole, so it takes its time.
     *
     * @return the files that are gone, in the order in which they went
     */
    public List<Path> keep(int count) throws IOException {
        List<Zxid> verified =
                snapshots.newestVerified(count).stream().map(SnapshotFile::zxid).toList();
        List<LogFile> files = log.files();
        List<Zxid> logs = files.stream().map(LogFile::first).toList();
        return remove(Retention.keeping(count, verified, logs), files);
    }

    /** Snapshots first: one that outlived the log behind it would be a start that cannot be finished. */
    private List<Path> remove(Retention retention, List<LogFile> logs) throws IOException {
        List<Path> removed = new ArrayList<>();
        for (SnapshotFile snapshot : snapshots.newestFirst()) {
            if (!retention.needsSnapshot(snapshot.zxid())) {
                snapshots.delete(snapshot);
                removed.add(snapshot.path());
            }
        }
        snapshots.syncNames();
        for (LogFile file : logs) {
            if (!retention.needsLog(file.first())) {
                log.delete(file.path());
                removed.add(file.path());
            }
        }
        return removed;
    }
}
