package dev.paddock.datatree.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.Applied;
import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Context;
import dev.paddock.datatree.ExpiryRules;
import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.LoadedZnode;
import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.State;
import dev.paddock.datatree.StateChecks;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.ZnodePath;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.DigestAuthProvider;
import dev.paddock.datatree.acl.Identities;
import dev.paddock.datatree.op.RandomRequests.Step;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.CheckTxn;
import dev.paddock.wire.txn.CloseSessionTxn;
import dev.paddock.wire.txn.CreateSessionTxn;
import dev.paddock.wire.txn.CreateTxn;
import dev.paddock.wire.txn.DeleteTxn;
import dev.paddock.wire.txn.ErrorTxn;
import dev.paddock.wire.txn.MultiTxn;
import dev.paddock.wire.txn.SetAclTxn;
import dev.paddock.wire.txn.SetDataTxn;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.wire.txn.Txn;
import dev.paddock.wire.txn.TxnHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Transactions that meet another tree than the one that they were decided on. */
class FuzzyReplayTest {
    private static final int SEQUENCES = 1500;
    private static final int STEPS = 100;

    private int aheadOfTheirName;

    /**
     * A snapshot of ZooKeeper is written while transactions go on: each znode is copied whole, but at another time than
     * the next one. Replaying all transactions since it was begun gives the exact tree all the same.
     */
    @Test
    void replayingOverASnapshotOfManyMomentsGivesTheExactTree() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            Random random = new Random(seed);
            History history = new History(random);
            int begun = history.log.size() / 4 + random.nextInt(history.log.size() / 4);
            int ended = history.log.size() - random.nextInt(history.log.size() / 4);
            try {
                replayOver(new FuzzySnapshot(history, begun, ended, random), history, begun);
            } catch (AssertionError failure) {
                throw new AssertionError("seed " + seed + ", from " + begun + " to " + ended, failure);
            }
        }
        // Else this would test nothing.
        assertThat(aheadOfTheirName).isGreaterThan(SEQUENCES / 5);
    }

    private void replayOver(FuzzySnapshot snapshot, History history, int begun) {
        State loaded = snapshot.edit.build(new Zxid(begun));
        StateChecks.check(loaded);
        if (loaded.digest() != history.states.get(begun).digest()) {
            aheadOfTheirName++;
        }
        State oneByOne = loaded;
        TreeEdit atOnce = TreeEdit.ofMany(loaded);
        for (Transaction transaction : history.log.subList(begun, history.log.size())) {
            oneByOne = Operations.apply(oneByOne, transaction).state();
            Operations.replay(atOnce, transaction);
        }
        State exact = history.last();
        StateChecks.sameContent(withoutUsage(oneByOne), withoutUsage(exact));
        StateChecks.sameContent(withoutUsage(atOnce.build(exact.lastZxid())), withoutUsage(exact));
        StateChecks.check(oneByOne);
    }

    /** What quotas say of their use is no part of the agreement: all of it is taken out. */
    private static State withoutUsage(State state) {
        TreeEdit edit = TreeEdit.ofMany(state);
        for (String quota : List.of("", "/a", "/a/b")) {
            Utf8 path = ZnodePath.quotaStatsOf(Utf8.of(quota));
            Znode stats = edit.find(path);
            if (stats != null) {
                edit.setData(path, null, stats.version(), stats.mzxid(), stats.mtime());
            }
        }
        return edit.build(state.lastZxid());
    }

    /** Transactions out of nowhere: from other servers' logs, damaged, or made up. None can do any harm. */
    @Test
    void applyTakesWhateverItIsGiven() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            Random random = new Random(seed);
            State state = seed % 2 == 0 ? State.empty(new Hashing(1, 2)) : new History(random).last();
            TreeEdit atOnce = TreeEdit.ofMany(state);
            try {
                for (int i = 0; i < STEPS; i++) {
                    Transaction transaction = anyTransaction(random);
                    Applied applied = Operations.apply(state, transaction);
                    Operations.replay(atOnce, transaction);
                    state = applied.state();
                    state.expired(random.nextLong(), new ExpiryRules(1));
                }
                StateChecks.check(state);
                StateChecks.sameContent(atOnce.build(state.lastZxid()), state);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    private static Transaction anyTransaction(Random random) {
        long session = random.nextInt(6) == 0 ? random.nextLong() : random.nextInt(5);
        session = random.nextInt(20) == 0 ? Long.MIN_VALUE : session;
        return new Transaction(
                new TxnHeader(session, 0, new Zxid(random.nextInt(200)), random.nextLong()),
                anyTxn(random, true),
                null);
    }

    private static Txn anyTxn(Random random, boolean multiToo) {
        RandomRequests requests = new RandomRequests(random);
        Utf8 path = requests.path();
        path = path == null ? Utf8.of("/") : path;
        Bytes data = requests.data();
        List<Acl> acl = requests.acl();
        return switch (random.nextInt(multiToo ? 14 : 12)) {
            case 0 -> new DeleteTxn(OpCode.DELETE_CONTAINER, path);
            case 1 -> new DeleteTxn(OpCode.DELETE, path);
            case 2 -> new SetDataTxn(OpCode.SET_DATA, path, data, random.nextInt());
            case 3 -> new SetAclTxn(path, acl, random.nextInt());
            case 4 -> new SetDataTxn(OpCode.RECONFIG, path, data, -1);
            case 5 ->
                random.nextBoolean() ? new CreateSessionTxn(random.nextInt(3) - 1) : new ErrorTxn(random.nextInt());
            case 6 -> new CheckTxn(path, 1);
            case 12 -> new CloseSessionTxn(List.of(path, Utf8.of("/a"), Utf8.of("/a")));
            case 13 -> {
                List<Txn> parts = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    parts.add(anyTxn(random, false));
                }
                yield new MultiTxn(parts);
            }
            default -> {
                OpCode[] types = {OpCode.CREATE, OpCode.CREATE2, OpCode.CREATE_CONTAINER, OpCode.CREATE_TTL};
                OpCode type = types[random.nextInt(types.length)];
                int parentCversion = random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(6) - 2;
                long ttl = random.nextInt(3) == 0 ? random.nextLong() : 5;
                yield new CreateTxn(type, path, data, acl, random.nextBoolean(), parentCversion, ttl);
            }
        };
    }

    /** Requests that went through one after the other, and the state after each. */
    private static final class History {
        final List<Transaction> log = new ArrayList<>();
        final List<State> states = new ArrayList<>();

        History(Random random) {
            AuthProviders providers =
                    new AuthProviders(List.of(new DigestAuthProvider("SHA1", null)), (provider, fault) -> {
                        throw fault;
                    });
            Operations operations =
                    new Operations(new AclRules(providers, false), new Rules(true, false, false, Integer.MAX_VALUE));
            Tip tip = new Tip(State.empty(new Hashing(1, 2)));
            states.add(tip.state());
            for (Step step : new RandomRequests(random).steps(STEPS)) {
                if (step.request() == null || Operations.isWrite(step.request())) {
                    Id[] ids = RandomRequests.IDENTITIES.get(step.session()).toArray(new Id[0]);
                    Context context = new Context(
                            new Caller(step.session(), Identities.of(ids)), 0, new Zxid(log.size() + 1), log.size());
                    Prepared prepared = step.request() == null
                            ? operations.createSession(tip, 5000, context)
                            : operations.prepare(tip, step.request(), context);
                    log.add(prepared.transaction());
                    states.add(tip.state());
                }
            }
        }

        State last() {
            return states.get(states.size() - 1);
        }
    }

    /** What the original would have written between two moments. */
    private static final class FuzzySnapshot {
        final TreeEdit edit = TreeEdit.ofMany(State.empty(new Hashing(3, 4)));
        private final History history;
        private final int ended;
        private final Random random;
        private int now;

        FuzzySnapshot(History history, int begun, int ended, Random random) {
            this.history = history;
            this.now = begun;
            this.ended = ended;
            this.random = random;
            history.states
                    .get(begun)
                    .forEachSession(session -> edit.createSession(session.id(), session.timeoutMillis()));
            edit.delete(ZnodePath.ZOOKEEPER, 0);
            copy(Utf8.EMPTY);
            edit.recountQuotas();
        }

        /** The znode as it is now, and then, as time goes on, the children that it has now. */
        private void copy(Utf8 path) {
            Znode znode = history.states.get(now).find(path);
            if (znode == null) {
                return;
            }
            assertThat(edit.load(loaded(path, znode))).isTrue();
            List<Utf8> names = new ArrayList<>();
            znode.forEachChild(child -> names.add(child.name()));
            for (Utf8 name : names) {
                now = Math.min(ended, now + random.nextInt(20));
                copy(StateChecks.child(path, name));
            }
        }

        private static LoadedZnode loaded(Utf8 path, Znode znode) {
            LoadedZnode loaded = new LoadedZnode();
            loaded.path = path;
            loaded.source = znode.content();
            loaded.dataFrom = znode.nameLength();
            loaded.dataLength = znode.hasNullData() ? -1 : znode.dataLength();
            loaded.acl = znode.acl();
            loaded.czxid = znode.czxid();
            loaded.mzxid = znode.mzxid();
            loaded.ctime = znode.ctime();
            loaded.mtime = znode.mtime();
            loaded.version = znode.version();
            loaded.creations = znode.creations();
            loaded.aversion = znode.aversion();
            loaded.owner = znode.owner();
            loaded.pzxid = znode.pzxid();
            return loaded;
        }
    }
}
