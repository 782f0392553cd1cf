package dev.paddock.datatree.store;

import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes old snapshots and logs. Only files with exactly the name of one are ever removed, and only after a store has
 * been loaded may this run.
 */
public final class Purge {
    /** As for snapshots, numbers from 2^63 on are left out. */
    private static final Pattern LOG_NAME = Pattern.compile("log\\.0*([0-7]?[0-9a-f]{1,15})");

    private final Disk disk;
    private final Snapshots snapshots;
    private final Path logDirectory;

    public Purge(Disk disk, Snapshots snapshots, Path logDirectory) {
        this.disk = disk;
        this.snapshots = snapshots;
        this.logDirectory = logDirectory;
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
        Map<Path, Zxid> logs = logs();
        return remove(Retention.keeping(count, verified, logs.values()), logs);
    }

    /** Snapshots first: one that outlived the log behind it would be a start that cannot be finished. */
    private List<Path> remove(Retention retention, Map<Path, Zxid> logs) throws IOException {
        List<Path> removed = new ArrayList<>();
        for (SnapshotFile snapshot : snapshots.newestFirst()) {
            if (!retention.needsSnapshot(snapshot.zxid())) {
                snapshots.delete(snapshot);
                removed.add(snapshot.path());
            }
        }
        snapshots.syncNames();
        for (Map.Entry<Path, Zxid> log : logs.entrySet()) {
            if (!retention.needsLog(log.getValue())) {
                disk.delete(log.getKey());
                removed.add(log.getKey());
            }
        }
        disk.syncDirectory(logDirectory);
        return removed;
    }

    /** Each log with the zxid of its first record. */
    private Map<Path, Zxid> logs() throws IOException {
        Map<Path, Zxid> logs = new TreeMap<>();
        for (String name : disk.list(logDirectory)) {
            Matcher matcher = LOG_NAME.matcher(name);
            if (matcher.matches()) {
                logs.put(logDirectory.resolve(name), new Zxid(Long.parseLong(matcher.group(1), 16)));
            }
        }
        return logs;
    }
}
