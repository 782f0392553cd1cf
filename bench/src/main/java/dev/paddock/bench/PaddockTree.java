package dev.paddock.bench;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Context;
import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.LoadedZnode;
import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.State;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.Identities;
import dev.paddock.datatree.op.Operations;
import dev.paddock.datatree.op.Rules;
import dev.paddock.datatree.op.Tip;
import dev.paddock.wire.Acl;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.txn.Transaction;
import java.util.List;
import java.util.Random;

/** Our side: a state, and what a standalone server has around it. */
final class PaddockTree {
    private static final Caller CALLER = new Caller(0x100, Identities.NONE);
    private static final int SESSION_TIMEOUT_MILLIS = 30_000;

    /** Some moment in 2023; only its length in digits matters. */
    private static final long TIME = 1_700_000_000_000L;

    private final Operations operations = new Operations(
            new AclRules(
                    new AuthProviders(List.of(), (provider, fault) -> {
                        throw fault;
                    }),
                    false),
            Rules.DEFAULT);

    private final Tip tip;

    private PaddockTree(State state) {
        tip = new Tip(state);
    }

    /** Nothing but what is always there, and a session. */
    static PaddockTree empty() {
        PaddockTree tree = new PaddockTree(State.empty(Hashing.seeded(new Random(1))));
        tree.operations.createSession(tree.tip, SESSION_TIMEOUT_MILLIS, tree.nextContext());
        return tree;
    }

    /** Every znode by a request of its own. */
    static PaddockTree created(Shape shape) {
        PaddockTree tree = empty();
        shape.forEachPath(path -> tree.write(Shape.createRequest(path)));
        return tree;
    }

    /** All at once, as from a snapshot. */
    static PaddockTree loaded(Shape shape) {
        Load load = new Load();
        shape.forEachPath(path -> load.add(Utf8.of(path)));
        return load.tree();
    }

    /** The same from paths that are ready. */
    static PaddockTree loaded(List<Utf8> paths) {
        Load load = new Load();
        paths.forEach(load::add);
        return load.tree();
    }

    private static final class Load {
        private final TreeEdit edit = TreeEdit.ofMany(empty().state());
        private final LoadedZnode znode = new LoadedZnode();

        Load() {
            znode.source = Shape.data();
            znode.dataLength = Shape.DATA_LENGTH;
            znode.acl = Acl.OPEN;
            znode.ctime = TIME;
            znode.mtime = TIME;
        }

        void add(Utf8 path) {
            znode.path = path;
            znode.czxid++;
            znode.mzxid = znode.czxid;
            znode.pzxid = znode.czxid;
            if (!edit.load(znode)) {
                throw new IllegalStateException("not loaded: " + path);
            }
        }

        PaddockTree tree() {
            return new PaddockTree(edit.build(new Zxid(znode.czxid)));
        }
    }

    /** The state after these transactions. */
    State replayed(List<Transaction> transactions) {
        TreeEdit edit = TreeEdit.ofMany(state());
        transactions.forEach(transaction -> Operations.replay(edit, transaction));
        return edit.build(transactions.get(transactions.size() - 1).zxid());
    }

    /** The same state again, to go on from elsewhere. */
    PaddockTree fork() {
        return new PaddockTree(state());
    }

    State state() {
        return tip.state();
    }

    /** Decides on a request and makes the state after it. */
    Prepared write(Request request) {
        Prepared prepared = decide(request);
        tip.state();
        return prepared;
    }

    /** Decides on requests one behind the other, and makes a state after so many of them. */
    void writeInSeries(List<? extends Request> requests, int length) {
        int decided = 0;
        for (Request request : requests) {
            decide(request);
            if (++decided % length == 0) {
                tip.state();
            }
        }
    }

    private Prepared decide(Request request) {
        Prepared prepared = operations.prepare(tip, request, nextContext());
        if (prepared.result().error() != ErrorCode.OK) {
            throw new IllegalStateException(prepared.result().error() + ": " + request);
        }
        return prepared;
    }

    /** Decides on a request and stays where it is. */
    Prepared prepare(Request request) {
        return operations.prepare(new Tip(state()), request, nextContext());
    }

    private Context nextContext() {
        return new Context(CALLER, 1, tip.lastZxid().next(), TIME);
    }
}
