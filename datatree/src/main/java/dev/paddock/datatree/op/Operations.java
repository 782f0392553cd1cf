package dev.paddock.datatree.op;

import dev.paddock.datatree.Anomaly;
import dev.paddock.datatree.Applied;
import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Context;
import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.Result;
import dev.paddock.datatree.State;
import dev.paddock.datatree.Tree;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.proto.CheckRequest;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.DeleteContainerRequest;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.EmptyResponse;
import dev.paddock.wire.proto.ExistsRequest;
import dev.paddock.wire.proto.GetAclRequest;
import dev.paddock.wire.proto.GetAllChildrenNumberRequest;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.GetEphemeralsRequest;
import dev.paddock.wire.proto.MultiReadRequest;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.ReconfigRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.proto.SetAclRequest;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.proto.SyncRequest;
import dev.paddock.wire.proto.SyncResponse;
import dev.paddock.wire.proto.WhoAmIRequest;
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
import dev.paddock.wire.txn.TxnDigest;
import dev.paddock.wire.txn.TxnHeader;
import java.util.List;

/**
 * The one door to the state. {@link #prepare} turns a request into a transaction and the state after it, where that is
 * decided; {@link #apply} turns a transaction into the same state everywhere else; {@link #read} answers what changes
 * nothing. All three are functions: what time it is and who asks comes in.
 *
 * <p>A refused request is a transaction too. It has a zxid, is logged and agreed upon, so that nobody is told of a state
 * that never came to be.
 */
public final class Operations {
    private final Rules rules;
    private final Create create;
    private final Delete delete;
    private final DeleteContainer deleteContainer = new DeleteContainer();
    private final SetData setData;
    private final SetAcl setAcl;
    private final Check check;
    private final CloseSession closeSession;
    private final Reconfig reconfig;
    private final Multi multi;
    private final Exists exists;
    private final GetData getData;
    private final GetAcl getAcl;
    private final GetChildren getChildren;
    private final GetAllChildrenNumber getAllChildrenNumber;
    private final GetEphemerals getEphemerals = new GetEphemerals();
    private final WhoAmI whoAmI;
    private final MultiRead multiRead;

    public Operations(AclRules acls, Rules rules) {
        this.rules = rules;
        create = new Create(acls, rules);
        delete = new Delete(acls);
        setData = new SetData(acls, rules);
        setAcl = new SetAcl(acls);
        check = new Check(acls);
        closeSession = new CloseSession(rules);
        reconfig = new Reconfig(rules);
        multi = new Multi(this);
        exists = new Exists(acls);
        getData = new GetData(acls);
        getAcl = new GetAcl(acls);
        getChildren = new GetChildren(acls);
        getAllChildrenNumber = new GetAllChildrenNumber(acls);
        whoAmI = new WhoAmI(acls);
        multiRead = new MultiRead(this);
    }

    /** Decides on a request that {@link #isWrite}. */
    public Prepared prepare(Tip tip, Request request, Context context) {
        try {
            return request instanceof MultiRequest parts
                    ? prepareMulti(tip, parts, context)
                    : carryOut(tip, decide(tip.edit(), request, context), context);
        } catch (Refused refused) {
            return refuse(tip, refused.error(), context);
        }
    }

    /** Begins a session, whose id is the caller's. */
    public Prepared createSession(Tip tip, int timeoutMillis, Context context) {
        return carryOut(tip, new CreateSessionTxn(timeoutMillis), context);
    }

    /** Refuses whatever was asked, for a reason that lies outside of the state. */
    public Prepared refuse(Tip tip, ErrorCode error, Context context) {
        return carryOut(tip, ErrorTxn.of(error), context);
    }

    private Prepared prepareMulti(Tip tip, MultiRequest request, Context context) throws Refused {
        TxnHeader header = header(context);
        Events events = Events.heard();
        TreeEdit tree = tip.trial();
        Multi.Outcome outcome = multi.prepare(tree, request, context, header, events);
        if (isTooLong(outcome.txn())) {
            return refuse(tip, ErrorCode.BAD_ARGUMENTS, context);
        }
        if (outcome.response() == null) {
            return carryOut(tip, outcome.txn(), context);
        }
        return prepared(tip, tree, header, outcome.txn(), Result.of(outcome.response()), events);
    }

    /** What becomes of a request that stands alone, or is part of a multi. */
    Txn decide(Tree tree, Request request, Context context) throws Refused {
        if (request instanceof CreateRequest asked) {
            return create.prepare(tree, asked, context);
        } else if (request instanceof SetDataRequest asked) {
            return setData.prepare(tree, asked, context);
        } else if (request instanceof DeleteRequest asked) {
            return delete.prepare(tree, asked, context);
        } else if (request instanceof CheckRequest asked) {
            return check.prepare(tree, asked, context);
        } else if (request instanceof SetAclRequest asked) {
            return setAcl.prepare(tree, asked, context);
        } else if (request instanceof CloseSessionRequest asked) {
            return closeSession.prepare(tree, asked, context);
        } else if (request instanceof DeleteContainerRequest asked) {
            return deleteContainer.prepare(tree, asked, context);
        } else if (request instanceof ReconfigRequest asked) {
            return reconfig.prepare(tree, asked, context);
        }
        throw new AssertionError("not a write: " + request);
    }

    private Prepared carryOut(Tip tip, Txn txn, Context context) {
        if (isTooLong(txn)) {
            return refuse(tip, ErrorCode.BAD_ARGUMENTS, context);
        }
        TxnHeader header = header(context);
        Events events = Events.heard();
        TreeEdit tree = tip.edit();
        Result result = result(txn, change(tree, txn, header, events), tree);
        return prepared(tip, tree, header, txn, result, events);
    }

    /** A transaction that some server could not read back would keep it from ever starting again. */
    private boolean isTooLong(Txn txn) {
        return Transaction.HEADER_SIZE + txn.size() + TxnDigest.SIZE > rules.maxTransactionBytes();
    }

    private static Prepared prepared(Tip tip, TreeEdit tree, TxnHeader header, Txn txn, Result result, Events events) {
        // The end of a session takes along whatever a foreign log has put below its ephemerals.
        if (!tree.anomalies().isEmpty() && !(txn instanceof CloseSessionTxn)) {
            throw new IllegalStateException(
                    "a transaction does not fit the state that it was decided on: " + txn + ", " + tree.anomalies());
        }
        tree.clearAnomalies();
        tip.goOnWith(tree, header.zxid());
        TxnDigest digest = txn instanceof ErrorTxn ? null : new TxnDigest(TxnDigest.VERSION, tree.digest());
        return new Prepared(new Transaction(header, txn, digest), result, events.all());
    }

    private static TxnHeader header(Context context) {
        return new TxnHeader(context.caller().sessionId(), context.cxid(), context.zxid(), context.time());
    }

    /** Carries out what was decided elsewhere, or earlier. Never fails; the anomalies say what did not fit. */
    public static Applied apply(State state, Transaction transaction) {
        Txn txn = transaction.txn();
        TreeEdit tree = edit(state, txn instanceof MultiTxn || txn instanceof CloseSessionTxn);
        Events events = Events.heard();
        Result result = result(txn, change(tree, txn, transaction.header(), events), tree);
        Zxid zxid = transaction.zxid();
        State next = tree.build(zxid.isAfter(state.lastZxid()) ? zxid : state.lastZxid());
        return new Applied(next, result, events.all(), tree.anomalies());
    }

    /** The same, as one of many on the way to a state that nobody sees before the last of them. */
    public static void replay(TreeEdit tree, Transaction transaction) {
        change(tree, transaction.txn(), transaction.header(), Events.unheard());
    }

    private static TreeEdit edit(State state, boolean forMany) {
        return forMany ? TreeEdit.ofMany(state) : TreeEdit.ofOne(state);
    }

    /** What a transaction does to the tree; null where its kind says that nothing happens, or the tree does not fit. */
    static Response change(TreeEdit tree, Txn txn, TxnHeader header, Events events) {
        if (txn instanceof CreateTxn created) {
            return Create.apply(tree, created, header, events);
        } else if (txn instanceof SetDataTxn changed) {
            return SetData.apply(tree, changed, header, events);
        } else if (txn instanceof DeleteTxn deleted) {
            return Delete.apply(tree, deleted, header, events);
        } else if (txn instanceof SetAclTxn changed) {
            return SetAcl.apply(tree, changed);
        } else if (txn instanceof MultiTxn parts) {
            return Multi.apply(tree, parts, header, events);
        } else if (txn instanceof CreateSessionTxn created) {
            tree.createSession(header.sessionId(), created.timeoutMillis());
            return new EmptyResponse();
        } else if (txn instanceof CloseSessionTxn closed) {
            return CloseSession.apply(tree, closed, header, events);
        }
        return null;
    }

    private static Result result(Txn txn, Response response, TreeEdit tree) {
        if (txn instanceof ErrorTxn refused) {
            return Result.of(refused.error());
        }
        return response == null ? Result.of(errorOf(tree.anomalies())) : Result.of(response);
    }

    /** What a client is told whose request was decided on another tree than ours. */
    private static ErrorCode errorOf(List<Anomaly> anomalies) {
        boolean exists = !anomalies.isEmpty() && anomalies.get(0).kind() == Anomaly.Kind.NODE_EXISTS;
        return exists ? ErrorCode.NODE_EXISTS : ErrorCode.NO_NODE;
    }

    /** Answers a request that is not {@link #isWrite}, and neither sets nor asks about watches. */
    public Result read(State state, Request request, Caller caller) {
        try {
            return Result.of(answer(state, request, caller));
        } catch (Refused refused) {
            return Result.of(refused.error());
        }
    }

    Response answer(State state, Request request, Caller caller) throws Refused {
        if (request instanceof GetDataRequest asked) {
            return getData.answer(state, asked, caller);
        } else if (request instanceof ExistsRequest asked) {
            return exists.answer(state, asked, caller);
        } else if (request instanceof GetChildrenRequest asked) {
            return getChildren.answer(state, asked, caller);
        } else if (request instanceof GetAclRequest asked) {
            return getAcl.answer(state, asked, caller);
        } else if (request instanceof MultiReadRequest asked) {
            return multiRead.answer(state, asked, caller);
        } else if (request instanceof GetAllChildrenNumberRequest asked) {
            return getAllChildrenNumber.answer(state, asked, caller);
        } else if (request instanceof GetEphemeralsRequest asked) {
            return getEphemerals.answer(state, asked, caller);
        } else if (request instanceof WhoAmIRequest asked) {
            return whoAmI.answer(state, asked, caller);
        } else if (request instanceof SyncRequest asked) {
            return new SyncResponse(asked.path());
        }
        throw new AssertionError("not a read: " + request);
    }

    /** Whether a request becomes a transaction. */
    public static boolean isWrite(Request request) {
        return switch (request.op()) {
            case CREATE,
                    CREATE2,
                    CREATE_CONTAINER,
                    CREATE_TTL,
                    DELETE,
                    DELETE_CONTAINER,
                    SET_DATA,
                    SET_ACL,
                    MULTI,
                    RECONFIG,
                    CLOSE_SESSION -> true;
            default -> false;
        };
    }
}
