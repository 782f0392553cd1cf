package dev.paddock.zab.sim;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.State;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.op.Operations;
import dev.paddock.datatree.store.EpochFiles;
import dev.paddock.datatree.store.Installation;
import dev.paddock.datatree.store.LogCursor;
import dev.paddock.datatree.store.LogListener;
import dev.paddock.datatree.store.LogOptions;
import dev.paddock.datatree.store.LogTask;
import dev.paddock.datatree.store.LogWriter;
import dev.paddock.datatree.store.Purge;
import dev.paddock.datatree.store.Recovery;
import dev.paddock.datatree.store.RecoveryOptions;
import dev.paddock.datatree.store.RecoveryReport;
import dev.paddock.datatree.store.SnapshotCompression;
import dev.paddock.datatree.store.SnapshotFile;
import dev.paddock.datatree.store.Snapshots;
import dev.paddock.datatree.store.StateSnapshot;
import dev.paddock.datatree.store.StoreDirectories;
import dev.paddock.datatree.store.Truncation;
import dev.paddock.datatree.store.TxnLog;
import dev.paddock.datatree.store.disk.SimulatedCrash;
import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Recovered;
import dev.paddock.zab.codec.ProposalCodec;
import dev.paddock.zab.membership.Configurations;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.message.Proposal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The real store, on a disk that loses and tears what was not synced, and that fails. Beside it stands what must come back:
 * all that was reported, and nothing that was not asked for.
 *
 * <p>Configurations have no file in the store; they are kept here. Every end of the process is a loss of power, which
 * leaves the disk more ways than a process that is killed.
 */
final class RealStore implements Store, LogListener {
    /** Small files, so that there are several. */
    static final LogOptions LOG = LogOptions.DEFAULTS.withPreallocation(2048).withSizeLimit(6000);

    private static final StoreDirectories DIRECTORIES = StoreDirectories.of(Path.of("/data"), Path.of("/log"));
    private static final Hashing HASHING = Hashing.seeded(new Random(1));

    /** No operation of a disk has this number. */
    private static final long NEVER = -1;

    private final SimulatedDisk disk;
    private final Random random;
    private final LogOptions options;
    private final Coverage coverage;
    private final Snapshots snapshots;
    private final TxnLog log;
    private final ArrayDeque<Effect.OnDisk> queue = new ArrayDeque<>();
    private final ArrayDeque<Snapshot> arriving = new ArrayDeque<>();

    /** States that a snapshot is to be written of. All of them are durable. */
    private final ArrayDeque<Entry> unwritten = new ArrayDeque<>();

    private LogWriter writer;
    private EpochFiles epochs;
    private boolean mayFail = true;

    /** Whether a fault waits in the disk, or has struck. */
    private boolean isFaulty;

    /** The log has failed, or the power is gone: nothing more is done before the next start. */
    private boolean hasFailed;

    /** The history that was reported as durable. */
    private Entry durable = Entry.none();

    private Zxid last = Zxid.ZERO;
    private long acceptedEpoch;
    private long currentEpoch;
    private Configurations configurations;

    /** Of the snapshot that the history begins with for the store: perhaps the start of an epoch, which no transaction has. */
    private Zxid base = Zxid.ZERO;

    /** What may come back after a crash. One, but for an installation, which leaves what was there or what has come. */
    private List<History> possible = List.of(new History(durable, base, last));

    /** What the snapshot has that the last start began with; the log has what is behind it. */
    private Zxid loggedAfter = Zxid.ZERO;

    /** @param certain up to which zxid nothing may be lost */
    private record History(Entry longest, Zxid base, Zxid certain) {
        boolean mayEndWith(Zxid zxid) {
            return !certain.isAfter(zxid) && (longest.upTo(zxid) != null || zxid.equals(base));
        }
    }

    RealStore(Membership membership, LogOptions options, long seed, Coverage coverage) {
        this.disk = new SimulatedDisk(seed);
        this.random = new Random(seed);
        this.options = options;
        this.coverage = coverage;
        this.configurations = Configurations.of(membership);
        this.snapshots = new Snapshots(disk, DIRECTORIES.snapshots());
        this.log = new TxnLog(disk, DIRECTORIES.logs(), false);
        try {
            DIRECTORIES.create(disk);
            start();
        } catch (IOException failure) {
            throw broken(failure);
        }
    }

    private static Violation broken(IOException failure) {
        return new Violation("store", failure.getMessage(), failure);
    }

    // What a server does with its disk.

    @Override
    public void enqueue(Effect.OnDisk effect, Snapshot snapshot) {
        queue.add(effect);
        if (effect instanceof Effect.Install) {
            arriving.add(snapshot);
        }
    }

    @Override
    public boolean isIdle() {
        return queue.isEmpty();
    }

    @Override
    public Effect.OnDisk next() {
        return queue.peek();
    }

    @Override
    public Optional<Done> work(int mostAppends) {
        try {
            writeSnapshots();
            beginFault();
            Done done = carryOutFirst(mostAppends);
            endFault();
            return hasFailed ? Optional.empty() : Optional.of(done);
        } catch (SimulatedCrash inTheMiddle) {
            hasFailed = true;
            coverage.reached(Coverage.Way.STORE_LOST_WHAT_WAS_UNDER_WAY);
            return Optional.empty();
        } catch (IOException failure) {
            throw broken(failure);
        }
    }

    private void beginFault() throws IOException {
        if (!mayFail || random.nextInt(effectsPerFault(queue.peek())) > 0) {
            return;
        }
        isFaulty = true;
        switch (random.nextInt(3)) {
            case 0 -> disk.failAt(disk.operations() + random.nextInt(4));
            case 1 -> disk.crashAt(disk.operations() + random.nextInt(12));
            default -> {
                long used = Long.MAX_VALUE - disk.freeSpace(DIRECTORIES.logs());
                disk.setCapacity(used + random.nextInt(200));
            }
        }
    }

    /** What is rare and takes many operations goes wrong more often. */
    private static int effectsPerFault(Effect.OnDisk effect) {
        if (effect instanceof Effect.Truncate || effect instanceof Effect.Install) {
            return 2;
        }
        return effect instanceof Effect.Append ? 300 : 30;
    }

    private void endFault() {
        if (!hasFailed) {
            isFaulty = false;
            disk.failAt(NEVER);
            disk.crashAt(NEVER);
            disk.setCapacity(Long.MAX_VALUE);
        }
    }

    private Done carryOutFirst(int mostAppends) {
        if (queue.peek() instanceof Effect.Append) {
            return append(mostAppends);
        }
        Effect.OnDisk effect = queue.remove();
        if (effect instanceof Effect.SaveAcceptedEpoch save) {
            if (onLog(appender -> epochs.saveAccepted(save.epoch()))) {
                acceptedEpoch = save.epoch();
            }
        } else if (effect instanceof Effect.SaveCurrentEpoch save) {
            if (onLog(appender -> epochs.saveCurrent(save.epoch()))) {
                currentEpoch = save.epoch();
            }
        } else if (effect instanceof Effect.Truncate truncate) {
            boolean isDone = truncate(truncate.last());
            return new Done(effect, last, isDone ? durable : null, isDone);
        } else if (effect instanceof Effect.Install) {
            install(arriving.remove());
            return new Done(effect, last, durable, true);
        } else if (effect instanceof Effect.SaveConfiguration save) {
            onLog(appender -> configurations = configurations.seen(save.lastSeen()));
        } else if (effect instanceof Effect.ActivateConfiguration activate) {
            onLog(appender -> configurations = configurations.activated(activate.active()));
        } else {
            throw new AssertionError("no rule for " + effect);
        }
        return new Done(effect, last, null, true);
    }

    /** False if the log fails in it. */
    private boolean onLog(LogTask task) {
        writer.execute(task);
        writer.step();
        return !hasFailed;
    }

    private Done append(int most) {
        Effect.Append append;
        Entry longest = durable;
        int count = 0;
        do {
            append = (Effect.Append) queue.remove();
            longest = longest.then(append.proposal());
            writer.append(transaction(append.proposal()));
            count++;
        } while (count < most
                && queue.peek() instanceof Effect.Append next
                && next.reign().equals(append.reign()));
        possible = List.of(new History(longest, base, last));
        writer.step();
        if (!hasFailed) {
            if (!last.equals(longest.zxid())) {
                throw new Violation("store", "the log is durable up to " + last + ", and has " + longest);
            }
            nowHas(longest, last);
        }
        return new Done(append, last, null, true);
    }

    private void nowHas(Entry history, Zxid zxid) {
        durable = history;
        last = zxid;
        possible = List.of(new History(history, base, zxid));
    }

    private boolean truncate(Zxid target) {
        Zxid certain = target.isAfter(last) ? last : target;
        possible = List.of(new History(durable, base, certain));
        boolean[] isDone = new boolean[1];
        onLog(appender -> {
            appender.roll();
            isDone[0] = new Truncation(snapshots, log).to(target);
            if (isDone[0]) {
                appender.continueAfter(target);
            }
        });
        if (hasFailed || !isDone[0]) {
            possible = hasFailed ? possible : List.of(new History(durable, base, last));
            return false;
        }
        coverage.reached(Coverage.Way.STORE_TRUNCATED);
        base = base.isAfter(target) ? target : base;
        nowHas(durable.notAfter(target), target);
        return true;
    }

    private void install(Snapshot snapshot) {
        History after = new History(snapshot.state(), snapshot.zxid(), snapshot.zxid());
        possible = List.of(new History(durable, base, last), after);
        StateSnapshot content = new StateSnapshot(stateOf(snapshot.state(), snapshot.zxid()));
        boolean isDone = onLog(appender -> {
            appender.roll();
            Snapshots.Draft draft = snapshots.write(snapshot.zxid(), SnapshotCompression.NONE, content);
            new Installation(snapshots, log).install(draft);
            appender.continueAfter(snapshot.zxid());
        });
        if (isDone) {
            coverage.reached(Coverage.Way.STORE_INSTALLED);
            base = snapshot.zxid();
            nowHas(snapshot.state(), snapshot.zxid());
        }
    }

    @Override
    public void heal() {
        mayFail = false;
    }

    /** Whoever starts it anew decides that its data is gone; that is not the store's part. */
    @Override
    public boolean canBeReplaced() {
        return false;
    }

    @Override
    public void replace() {
        throw new AssertionError("not this one");
    }

    @Override
    public void snapshot(Entry state) {
        if (state.begins(durable)) {
            unwritten.add(state);
        }
    }

    private void writeSnapshots() throws IOException {
        while (!unwritten.isEmpty()) {
            Entry state = unwritten.remove();
            List<SnapshotFile> files = snapshots.newestFirst();
            if (state.zxid().isAfter(files.get(0).zxid())) {
                SnapshotCompression[] all = SnapshotCompression.values();
                SnapshotCompression compression = all[random.nextInt(all.length)];
                writer.roll();
                writer.step();
                snapshots
                        .write(state.zxid(), compression, new StateSnapshot(stateOf(state, state.zxid())))
                        .publish();
                coverage.reached(Coverage.Way.STORE_WROTE_A_SNAPSHOT);
            }
        }
    }

    @Override
    public void purge() {
        try {
            new Purge(snapshots, log).keep(1 + random.nextInt(3));
        } catch (IOException failure) {
            throw broken(failure);
        }
    }

    @Override
    public List<Proposal> read(Zxid after, Zxid upTo, int bytes) {
        List<Proposal> found = new ArrayList<>();
        try {
            Optional<LogCursor> history = log.history(after, upTo, Long.MAX_VALUE);
            if (history.isPresent()) {
                try (LogCursor cursor = history.get()) {
                    Transaction next = cursor.next();
                    while (next != null && (found.isEmpty() || cursor.bytes() < bytes)) {
                        found.add(proposal(next));
                        next = cursor.next();
                    }
                }
                coverage.reached(Coverage.Way.STORE_READ_ITS_LOG);
            }
        } catch (IOException failure) {
            throw broken(failure);
        }
        return found;
    }

    // What the log says.

    @Override
    public void durable(Zxid upTo) {
        last = upTo;
    }

    @Override
    public void slowSync(Duration took) {
        throw new AssertionError("time stands still here");
    }

    @Override
    public void failed(String message, Throwable cause) {
        if (!isFaulty) {
            throw new Violation("store", message, cause);
        }
        hasFailed = true;
        coverage.reached(Coverage.Way.STORE_FAILED);
    }

    // Ends and starts.

    /** The power goes somewhere in what was to be done. What that leaves is read at once, since others ask what is durable. */
    @Override
    public void crash(Random ofSimulation) {
        try {
            losePower();
            if (random.nextInt(4) == 0) {
                startInterrupted();
            }
            start();
        } catch (IOException failure) {
            throw broken(failure);
        }
    }

    private void losePower() throws IOException {
        if (!hasFailed) {
            goOnUntilThePowerGoes();
        }
        disk.crash();
        queue.clear();
        arriving.clear();
        unwritten.clear();
        hasFailed = false;
        isFaulty = false;
        disk.setCapacity(Long.MAX_VALUE);
        disk.restart();
    }

    private void goOnUntilThePowerGoes() throws IOException {
        disk.crashAt(disk.operations() + random.nextInt(12));
        try {
            writeSnapshots();
            while (!queue.isEmpty()) {
                carryOutFirst(1 + random.nextInt(8));
            }
        } catch (SimulatedCrash inTheMiddle) {
            coverage.reached(Coverage.Way.STORE_LOST_WHAT_WAS_UNDER_WAY);
        }
    }

    private void startInterrupted() throws IOException {
        disk.crashAt(disk.operations() + random.nextInt(10));
        try {
            start();
        } catch (SimulatedCrash inTheMiddle) {
            coverage.reached(Coverage.Way.STORE_CRASHED_WHILE_IT_STARTED);
        }
        disk.crash();
        disk.restart();
    }

    /** As a server starts. */
    private void start() throws IOException {
        var found = new Recovery(disk, DIRECTORIES, RecoveryOptions.DEFAULTS, HASHING, () -> 0).recover();
        State state = found.state();
        RecoveryReport report = found.report();
        History history = possible.stream()
                .filter(each -> isWhole(each, state))
                .findFirst()
                .orElseThrow(() -> new Violation(
                        "store",
                        "comes back to " + Names.of(state.lastZxid()) + " in place of one of " + possible + ", "
                                + report + " " + report.warnings()));
        if (!report.divergences().isEmpty()) {
            throw new Violation("store", "diverges: " + report.divergences());
        }
        base = history.base();
        nowHas(history.longest().notAfter(state.lastZxid()), state.lastZxid());
        if (report.snapshot() == null) {
            snapshots
                    .write(last, SnapshotCompression.NONE, new StateSnapshot(state))
                    .publish();
        }
        loggedAfter = report.snapshot() == null ? last : report.snapshot().zxid();
        epochs = EpochFiles.open(disk, DIRECTORIES.snapshots(), last);
        if (epochs.accepted() < acceptedEpoch || epochs.current() < currentEpoch) {
            throw new Violation(
                    "store",
                    "epochs " + acceptedEpoch + " and " + currentEpoch + " came back as " + epochs.accepted() + " and "
                            + epochs.current());
        }
        acceptedEpoch = epochs.accepted();
        currentEpoch = epochs.current();
        writer = new LogWriter(disk, DIRECTORIES.logs(), last, options, this, () -> 0);
        note(report);
    }

    private static boolean isWhole(History history, State found) {
        Zxid zxid = found.lastZxid();
        return history.mayEndWith(zxid)
                && stateOf(history.longest().notAfter(zxid), zxid).digest() == found.digest();
    }

    private void note(RecoveryReport report) {
        if (report.cutBytes() > 0) {
            coverage.reached(Coverage.Way.STORE_CAME_BACK_TO_A_TORN_LOG);
        }
        if (report.warnings().stream().anyMatch(warning -> warning.contains("had been interrupted"))) {
            coverage.reached(Coverage.Way.STORE_FINISHED_AN_INSTALLATION);
        }
    }

    @Override
    public Found recover(Random ofSimulation) {
        try {
            start();
        } catch (IOException failure) {
            throw broken(failure);
        }
        Recovered recovered = new Recovered(acceptedEpoch, currentEpoch, last, List.of(), loggedAfter, configurations);
        return new Found(recovered, durable);
    }

    @Override
    public Entry durable() {
        return durable;
    }

    @Override
    public Zxid last() {
        return last;
    }

    @Override
    public long acceptedEpoch() {
        return acceptedEpoch;
    }

    @Override
    public long currentEpoch() {
        return currentEpoch;
    }

    // From the words of agreement to those of the tree.

    /** @param zxid the last of the history, or the start of a later epoch */
    private static State stateOf(Entry history, Zxid zxid) {
        ArrayDeque<Proposal> proposals = new ArrayDeque<>();
        for (Entry entry = history; entry.length() > 0; entry = entry.before()) {
            proposals.push(entry.proposal());
        }
        TreeEdit tree = TreeEdit.ofMany(State.empty(HASHING));
        proposals.forEach(proposal -> Operations.replay(tree, transaction(proposal)));
        if (!tree.anomalies().isEmpty()) {
            throw new Violation("store", history + " does not fit together: " + tree.anomalies());
        }
        return tree.build(zxid);
    }

    private static Transaction transaction(Proposal proposal) {
        return Transaction.read(
                new JuteReader(Unpooled.wrappedBuffer(proposal.txn().array())));
    }

    private static Proposal proposal(Transaction transaction) {
        ByteBuf bytes = Unpooled.buffer();
        transaction.write(new JuteWriter(bytes));
        return ProposalCodec.read(Bytes.wrap(ByteBufUtil.getBytes(bytes)));
    }
}
