package dev.paddock.server.sim;

import dev.paddock.datatree.Applied;
import dev.paddock.datatree.Session;
import dev.paddock.datatree.State;
import dev.paddock.datatree.op.Operations;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.zab.sim.Entry;
import dev.paddock.zab.sim.Violation;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What has been agreed upon, and what each transaction of it leads to when it is applied behind the one before. */
final class AgreedHistory {
    private final State empty;
    private final Consumer<Step> seen;

    /** In order. */
    private final List<Step> steps = new ArrayList<>();

    /** By zxid, how many transactions there are up to it. */
    private final Map<Long, Integer> lengths = new HashMap<>();

    /** One transaction, and what it came to. */
    record Step(Entry entry, Transaction transaction, Applied applied) {}

    /** @param seen is told of each transaction when somebody has shown it first */
    AgreedHistory(State empty, Consumer<Step> seen) {
        this.empty = empty;
        this.seen = seen;
        lengths.put(0L, 0);
    }

    /** This, and all before it, is agreed upon. */
    void grow(Entry agreed) {
        if (agreed.length() <= steps.size()) {
            return;
        }
        List<Entry> added = new ArrayList<>();
        for (Entry entry = agreed; entry.length() > steps.size(); entry = entry.before()) {
            added.add(0, entry);
        }
        for (Entry entry : added) {
            Transaction transaction = read(entry);
            Step step = new Step(entry, transaction, Operations.apply(last(), transaction));
            check(step);
            steps.add(step);
            lengths.put(transaction.zxid().value(), steps.size());
            seen.accept(step);
        }
    }

    private static Transaction read(Entry entry) {
        return Transaction.read(
                new JuteReader(Unpooled.wrappedBuffer(entry.proposal().txn().array())));
    }

    private static void check(Step step) {
        State state = step.applied().state();
        if (!step.applied().anomalies().isEmpty()) {
            throw new Violation(
                    "decided",
                    step.transaction() + " does not fit what is before it: "
                            + step.applied().anomalies());
        }
        boolean hasDigest = step.transaction().digest() != null;
        if (hasDigest && step.transaction().digest().treeDigest() != state.digest()) {
            throw new Violation("decided", step.transaction() + " was decided on another tree");
        }
        int[] owned = {0};
        state.forEachSession((Session session) -> owned[0] += session.ephemeralCount());
        if (owned[0] != state.ephemeralCount()) {
            throw new Violation(
                    "ephemerals",
                    "behind " + step.transaction() + " there are " + state.ephemeralCount() + ", and sessions have "
                            + owned[0]);
        }
    }

    State last() {
        return state(steps.size());
    }

    int length() {
        return steps.size();
    }

    /** The one with this number, from 1 on. */
    Step step(int number) {
        return steps.get(number - 1);
    }

    /** What so many transactions lead to. */
    State state(int length) {
        return length == 0 ? empty : steps.get(length - 1).applied().state();
    }

    /** How many transactions there are up to this one, or -1 if it is none that was agreed upon. */
    int lengthAt(long zxid) {
        return lengths.getOrDefault(zxid, -1);
    }

    /** What a history leads to that may end with what is not agreed upon. */
    State at(Entry entry) {
        int shared = Math.min(entry.length(), steps.size());
        while (shared > 0 && !steps.get(shared - 1).entry().isSameAs(entry.first(shared))) {
            shared--;
        }
        List<Entry> rest = new ArrayList<>();
        for (Entry next = entry; next.length() > shared; next = next.before()) {
            rest.add(0, next);
        }
        State state = state(shared);
        for (Entry next : rest) {
            state = Operations.apply(state, read(next)).state();
        }
        return state;
    }

    /** Whatever a server shows is what the others show at the same transaction. */
    void shows(Object server, State state) {
        int length = lengthAt(state.lastZxid().value());
        if (length < 0 || state(length).digest() != state.digest() || !hasSameSessions(state(length), state)) {
            throw new Violation(
                    "same state",
                    server + " shows " + state + ", and "
                            + (length < 0 ? "that was not agreed upon" : "others " + state(length)));
        }
    }

    private static boolean hasSameSessions(State one, State other) {
        boolean[] isSame = {one.sessionCount() == other.sessionCount()};
        one.forEachSession(session -> isSame[0] &= other.session(session.id()) != null
                && other.session(session.id()).timeoutMillis() == session.timeoutMillis());
        return isSame[0];
    }

    Zxid lastZxid() {
        return last().lastZxid();
    }
}
