package dev.paddock.server;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.State;
import dev.paddock.datatree.store.BackgroundSnapshots;
import dev.paddock.datatree.store.LogListener;
import dev.paddock.datatree.store.LogWriter;
import dev.paddock.datatree.store.Purge;
import dev.paddock.datatree.store.Recovered;
import dev.paddock.datatree.store.Recovery;
import dev.paddock.datatree.store.RecoveryReport;
import dev.paddock.datatree.store.SnapshotFile;
import dev.paddock.datatree.store.SnapshotTrigger;
import dev.paddock.datatree.store.Snapshots;
import dev.paddock.datatree.store.StateSnapshot;
import dev.paddock.datatree.store.StoreDirectories;
import dev.paddock.datatree.store.TxnLog;
import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.server.admin.DirectorySizes;
import dev.paddock.server.config.ServerConfig;
import dev.paddock.server.config.StoreConfig;
import dev.paddock.server.core.Journal;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database of a running server: what was recovered, the log that goes on from there, and its snapshots. */
final class Database implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int LONGEST_SNAPSHOT_SECONDS = 10;

    private final Disk disk;
    private final StoreDirectories directories;
    private final int retained;
    private final Snapshots files;
    private final State state;
    private final SnapshotTrigger trigger;
    private final BackgroundSnapshots snapshots;
    private final LogWriter log;
    private final Thread logThread;
    private final ExecutorService background = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "paddock-snapshot");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Recovers what there is, or begins anew. Nothing more is written before {@link #start}.
     *
     * @param durable is told up to where the log is on disk, by the thread of the log
     */
    Database(ServerConfig config, Disk disk, Hashing hashing, Consumer<Zxid> durable, FatalHandler fatal)
            throws IOException {
        StoreConfig store = config.store();
        directories = config.data().directories();
        this.disk = disk;
        this.retained = store.retainedSnapshots();
        this.trigger = store.snapshotTrigger(new Random());
        directories.create(disk);
        Recovered recovered = new Recovery(
                        disk,
                        directories,
                        store.recoveryOptions(config.data().databaseAutocreate()),
                        hashing,
                        System::nanoTime)
                .recover();
        report(recovered.report());
        state = recovered.state().withoutOrphans();
        files = new Snapshots(disk, directories.snapshots());
        if (files.newestFirst().isEmpty()) {
            // Without it the log of a new database would look like one whose snapshots are lost.
            files.write(state.lastZxid(), store.compression(), new StateSnapshot(state))
                    .publish();
        }
        snapshots =
                new BackgroundSnapshots(files, store.compression(), background, state.lastZxid(), new SnapshotLog());
        log = new LogWriter(
                disk,
                directories.logs(),
                state.lastZxid(),
                store.logOptions(),
                new DurableLog(durable, fatal),
                System::nanoTime);
        logThread = new Thread(log, "paddock-log");
        logThread.setDaemon(true);
    }

    private static void report(RecoveryReport report) {
        LOG.info("Recovered: {}", report);
        report.warnings().forEach(LOG::warn);
        report.divergences().forEach(LOG::error);
    }

    void start() {
        logThread.start();
    }

    /** What was there at the start. */
    State state() {
        return state;
    }

    @Override
    public boolean append(Prepared prepared) {
        if (!log.append(prepared.transaction())) {
            return false;
        }
        if (trigger.isDueAfter(prepared.transaction().size())) {
            log.roll();
            snapshots.begin(prepared.state());
        }
        return true;
    }

    /** Removes files that no start would need any more. Takes its time. */
    void purge() {
        try {
            List<Path> removed = new Purge(files, new TxnLog(disk, directories.logs(), false)).keep(retained);
            removed.forEach(path -> LOG.info("Removed {}, which no start needs any more", path));
        } catch (IOException failure) {
            LOG.error(
                    "Old snapshots and logs could not be removed: {}. It is tried again later.", failure.getMessage());
        }
    }

    /** How many bytes the files of snapshots and of logs have. */
    DirectorySizes sizes() throws IOException {
        return new DirectorySizes(size(directories.snapshots()), size(directories.logs()));
    }

    private long size(Path directory) throws IOException {
        long size = 0;
        for (String name : disk.list(directory)) {
            size += disk.size(directory.resolve(name));
        }
        return size;
    }

    /** Writes what waits, and ends. From then on another server may have the directories. */
    void close() throws InterruptedException {
        log.close();
        logThread.join();
        background.shutdown();
        if (!background.awaitTermination(LONGEST_SNAPSHOT_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("A snapshot was still being written after {} s, and is given up", LONGEST_SNAPSHOT_SECONDS);
        }
    }

    private final class DurableLog implements LogListener {
        private final Consumer<Zxid> durable;
        private final FatalHandler fatal;

        DurableLog(Consumer<Zxid> durable, FatalHandler fatal) {
            this.durable = durable;
            this.fatal = fatal;
        }

        @Override
        public void durable(Zxid upTo) {
            durable.accept(upTo);
            snapshots.durable(upTo);
        }

        @Override
        public void slowSync(Duration took) {
            LOG.warn(
                    "fsync-ing the write ahead log took {} ms, and nothing is acknowledged meanwhile. Is another program"
                            + " using the disk of dataLogDir?",
                    took.toMillis());
        }

        @Override
        public void failed(String message, Throwable cause) {
            fatal.fatal(message, cause);
        }
    }

    private static final class SnapshotLog implements BackgroundSnapshots.Listener {
        @Override
        public void published(SnapshotFile snapshot) {
            LOG.info("Snapshot {} is complete", snapshot.path());
        }

        @Override
        public void failed(Zxid zxid, IOException cause) {
            LOG.error(
                    "The snapshot at {} could not be written: {}. Nothing is lost; the next start takes longer. Is there"
                            + " room in dataDir?",
                    zxid,
                    cause.getMessage());
        }
    }
}
