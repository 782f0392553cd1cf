package dev.paddock.datatree.store;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.State;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.datatree.store.disk.DiskFile;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Makes a state of the files in a data directory: the newest snapshot that is sound, and what the log has after it.
 *
 * <p>What comes out holds all that was ever acknowledged, or nothing comes out. A record that a crash cut short at the very
 * end was not acknowledged and is dropped. Whatever else is wrong ends in an exception that names the file.
 */
public final class Recovery {
    private final Disk disk;
    private final StoreDirectories directories;
    private final RecoveryOptions options;
    private final Hashing hashing;
    private final LongSupplier nanoTime;
    private final Snapshots snapshots;
    private final TxnLog log;
    private final RecoveryReport.Draft report = new RecoveryReport.Draft();

    /** Whether this is the real thing, which leaves the files as the next writer needs them. */
    private boolean repairs;

    /** Newer than the snapshot that is tried now, and of no use. */
    private final List<SnapshotFile> passedOver = new ArrayList<>();

    /** Those of them that are sound, but the log ends before they are complete. */
    private final List<SnapshotFile> incomplete = new ArrayList<>();

    public Recovery(
            Disk disk, StoreDirectories directories, RecoveryOptions options, Hashing hashing, LongSupplier nanoTime) {
        this.disk = disk;
        this.directories = directories;
        this.options = options;
        this.hashing = hashing;
        this.nanoTime = nanoTime;
        this.snapshots = new Snapshots(disk, directories.snapshots());
        this.log = new TxnLog(disk, directories.logs(), options.dropDamagedEnd());
    }

    /** Reads everything, and clears away what a crash left. To be called once, before anything is written. */
    public Recovered recover() throws IOException {
        repairs = true;
        new Installation(snapshots, log)
                .finish()
                .ifPresent(received -> report.warnings.add("The installation of " + received.path()
                        + ", which came from a leader, had been interrupted and was finished"));
        return load();
    }

    /** What {@link #recover} would come to, without changing a file. */
    public Recovered rehearse() throws IOException {
        repairs = false;
        snapshots
                .received()
                .ifPresent(received -> report.warnings.add("The installation of " + received.path()
                        + ", which came from a leader, was interrupted; a start would finish it, and this shows what was"
                        + " there before"));
        return load();
    }

    private Recovered load() throws IOException {
        directories.requireNotMixedUp(disk);
        report.lookAlikes(directories.snapshots(), snapshots.lookAlikes());
        report.lookAlikes(directories.logs(), log.lookAlikes());
        List<SnapshotFile> files = snapshots.newestFirst();
        for (SnapshotFile file : files) {
            Recovered recovered = tryFrom(file);
            if (recovered != null) {
                return recovered;
            }
            passedOver.add(file);
        }
        return withoutSnapshot(files);
    }

    /** Null if this snapshot does not lead to a state, and an older one has to. */
    private Recovered tryFrom(SnapshotFile file) throws IOException {
        long start = nanoTime.getAsLong();
        StateLoader loader = new StateLoader(hashing);
        SnapshotTrailer trailer;
        try {
            trailer = snapshots.read(file, loader);
        } catch (UnusableSnapshotException unusable) {
            report.warnings.add("A snapshot cannot be used, and the next older one is tried: " + unusable.getMessage());
            return null;
        }
        TreeEdit tree = loader.tree();
        Duration loading = since(start);
        Replay replay = new Replay(
                log,
                report,
                tree,
                passedOver,
                file.zxid(),
                trailer.exactFrom(file.zxid()),
                trailer.comparable(file.zxid()));
        return finish(replay, file, loading);
    }

    /** Null if the log ends before the snapshot is complete. */
    private Recovered finish(Replay replay, SnapshotFile snapshot, Duration loading) throws IOException {
        long start = nanoTime.getAsLong();
        replay.run();
        if (!replay.isComplete()) {
            report.warnings.add("The snapshot " + snapshot.path() + " was still being written at " + replay.exactFrom()
                    + ", but the log ends at " + replay.reached() + ". The next older one is tried.");
            incomplete.add(snapshot);
            return null;
        }
        requireNothingNewer(replay.reached());
        long cut = settle(snapshot, replay);
        RecoveryReport done = report.report(snapshot, replay.count(), replay.reached(), cut, loading, since(start));
        return new Recovered(replay.state(), done);
    }

    private Recovered withoutSnapshot(List<SnapshotFile> unusable) throws IOException {
        boolean hasLogs = !log.files().isEmpty();
        if (!unusable.isEmpty() && !options.trustEmpty()) {
            throw new UnrecoverableException("None of the " + unusable.size() + " snapshots in "
                    + directories.snapshots() + " can be used. " + String.join(" ", report.warnings)
                    + " Put back a snapshot from a backup; a member of an ensemble may also be started with an empty"
                    + " directory, and gets everything from its leader.");
        }
        if (hasLogs && !options.trustEmpty()) {
            throw new UnrecoverableException("No snapshot found in " + directories.snapshots()
                    + ", but there are transaction logs in " + directories.logs()
                    + ". If the logs are complete, as servers before 3.5 leave them, start once with"
                    + " snapshot.trust.empty=true; else put back the snapshot that they begin after.");
        }
        if (!hasLogs && !options.mayBeNew()) {
            throw new UnrecoverableException("There is no database in " + directories.snapshots()
                    + ", and db.autocreate is false. If it is to be a new one, make the file \"initialize\" in dataDir; if"
                    + " not, check dataDir.");
        }
        TreeEdit tree = TreeEdit.ofMany(State.empty(hashing));
        Replay replay = new Replay(log, report, tree, passedOver, Zxid.ZERO, Zxid.ZERO, Optional.empty());
        return finish(replay, null, Duration.ZERO);
    }

    private Duration since(long start) {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    /** A snapshot that could not be used proves nevertheless that the log reached as far as its name says. */
    private void requireNothingNewer(Zxid last) throws IOException {
        for (SnapshotFile file : snapshots.newestFirst()) {
            if (file.zxid().isAfter(last)) {
                throw new UnrecoverableException("The log in " + directories.logs() + " ends at " + last + ", but "
                        + file.path() + ", which cannot be used, was made of transactions up to " + file.zxid()
                        + ": what lies between is lost. " + String.join(" ", report.warnings)
                        + " Put back the missing logs or the snapshot from a backup; a member of an ensemble may also"
                        + " be started with an empty directory. To go on without those transactions, move that"
                        + " snapshot away.");
            }
        }
    }

    /** What will be built upon must be on disk for good, not only in the memory of a machine that may lose power. */
    private long settle(SnapshotFile snapshot, Replay replay) throws IOException {
        long cut = 0;
        for (LogTail tail : replay.tails()) {
            if (tail.isTorn()) {
                cut += tail.length();
                report.warnings.add(tail + "; it was not acknowledged and is dropped");
            }
        }
        if (!repairs) {
            return cut;
        }
        log.repair(replay.tails()).forEach(copy -> report.warnings.add("What was dropped is kept in " + copy));
        // Other transactions will take the place of those that are lost, and would make a wrong state of these.
        for (SnapshotFile file : incomplete) {
            report.warnings.add("The snapshot that was not complete is kept as " + snapshots.setAside(file));
        }
        snapshots.removeDrafts();
        sync(snapshot, replay.from());
        return cut;
    }

    /** ZooKeeper syncs no directory, and hardly a snapshot. */
    private void sync(SnapshotFile snapshot, Zxid from) throws IOException {
        if (snapshot != null) {
            sync(snapshot.path());
        }
        for (LogFile file : log.filesFrom(from.next())) {
            sync(file.path());
        }
        disk.syncDirectory(directories.snapshots());
        disk.syncDirectory(directories.logs());
    }

    private void sync(Path path) throws IOException {
        try (DiskFile file = disk.open(path)) {
            file.sync();
        }
    }
}
