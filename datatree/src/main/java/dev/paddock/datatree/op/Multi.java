package dev.paddock.datatree.op;

import dev.paddock.datatree.Context;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.EmptyResponse;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.MultiResponse;
import dev.paddock.wire.proto.MultiResult;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.txn.CheckTxn;
import dev.paddock.wire.txn.ErrorTxn;
import dev.paddock.wire.txn.MultiTxn;
import dev.paddock.wire.txn.Txn;
import dev.paddock.wire.txn.TxnHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * Does several things, or none. Each part is held against the tree as the parts before it have left it, and carried out
 * at once on a tree of its own: if all goes well that is the next one, and if anything fails it is dropped.
 */
final class Multi {
    private final Operations operations;

    Multi(Operations operations) {
        this.operations = operations;
    }

    /** What has become of the parts; {@code response} is null if one has failed. */
    record Outcome(MultiTxn txn, Response response) {}

    /** Refused as a whole if a part cannot be understood, whatever the others are. */
    Outcome prepare(TreeEdit tree, MultiRequest request, Context context, TxnHeader header, Events events)
            throws Refused {
        List<Request> asked = request.operations();
        List<Txn> parts = new ArrayList<>(asked.size());
        List<MultiResult> results = new ArrayList<>(asked.size());
        for (Request part : asked) {
            try {
                Txn txn = operations.decide(tree, asInMulti(part), context);
                results.add(applyPart(tree, txn, header, events));
                parts.add(txn);
            } catch (Refused refused) {
                Refused.when(refused.error() == ErrorCode.MARSHALLING_ERROR, ErrorCode.MARSHALLING_ERROR);
                parts.add(ErrorTxn.of(refused.error()));
                while (parts.size() < asked.size()) {
                    parts.add(ErrorTxn.of(ErrorCode.RUNTIME_INCONSISTENCY));
                }
                return new Outcome(new MultiTxn(parts), null);
            }
        }
        return new Outcome(new MultiTxn(parts), new MultiResponse(results));
    }

    /**
     * Other than alone, a create with the flag of a container makes one, and a createTTL whose flags have none is an
     * ordinary create.
     */
    private static Request asInMulti(Request part) {
        if (!(part instanceof CreateRequest create)) {
            return part;
        }
        CreateMode mode = CreateMode.ofFlags(create.flags());
        if (mode == null || mode.hasTtl() || create.op() == OpCode.CREATE_CONTAINER) {
            return create;
        }
        OpCode op = mode == CreateMode.CONTAINER
                ? OpCode.CREATE_CONTAINER
                : create.op() == OpCode.CREATE_TTL ? OpCode.CREATE : create.op();
        return new CreateRequest(op, create.path(), create.data(), create.acl(), create.flags(), CreateRequest.NO_TTL);
    }

    static Response apply(TreeEdit tree, MultiTxn txn, TxnHeader header, Events events) {
        List<MultiResult> results = new ArrayList<>(txn.parts().size());
        boolean failed = txn.hasFailed();
        boolean met = true;
        for (Txn part : txn.parts()) {
            if (failed) {
                results.add(MultiResult.ofError(part instanceof ErrorTxn error ? error.code() : 0));
            } else {
                MultiResult result = applyPart(tree, part, header, events);
                results.add(result);
                met &= result != null;
            }
        }
        return met ? new MultiResponse(results) : null;
    }

    private static MultiResult applyPart(TreeEdit tree, Txn part, TxnHeader header, Events events) {
        Response response =
                part instanceof CheckTxn ? new EmptyResponse() : Operations.change(tree, part, header, events);
        return response == null ? null : new MultiResult(resultType(part.type()), response);
    }

    private static OpCode resultType(OpCode part) {
        return switch (part) {
            case CREATE_CONTAINER, CREATE_TTL -> OpCode.CREATE2;
            default -> part;
        };
    }
}
