package dev.paddock.zab.sim;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Recovered;
import dev.paddock.zab.membership.Configurations;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.message.Proposal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A disk that keeps the promises of the store, and no more than those. */
final class ModelStore implements Store {
    /** The zxid of a server that has lost its data. */
    private static final Zxid NOTHING = new Zxid(-1);

    private final ArrayDeque<Effect.OnDisk> queue = new ArrayDeque<>();
    private final ArrayDeque<Snapshot> arriving = new ArrayDeque<>();

    /** The history, as the newest sound snapshot and the log behind it give it. */
    private Entry durable = Entry.none();

    private Zxid last = Zxid.ZERO;
    private long acceptedEpoch;
    private long currentEpoch;

    /** The log holds this history behind this transaction. */
    private Zxid loggedAfter = Zxid.ZERO;

    /** Everything that stands in files of the log, also what was there before a snapshot took its place. */
    private final List<Proposal> records = new ArrayList<>();

    /** Ascending. None of them is beyond what is durable. */
    private final List<Snapshot> snapshots = new ArrayList<>();

    private Configurations configurations;

    ModelStore(Membership membership) {
        this.configurations = Configurations.of(membership);
        snapshots.add(new Snapshot(durable, Zxid.ZERO));
    }

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
        Done done = carryOutFirst();
        int appends = 1;
        while (appends < mostAppends
                && done.effect() instanceof Effect.Append
                && queue.peek() instanceof Effect.Append next
                && next.reign().equals(done.effect().reign())) {
            done = carryOutFirst();
            appends++;
        }
        return Optional.of(done);
    }

    private Done carryOutFirst() {
        Effect.OnDisk effect = queue.remove();
        if (effect instanceof Effect.Append append) {
            append(append.proposal());
        } else if (effect instanceof Effect.SaveAcceptedEpoch save) {
            acceptedEpoch = save.epoch();
        } else if (effect instanceof Effect.SaveCurrentEpoch save) {
            currentEpoch = save.epoch();
        } else if (effect instanceof Effect.Truncate truncate) {
            boolean isDone = truncate(truncate.last());
            return new Done(effect, last, isDone ? durable : null, isDone);
        } else if (effect instanceof Effect.Install) {
            install(arriving.remove());
            return new Done(effect, last, durable, true);
        } else if (effect instanceof Effect.SaveConfiguration save) {
            configurations = configurations.seen(save.lastSeen());
        } else if (effect instanceof Effect.ActivateConfiguration activate) {
            configurations = configurations.activated(activate.active());
        } else {
            throw new AssertionError("no rule for " + effect);
        }
        return new Done(effect, last, null, true);
    }

    private void append(Proposal proposal) {
        if (!proposal.zxid().isAfter(last)) {
            throw new Violation("log", Names.of(proposal.zxid()) + " is appended behind " + Names.of(last));
        }
        durable = durable.then(proposal);
        last = proposal.zxid();
        records.add(proposal);
    }

    private boolean truncate(Zxid target) {
        Entry kept = durable.upTo(target);
        boolean isBase = snapshots.get(0).zxid().equals(target);
        if (kept == null && !isBase || snapshots.get(0).zxid().isAfter(target)) {
            return false;
        }
        durable = durable.notAfter(target);
        last = target;
        snapshots.removeIf(snapshot -> snapshot.zxid().isAfter(target));
        records.removeIf(record -> record.zxid().isAfter(target));
        return true;
    }

    private void install(Snapshot snapshot) {
        durable = snapshot.state();
        last = snapshot.zxid();
        loggedAfter = last;
        records.removeIf(record -> record.zxid().isAfter(last));
        snapshots.clear();
        snapshots.add(snapshot);
    }

    @Override
    public void crash(Random random) {
        int done = random == null ? 0 : random.nextInt(queue.size() + 1);
        for (int i = 0; i < done; i++) {
            carryOutFirst();
        }
        queue.clear();
        arriving.clear();
    }

    @Override
    public Found recover(Random random) {
        Entry state = durable;
        List<Proposal> tail = new ArrayList<>();
        Snapshot newest = snapshots.get(snapshots.size() - 1);
        if (random != null && random.nextInt(4) == 0) {
            while (state.length() > newest.state().length() && random.nextInt(8) > 0) {
                tail.add(0, state.proposal());
                state = state.before();
            }
        }
        Zxid delivered = state.length() == newest.state().length() ? newest.zxid() : state.zxid();
        Recovered recovered = new Recovered(acceptedEpoch, currentEpoch, delivered, tail, loggedAfter, configurations);
        return new Found(recovered, state);
    }

    /** It never does. */
    @Override
    public void heal() {}

    @Override
    public boolean canBeReplaced() {
        return true;
    }

    @Override
    public void replace() {
        durable = Entry.none();
        last = NOTHING;
        acceptedEpoch = NOTHING.value();
        currentEpoch = NOTHING.value();
        loggedAfter = NOTHING;
        records.clear();
        snapshots.clear();
        snapshots.add(new Snapshot(durable, NOTHING));
    }

    @Override
    public void snapshot(Entry state) {
        Snapshot newest = snapshots.get(snapshots.size() - 1);
        if (state.length() > newest.state().length() && state.begins(durable)) {
            snapshots.add(new Snapshot(state, state.zxid()));
        }
    }

    @Override
    public void purge() {
        while (snapshots.size() > 1) {
            snapshots.remove(0);
        }
        Zxid oldest = snapshots.get(0).zxid();
        records.removeIf(record -> !record.zxid().isAfter(oldest));
        if (oldest.isAfter(loggedAfter)) {
            loggedAfter = oldest;
        }
    }

    @Override
    public List<Proposal> read(Zxid after, Zxid upTo, int bytes) {
        List<Proposal> found = new ArrayList<>();
        boolean reachesBack = after.compareTo(loggedAfter) == 0;
        int size = 0;
        for (Proposal record : records) {
            if (record.zxid().compareTo(after) <= 0) {
                reachesBack |= record.zxid().equals(after);
            } else if (reachesBack && record.zxid().compareTo(upTo) <= 0 && (found.isEmpty() || size < bytes)) {
                found.add(record);
                size += record.size();
            }
        }
        return found;
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
}
