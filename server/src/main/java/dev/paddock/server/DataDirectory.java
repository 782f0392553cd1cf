package dev.paddock.server;

import dev.paddock.datatree.store.StoreDirectories;
import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.server.config.DataConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The directories of the database at the start of a server: whether they are there, and whether they may be empty. */
final class DataDirectory {
    /** Somebody has emptied the directory, and means it. */
    private static final String MARK = "initialize";

    private final Disk disk;
    private final List<Path> marks;
    private final boolean mayBeNew;

    /** There is no directory, and none can be made, or may. */
    static final class InaccessibleException extends IOException {
        private InaccessibleException(String message, IOException cause) {
            super(message, cause);
        }
    }

    private DataDirectory(Disk disk, List<Path> marks, boolean mayBeNew) {
        this.disk = disk;
        this.marks = marks;
        this.mayBeNew = mayBeNew;
    }

    static DataDirectory open(DataConfig config, Disk disk) throws IOException {
        StoreDirectories directories = config.directories();
        if (config.autocreate()) {
            create(directories, disk);
        } else {
            requireThere(directories.snapshots(), "data", disk);
            requireThere(directories.logs(), "log", disk);
        }
        List<Path> marks = new ArrayList<>();
        for (Path directory : List.of(config.dataDir(), config.dataLogDir())) {
            Path mark = directory.resolve(MARK);
            if (disk.exists(mark) && !marks.contains(mark)) {
                marks.add(mark);
            }
        }
        return new DataDirectory(disk, marks, config.databaseAutocreate() || !marks.isEmpty());
    }

    private static void create(StoreDirectories directories, Disk disk) throws InaccessibleException {
        try {
            directories.create(disk);
        } catch (IOException failure) {
            throw new InaccessibleException(
                    "Unable to create data directory " + directories.snapshots() + " or " + directories.logs() + ": "
                            + failure.getMessage() + ". Check dataDir and dataLogDir, and who may write there.",
                    failure);
        }
    }

    private static void requireThere(Path directory, String what, Disk disk) throws IOException {
        if (!disk.exists(directory)) {
            throw new InaccessibleException(
                    "Missing " + what + " directory " + directory + ", automatic data directory creation is disabled"
                            + " (zookeeper.datadir.autocreate is false). Please create this directory manually.",
                    null);
        }
    }

    /** Whether an empty directory is a new database; else it is one whose files are missing. */
    boolean mayBeNew() {
        return mayBeNew;
    }

    /** There is a database now, so the mark has had its use. */
    void isTaken() throws IOException {
        for (Path mark : marks) {
            disk.delete(mark);
        }
    }
}
