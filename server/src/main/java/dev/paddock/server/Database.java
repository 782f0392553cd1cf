package dev.paddock.server;

import dev.paddock.datatree.Hashing;
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
import dev.paddock.server.admin.DatabaseFigures;
import dev.paddock.server.admin.DirectorySizes;
import dev.paddock.server.admin.ObservedDatabase;
import dev.paddock.server.config.ServerConfig;
import dev.paddock.server.config.StoreConfig;
import dev.paddock.server.core.Journal;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.Transaction;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database of a running server: what was recovered, the log that goes on from there, and its snapshots. */
final class Database implements Journal, ObservedDatabase {
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

    /** The log's thread and that of the snapshots add to it, and whoever looks may have it begin anew. */
    private final AtomicReference<DatabaseFigures> figures;

    /** Of the thread of the snapshots. */
    private final Stopwatch snapshotTime = new Stopwatch();

    private final SnapshotPace pace = new SnapshotPace();

    /**
     * Behind these a snapshot is due that is not begun yet: the first and the last time that enough had been appended. Null
     * if none is due. The core's.
     */
    private Zxid firstDue;

    private Zxid lastDue;

    /** What was agreed upon last. The core's. */
    private State newest;

    /** From then on a snapshot that is being written is in a hurry. */
    private final CountDownLatch closing = new CountDownLatch(1);

    private final FatalHandler fatal;
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
        this.fatal = fatal;
        this.retained = store.retainedSnapshots();
        this.trigger = store.snapshotTrigger(new SecureRandom());
        DataDirectory directory = DataDirectory.open(config.data(), disk);
        Recovered recovered = new Recovery(
                        disk, directories, store.recoveryOptions(directory.mayBeNew()), hashing, System::nanoTime)
                .recover();
        report(recovered.report());
        directory.isTaken();
        figures = new AtomicReference<>(figures(recovered.report()));
        state = recovered.state().withoutOrphans();
        newest = state;
        files = new Snapshots(disk, directories.snapshots());
        if (files.newestFirst().isEmpty()) {
            // Without it the log of a new database would look like one whose snapshots are lost.
            files.write(state.lastZxid(), store.compression(), new StateSnapshot(state))
                    .publish();
        }
        snapshots = new BackgroundSnapshots(
                files, store.compression(), this::inBackground, this::rest, state.lastZxid(), new SnapshotLog());
        log = new LogWriter(
                disk,
                directories.logs(),
                state.lastZxid(),
                store.logOptions(),
                new DurableLog(durable),
                System::nanoTime);
        logThread = new Thread(log, "paddock-log");
        logThread.setDaemon(true);
    }

    private static void report(RecoveryReport report) {
        LOG.info("Recovered: {}", report);
        report.warnings().forEach(LOG::warn);
        report.divergences().forEach(LOG::error);
    }

    private static DatabaseFigures figures(RecoveryReport report) {
        return DatabaseFigures.recovered(
                report.loading().toNanos(),
                report.replaying().toNanos(),
                report.replayed(),
                report.divergences().size());
    }

    private void inBackground(Runnable task) {
        background.execute(() -> {
            snapshotTime.go();
            try {
                task.run();
            } catch (RuntimeException | Error broken) {
                fatal.fatal(
                        "Writing a snapshot has failed in a way that nobody foresaw: " + broken
                                + ". What was acknowledged is in the log. Start the server again, and report this.",
                        broken);
            }
            snapshotTime.pause();
        });
    }

    /** Of the thread of the snapshots, which nobody interrupts. */
    private void rest(long nanos) {
        try {
            closing.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("the thread of the snapshots was interrupted", unexpected);
        }
    }

    void start() {
        logThread.start();
    }

    /** What was there at the start. */
    State state() {
        return state;
    }

    @Override
    public boolean append(Transaction transaction) {
        if (!log.append(transaction)) {
            return false;
        }
        if (trigger.isDueAfter(transaction.size())) {
            log.roll();
            lastDue = transaction.zxid();
            firstDue = firstDue == null ? lastDue : firstDue;
        }
        return true;
    }

    /** All up to this state has been agreed upon. Said again from time to time, so that a snapshot may be put off. */
    void agreed(State state) {
        newest = state;
        boolean isDue = firstDue != null && !firstDue.isAfter(state.lastZxid());
        if (isDue && pace.allows(System.nanoTime()) && snapshots.begin(state)) {
            firstDue = lastDue.isAfter(state.lastZxid()) ? lastDue : null;
        }
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

    @Override
    public DirectorySizes sizes() throws IOException {
        return new DirectorySizes(size(directories.snapshots()), size(directories.logs()));
    }

    private long size(Path directory) throws IOException {
        long size = 0;
        for (String name : disk.list(directory)) {
            try {
                size += disk.size(directory.resolve(name));
            } catch (NoSuchFileException removed) {
                // Since it was listed: old files are purged meanwhile, and have no size any more.
                continue;
            }
        }
        return size;
    }

    @Override
    public DatabaseFigures figures() {
        return figures.get();
    }

    @Override
    public void resetFigures() {
        figures.set(DatabaseFigures.NONE);
    }

    /**
     * Writes what waits, and ends. From then on another server may have the directories. To be called when the core is no
     * more.
     *
     * @param isInOrder whether a snapshot that was put off is written as well, so that the next start has no long log to read
     */
    void close(boolean isInOrder) throws InterruptedException {
        closing.countDown();
        log.close();
        logThread.join();
        if (isInOrder && firstDue != null) {
            beginBehindOther();
        }
        background.shutdown();
        if (!background.awaitTermination(LONGEST_SNAPSHOT_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("A snapshot was still being written after {} s, and is given up", LONGEST_SNAPSHOT_SECONDS);
        }
    }

    /** One may be being written. */
    private void beginBehindOther() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        background.execute(() -> {
            snapshots.begin(newest);
            begun.countDown();
        });
        if (!begun.await(LONGEST_SNAPSHOT_SECONDS, TimeUnit.SECONDS)) {
            LOG.info("A snapshot takes so long that none is written behind it");
        }
    }

    private final class DurableLog implements LogListener {
        private final Consumer<Zxid> durable;

        DurableLog(Consumer<Zxid> durable) {
            this.durable = durable;
        }

        @Override
        public void durable(Zxid upTo) {
            durable.accept(upTo);
            snapshots.durable(upTo);
        }

        @Override
        public void synced(Duration took) {
            figures.updateAndGet(before -> before.withSync(took.toNanos()));
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

    private final class SnapshotLog implements BackgroundSnapshots.Listener {
        @Override
        public void published(SnapshotFile snapshot) {
            long nanos = snapshotTime.take();
            pace.took(nanos, System.nanoTime());
            figures.updateAndGet(before -> before.withSnapshot(nanos));
            LOG.info("Snapshot {} is complete", snapshot.path());
        }

        @Override
        public void failed(Zxid zxid, IOException cause) {
            snapshotTime.take();
            LOG.error(
                    "The snapshot at {} could not be written: {}. Nothing is lost; the next start takes longer. Is there"
                            + " room in dataDir?",
                    zxid,
                    cause.getMessage());
        }
    }
}
