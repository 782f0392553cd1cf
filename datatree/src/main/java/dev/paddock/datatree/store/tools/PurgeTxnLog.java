package dev.paddock.datatree.store.tools;

import dev.paddock.datatree.store.Purge;
import dev.paddock.datatree.store.Snapshots;
import dev.paddock.datatree.store.StoreDirectories;
import dev.paddock.datatree.store.TxnLog;
import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.datatree.store.disk.RealDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DateFormat;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Removes old snapshots and logs, as ZooKeeper's tool of this name does, though with more care: see {@link Purge}. */
public final class PurgeTxnLog implements Tool {
    private static final int FEWEST = 3;

    private static final String USAGE = """
            Usage:
            PurgeTxnLog dataLogDir [snapDir] -n count
            \tdataLogDir -- path to the txn log directory
            \tsnapDir -- path to the snapshot directory
            \tcount -- the number of old snaps/logs you want to keep, value should be greater than or equal to 3
            """;

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        try {
            if (arguments.size() < 3 || arguments.size() > 4) {
                throw new UsageException("");
            }
            Path logs = directory(arguments.get(0));
            Path snapshots = arguments.size() == 4 ? directory(arguments.get(1)) : logs;
            if (!arguments.get(arguments.size() - 2).equals("-n")) {
                throw new UsageException("");
            }
            int count = count(arguments.get(arguments.size() - 1));
            purge(StoreDirectories.of(snapshots, logs), count, terminal);
            return OK;
        } catch (UsageException wrong) {
            if (!wrong.getMessage().isEmpty()) {
                terminal.err().println(wrong.getMessage());
            }
            terminal.out().print(USAGE);
            return FAILED;
        }
    }

    private static Path directory(String name) throws UsageException {
        Path directory = Path.of(name);
        if (!Files.exists(directory)) {
            throw new UsageException("Path '" + directory.toAbsolutePath() + "' does not exist. ");
        }
        return directory;
    }

    private static int count(String text) throws UsageException {
        int count;
        try {
            count = Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new UsageException("'" + text + "' can not be parsed to integer.");
        }
        if (count < FEWEST) {
            throw new UsageException("count should be greater than or equal to 3");
        }
        return count;
    }

    private static void purge(StoreDirectories directories, int count, Terminal terminal) throws IOException {
        Disk disk = new RealDisk();
        directories.requireNotMixedUp(disk);
        Map<Path, Date> dates = new HashMap<>();
        readDates(directories.snapshots(), dates);
        readDates(directories.logs(), dates);
        Purge purge =
                new Purge(new Snapshots(disk, directories.snapshots()), new TxnLog(disk, directories.logs(), false));
        PlainDates format = new PlainDates(DateFormat.getDateTimeInstance());
        for (Path removed : purge.keep(count)) {
            terminal.out().println("Removing file: " + format.format(dates.get(removed)) + "\t" + removed);
        }
    }

    /** When each file was changed last: once it is removed, nobody can tell. */
    private static void readDates(Path directory, Map<Path, Date> dates) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                dates.put(file, new Date(Files.getLastModifiedTime(file).toMillis()));
            }
        }
    }
}
