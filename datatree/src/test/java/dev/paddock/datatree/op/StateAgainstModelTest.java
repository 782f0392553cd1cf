package dev.paddock.datatree.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.Applied;
import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Context;
import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.Result;
import dev.paddock.datatree.State;
import dev.paddock.datatree.StateChecks;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.WatchEvent;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.DigestAuthProvider;
import dev.paddock.datatree.acl.Identities;
import dev.paddock.datatree.op.RandomRequests.Step;
import dev.paddock.wire.Id;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.txn.ErrorTxn;
import dev.paddock.wire.txn.MultiTxn;
import dev.paddock.wire.txn.Transaction;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever sequence of requests comes, the state answers as the {@link Model} does, and its log leads to the same. */
class StateAgainstModelTest {
    private static final int SEQUENCES = 2500;
    private static final int STEPS = 40;
    private static final int STEPS_PER_CHECK = 10;

    @Test
    void everySequenceGoesAsTheModelSays() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            List<Step> steps = new RandomRequests(new Random(seed)).steps(STEPS);
            Rules rules = rules(seed);
            AssertionError failure = failure(steps, rules);
            if (failure != null) {
                List<Step> shortest = shortest(steps, rules);
                throw new AssertionError(
                        "seed " + seed + ", " + rules + ", shortened to\n  "
                                + String.join(
                                        "\n  ",
                                        shortest.stream().map(Step::toString).toList()),
                        failure(shortest, rules));
            }
        }
    }

    private static Rules rules(int seed) {
        return new Rules(seed % 3 != 0, seed % 2 == 0, false, Rules.DEFAULT.maxTransactionBytes());
    }

    /** Leaves out one step after the other that is not needed for a failure. */
    private static List<Step> shortest(List<Step> failing, Rules rules) {
        List<Step> shorter = new ArrayList<>(failing);
        for (int i = shorter.size() - 1; i >= 0; i--) {
            Step left = shorter.remove(i);
            if (failure(shorter, rules) == null) {
                shorter.add(i, left);
            }
        }
        return shorter;
    }

    private static AssertionError failure(List<Step> steps, Rules rules) {
        try {
            new Run(rules).of(steps);
            return null;
        } catch (AssertionError | RuntimeException failure) {
            return failure instanceof AssertionError error ? error : new AssertionError(failure);
        }
    }

    /** One sequence, asked of both. */
    private static final class Run {
        private final Operations operations;
        private final Model model;
        private final List<Transaction> log = new ArrayList<>();
        private final List<State> states = new ArrayList<>();
        private State state = State.empty(new Hashing(1, 2));
        private final Tip tip = new Tip(state);

        Run(Rules rules) {
            AuthProviders providers =
                    new AuthProviders(List.of(new DigestAuthProvider("SHA1", null)), (provider, fault) -> {
                        throw fault;
                    });
            operations = new Operations(new AclRules(providers, false), rules);
            model = new Model(rules, RandomRequests.IDENTITIES);
            states.add(state);
        }

        void of(List<Step> steps) {
            int done = 0;
            for (Step step : steps) {
                if (step.request() != null && !Operations.isWrite(step.request())) {
                    read(step);
                } else {
                    write(step);
                }
                if (++done % STEPS_PER_CHECK == 0) {
                    StateChecks.check(state);
                    sameTree();
                }
            }
            sameTree();
            StateChecks.check(state);
            theStatesBeforeAreUntouched();
            theLogLeadsHere();
        }

        private void write(Step step) {
            Context context = new Context(caller(step), log.size(), new Zxid(log.size() + 1L), 1000 + 10L * log.size());
            boolean opens = step.request() == null;
            Prepared prepared = opens
                    ? operations.createSession(tip, 4000 + log.size(), context)
                    : operations.prepare(tip, step.request(), context);
            Model.Answer expected = opens
                    ? model.openSession(step.session(), 4000 + log.size())
                    : model.write(step.request(), step.session(), context.zxid().value(), context.time());

            assertThat(prepared.result()).as(step::toString).isEqualTo(expected.result());
            boolean anyOrder = step.request() instanceof CloseSessionRequest;
            assertThat(pairs(prepared.events(), anyOrder)).isEqualTo(pairs(expected.events(), anyOrder));
            if (prepared.transaction().txn() instanceof ErrorTxn
                    || prepared.transaction().txn() instanceof MultiTxn multi && multi.hasFailed()) {
                assertThat(tip.state().root()).as("a refusal leaves the tree").isSameAs(state.root());
            }
            log.add(prepared.transaction());
            state = tip.state();
            states.add(state);
        }

        /** Events of closeSession come two by two, a deletion and its parent's, and the pairs in no order. */
        private static List<List<WatchEvent>> pairs(List<WatchEvent> events, boolean anyOrder) {
            if (!anyOrder) {
                return List.of(events);
            }
            List<List<WatchEvent>> pairs = new ArrayList<>();
            for (int i = 0; i < events.size(); i += 2) {
                pairs.add(events.subList(i, i + 2));
            }
            pairs.sort(Comparator.comparing(pair -> pair.get(0).path()));
            return pairs;
        }

        private void read(Step step) {
            Result result = operations.read(state, step.request(), caller(step));
            Result expected = model.read(step.request(), step.session());

            assertThat(AnyOrder.of(result)).as(step::toString).isEqualTo(AnyOrder.of(expected));
        }

        private static Caller caller(Step step) {
            List<Id> ids = RandomRequests.IDENTITIES.get(step.session());
            return new Caller(step.session(), Identities.of(ids.toArray(new Id[0])));
        }

        private void sameTree() {
            TreeMap<String, String> actual = new TreeMap<>();
            show(Utf8.EMPTY, state.root(), actual);
            TreeMap<String, String> expected = new TreeMap<>();
            model.nodes.forEach((path, node) -> expected.put(
                    path,
                    line(
                            node.stat(),
                            node.creations,
                            node.owner,
                            node.acl,
                            node.data == null ? null : node.data.text())));
            assertThat(actual).isEqualTo(expected);
            TreeMap<Long, Integer> sessions = new TreeMap<>();
            state.forEachSession(session -> sessions.put(session.id(), session.timeoutMillis()));
            assertThat(sessions).isEqualTo(model.sessions);
        }

        private static void show(Utf8 path, Znode znode, TreeMap<String, String> shown) {
            String data = znode.data() == null ? null : znode.data().text();
            shown.put(path.toString(), line(znode.stat(), znode.creations(), znode.owner(), znode.acl(), data));
            znode.forEachChild(child -> show(StateChecks.child(path, child.name()), child, shown));
        }

        private static String line(Object stat, int creations, long owner, Object acl, String data) {
            return stat + " creations=" + creations + " owner=" + Long.toHexString(owner) + " " + acl + " " + data;
        }

        /** Each was made from the one before; the digests say if a later change has reached into an earlier state. */
        private void theStatesBeforeAreUntouched() {
            StateChecks.check(states.get(states.size() / 2));
            StateChecks.check(states.get(states.size() / 3));
        }

        private void theLogLeadsHere() {
            State oneByOne = State.empty(new Hashing(3, 4));
            State decoded = State.empty(new Hashing(5, 6));
            TreeEdit atOnce = TreeEdit.ofMany(State.empty(new Hashing(7, 8)));
            for (int i = 0; i < log.size(); i++) {
                Transaction transaction = log.get(i);
                oneByOne = applied(oneByOne, transaction);
                decoded = applied(decoded, decoded(transaction));
                Operations.replay(atOnce, transaction);
                if (i % STEPS_PER_CHECK == 0) {
                    StateChecks.sameContent(oneByOne, states.get(i + 1));
                }
            }
            assertThat(atOnce.anomalies()).isEmpty();
            State replayed = atOnce.build(state.lastZxid());
            StateChecks.sameContent(oneByOne, state);
            StateChecks.sameContent(decoded, state);
            StateChecks.sameContent(replayed, state);
            StateChecks.check(replayed);
        }

        private static State applied(State before, Transaction transaction) {
            Applied applied = Operations.apply(before, transaction);
            assertThat(applied.anomalies()).as(transaction::toString).isEmpty();
            if (transaction.digest() != null) {
                assertThat(applied.state().digest())
                        .isEqualTo(transaction.digest().treeDigest());
            }
            return applied.state();
        }

        private static Transaction decoded(Transaction transaction) {
            ByteBuf bytes = Unpooled.buffer();
            transaction.write(new JuteWriter(bytes));
            assertThat(bytes.readableBytes()).isEqualTo(transaction.size());
            Transaction decoded = Transaction.read(new JuteReader(bytes));
            assertThat(decoded).isEqualTo(transaction);
            return decoded;
        }
    }
}
