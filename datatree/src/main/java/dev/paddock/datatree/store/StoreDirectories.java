package dev.paddock.datatree.store;

import dev.paddock.datatree.store.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where the files of a database are: {@code version-2} below each of the two directories that an operator configures, which
 * may be the same.
 *
 * @param snapshots snapshots and epochs
 * @param logs the transaction log
 */
public record StoreDirectories(Path snapshots, Path logs) {
    private static final String VERSION = "version-2";

    public static StoreDirectories of(Path dataDir, Path dataLogDir) {
        return new StoreDirectories(dataDir.resolve(VERSION), dataLogDir.resolve(VERSION));
    }

    /** Makes them where they are absent. */
    public void create(Disk disk) throws IOException {
        disk.createDirectories(snapshots);
        disk.createDirectories(logs);
    }

    /** Logs where snapshots belong, or the other way round, mean that the configuration is not the one of yesterday. */
    public void requireNotMixedUp(Disk disk) throws IOException {
        if (snapshots.equals(logs)) {
            return;
        }
        requireNone(disk, snapshots, "log.", "Snapshot directory has log files");
        requireNone(disk, logs, "snapshot.", "Log directory has snapshot files");
    }

    private static void requireNone(Disk disk, Path directory, String prefix, String what) throws IOException {
        for (String name : disk.list(directory)) {
            if (name.startsWith(prefix)) {
                throw new UnrecoverableException(what + ": " + directory.resolve(name)
                        + ". Check if dataLogDir and dataDir configuration is correct; if it was changed on purpose, move"
                        + " the files to where they belong now.");
            }
        }
    }
}
