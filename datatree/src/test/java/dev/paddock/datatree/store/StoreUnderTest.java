package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.State;
import dev.paddock.datatree.StateChecks;
import dev.paddock.datatree.op.Operations;
import dev.paddock.datatree.op.Tip;
import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.wire.txn.Txn;
import dev.paddock.wire.txn.TxnHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A server's life on a disk, without the server: every part of the store, put together as a server does it, with the log
 * and the snapshots stepped by hand. It remembers what may come back after a crash, and how much of it must.
 */
final class StoreUnderTest implements LogListener, BackgroundSnapshots.Listener {
    static final StoreDirectories DIRECTORIES = StoreDirectories.of(Path.of("/data"), Path.of("/log"));

    private static final LogOptions LOG =
            LogOptions.DEFAULTS.withPreallocation(2048).withSizeLimit(6000);

    private static final int SNAPSHOT_AFTER = 12;
    private static final int NEVER = Integer.MAX_VALUE;

    /**
     * One history that a recovery may come to.
     *
     * @param states the state at each zxid
     * @param certain up to which zxid nothing may be lost
     */
    record History(NavigableMap<Zxid, State> states, Zxid certain) {
        History upTo(Zxid last) {
            return new History(new TreeMap<>(states.headMap(last, true)), last);
        }

        History atLeast(Zxid zxid) {
            return new History(states, zxid);
        }
    }

    private final SimulatedDisk disk;
    private final RandomWrites writes;
    private final Random random;
    private final int snapshotAfter;

    /** What may come back: more than one while a snapshot of a leader takes the place of what was here. */
    private List<History> possible;

    /** What was promised, for good. */
    private long acceptedEpoch;

    final Snapshots snapshots;
    final TxnLog log;
    final Deque<Runnable> jobs = new ArrayDeque<>();
    /** Which kinds of transactions this process has written. */
    final Set<OpCode> kinds = EnumSet.noneOf(OpCode.class);

    final List<String> failures = new ArrayList<>();
    final List<IOException> failedSnapshots = new ArrayList<>();
    final List<SnapshotFile> published = new ArrayList<>();

    private EpochFiles epochs;
    private LogWriter writer;
    private BackgroundSnapshots background;
    private SnapshotTrigger trigger;
    private State state;
    private Recovered recovered;

    StoreUnderTest(SimulatedDisk disk, Random random) {
        this(disk, random, SNAPSHOT_AFTER, List.of(new History(emptyHistory(), Zxid.ZERO)));
    }

    /** One that takes no snapshots of its own, and begins no log. */
    static StoreUnderTest withoutSnapshots(SimulatedDisk disk, Random random) {
        return new StoreUnderTest(disk, random, NEVER, List.of(new History(emptyHistory(), Zxid.ZERO)));
    }

    private StoreUnderTest(SimulatedDisk disk, Random random, int snapshotAfter, List<History> possible) {
        this.snapshotAfter = snapshotAfter;
        this.disk = disk;
        this.random = random;
        this.writes = new RandomWrites(random);
        this.possible = possible;
        this.snapshots = new Snapshots(disk, DIRECTORIES.snapshots());
        this.log = new TxnLog(disk, DIRECTORIES.logs(), false);
    }

    private static NavigableMap<Zxid, State> emptyHistory() {
        NavigableMap<Zxid, State> states = new TreeMap<>();
        states.put(Zxid.ZERO, State.empty(hashing()));
        return states;
    }

    private static Hashing hashing() {
        return Hashing.seeded(new Random(1));
    }

    /** The next process on this disk, which has to find what this one has left. */
    StoreUnderTest next(Random itsRandom) {
        StoreUnderTest next = new StoreUnderTest(disk, itsRandom, snapshotAfter, possible);
        next.acceptedEpoch = acceptedEpoch;
        return next;
    }

    /** As a server starts. Fails if what comes back is not what it must be. */
    void start() throws IOException {
        DIRECTORIES.create(disk);
        recovered = recover(disk);
        state = recovered.state();
        History found = possible.stream()
                .filter(history -> history.states().containsKey(state.lastZxid())
                        && !history.certain().isAfter(state.lastZxid()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("came back to " + state.lastZxid() + " in place of one of "
                        + possible.stream()
                                .map(each ->
                                        each.certain() + " to " + each.states().lastKey())
                                .toList()
                        + ", " + recovered.report() + " " + recovered.report().warnings()));
        StateChecks.sameContent(state, found.states().get(state.lastZxid()));
        assertThat(recovered.report().divergences()).isEmpty();
        possible = List.of(found.upTo(state.lastZxid()));
        if (recovered.report().snapshot() == null) {
            snapshots
                    .write(state.lastZxid(), SnapshotCompression.NONE, new StateSnapshot(state))
                    .publish();
        }
        epochs = EpochFiles.open(disk, DIRECTORIES.snapshots(), state.lastZxid());
        assertThat(epochs.accepted()).isGreaterThanOrEqualTo(acceptedEpoch);
        writer = new LogWriter(disk, DIRECTORIES.logs(), state.lastZxid(), LOG, this, () -> 0);
        trigger = new SnapshotTrigger(snapshotAfter, 0, random);
        background = background(state.lastZxid());
    }

    private BackgroundSnapshots background(Zxid durable) {
        SnapshotCompression[] all = SnapshotCompression.values();
        return new BackgroundSnapshots(
                snapshots, all[random.nextInt(all.length)], jobs::add, nanos -> {}, durable, this);
    }

    static Recovered recover(SimulatedDisk disk) throws IOException {
        return new Recovery(disk, DIRECTORIES, RecoveryOptions.DEFAULTS, hashing(), () -> 0).recover();
    }

    SimulatedDisk disk() {
        return disk;
    }

    Recovered recovered() {
        return recovered;
    }

    State state() {
        return state;
    }

    /** The history that there is, outside of an installation. */
    History history() {
        assertThat(possible).hasSize(1);
        return possible.get(0);
    }

    EpochFiles epochs() {
        return epochs;
    }

    /** A few writes, and perhaps a snapshot begun among them; nothing is durable yet. False if the log takes no more. */
    boolean write(int count) {
        for (int i = 0; i < count; i++) {
            Tip tip = new Tip(state);
            Prepared prepared = writes.next(tip, nextZxid());
            if (!append(prepared.transaction(), tip.state())) {
                return false;
            }
        }
        return true;
    }

    /** A certain write; refused or not. */
    Prepared write(Request request) {
        Tip tip = new Tip(state);
        Prepared prepared = writes.next(tip, nextZxid(), request);
        append(prepared.transaction(), tip.state());
        return prepared;
    }

    /** What no client can ask for. */
    void write(Txn txn) {
        Transaction transaction = new Transaction(new TxnHeader(0, 0, nextZxid(), 1), txn, null);
        append(transaction, Operations.apply(state, transaction).state());
    }

    private boolean append(Transaction transaction, State after) {
        if (!writer.append(transaction)) {
            return false;
        }
        kinds.add(transaction.txn().type());
        state = after;
        history().states().put(state.lastZxid(), state);
        if (trigger.isDueAfter(transaction.size())) {
            writer.roll();
            background.begin(state);
        }
        return true;
    }

    private Zxid nextZxid() {
        Zxid next = state.lastZxid().next();
        return epochs.current() > next.epoch() ? Zxid.of(epochs.current(), 1) : next;
    }

    void sync() {
        writer.step();
    }

    void roll() {
        writer.roll();
        writer.step();
    }

    /** A snapshot of what is durable, at once. */
    SnapshotFile snapshot(SnapshotCompression compression) throws IOException {
        return snapshots
                .write(state.lastZxid(), compression, new StateSnapshot(state))
                .publish();
    }

    /** What the thread for snapshots does. */
    void runJobs() {
        while (!jobs.isEmpty()) {
            jobs.remove().run();
        }
    }

    boolean beginSnapshot() {
        return background.begin(state);
    }

    private void settle() {
        sync();
        runJobs();
    }

    void purge(int count) throws IOException {
        new Purge(snapshots, log).keep(count);
    }

    /** A new leader, who promises and claims. */
    void newEpoch() throws IOException {
        settle();
        long epoch = epochs.accepted() + 1;
        epochs.saveAccepted(epoch);
        acceptedEpoch = epoch;
        epochs.saveCurrent(epoch);
    }

    /** What a learner does for TRUNC. Without a way to that transaction nothing changes. */
    boolean truncate(Zxid last) {
        settle();
        History before = history();
        boolean[] done = new boolean[1];
        possible = List.of(before.atLeast(last.isAfter(before.certain()) ? before.certain() : last));
        writer.execute(appender -> {
            appender.roll();
            done[0] = new Truncation(snapshots, log).to(last);
            if (done[0]) {
                appender.continueAfter(last);
            }
        });
        writer.step();
        if (failures.isEmpty()) {
            possible = List.of(done[0] ? before.upTo(last) : before);
        }
        if (done[0]) {
            state = history().states().get(last);
            background = background(last);
        }
        return done[0];
    }

    /** What a learner does for SNAP: a state that a leader has, before it is claimed. */
    void install(State received) throws IOException {
        settle();
        History before = history();
        long epoch = Math.max(epochs.accepted(), received.lastZxid().epoch()) + 1;
        epochs.saveAccepted(epoch);
        acceptedEpoch = epoch;
        NavigableMap<Zxid, State> states = new TreeMap<>();
        Zxid zxid = received.lastZxid();
        states.put(zxid, received);
        History after = new History(states, zxid);
        possible = List.of(before, after);
        writer.execute(appender -> {
            appender.roll();
            Snapshots.Draft draft = snapshots.write(zxid, SnapshotCompression.NONE, new StateSnapshot(received));
            new Installation(snapshots, log).install(draft);
            appender.continueAfter(zxid);
        });
        writer.step();
        if (failures.isEmpty()) {
            possible = List.of(after);
            state = received;
            background = background(zxid);
            epochs.saveCurrent(epoch);
        }
    }

    /** A state of another history, that has in common with ours what is up to a zxid. */
    State otherHistory(Zxid common, int transactions) {
        Tip other = new Tip(history().states().get(common));
        long epoch = epochs.accepted() + 1;
        for (int i = 1; i <= transactions; i++) {
            writes.next(other, Zxid.of(epoch, i));
        }
        return other.state();
    }

    Zxid someZxid() {
        List<Zxid> all = new ArrayList<>(history().states().keySet());
        return all.get(random.nextInt(all.size()));
    }

    @Override
    public void durable(Zxid upTo) {
        possible = List.of(history().atLeast(upTo));
        background.durable(upTo);
    }

    @Override
    public void slowSync(Duration took) {
        throw new AssertionError("time stands still here");
    }

    @Override
    public void failed(String message, Throwable cause) {
        failures.add(message);
    }

    @Override
    public void published(SnapshotFile snapshot) {
        published.add(snapshot);
    }

    @Override
    public void failed(Zxid zxid, IOException cause) {
        failedSnapshots.add(cause);
    }
}
