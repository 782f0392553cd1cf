package dev.paddock.datatree.op;

import dev.paddock.datatree.Context;
import dev.paddock.datatree.EphemeralOwner;
import dev.paddock.datatree.Quotas;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.Tree;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.ZnodePath;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.wire.Acl;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Permission;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.Create2Response;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.CreateResponse;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.txn.CreateTxn;
import dev.paddock.wire.txn.TxnHeader;
import java.util.List;

/**
 * Makes a znode: create, create2, createContainer and createTTL.
 *
 * <p>The op code decides which kind of znode comes to be, the flags decide about a number behind its name and about being
 * ephemeral. So createContainer makes a container whatever its flags, and create with the flag of a container does not.
 */
final class Create implements Operation<CreateRequest, CreateTxn> {
    private final AclRules acls;
    private final Rules rules;

    Create(AclRules acls, Rules rules) {
        this.acls = acls;
        this.rules = rules;
    }

    @Override
    public CreateTxn prepare(Tree tree, CreateRequest request, Context context) throws Refused {
        CreateMode mode = requireMode(request);
        Checks.requireSession(tree, context);
        Checks.requireParentPath(request.path());
        List<Acl> acl = acls.fixUp(request.acl(), context.caller().identities());
        Znode parent = Checks.requireZnode(tree, ZnodePath.parent(request.path()));
        Refused.when(
                !acls.isPermitted(
                        parent.acl(), Permission.CREATE, context.caller().identities(), request.path(), acl),
                ErrorCode.NO_AUTH);
        Utf8 path = mode.isSequential() ? ZnodePath.numbered(request.path(), parent.creations()) : request.path();
        Checks.requireValid(path);
        // A counter at its end stays there, so the next number is one that was given already.
        Refused.when(tree.find(path) != null, ErrorCode.NODE_EXISTS);
        Refused.when(parent.isEphemeral(), ErrorCode.NO_CHILDREN_FOR_EPHEMERALS);
        if (rules.enforceQuota()) {
            Quotas.require(
                    tree.before(),
                    path,
                    1,
                    request.data() == null ? 0 : request.data().length());
        }
        boolean isPlain = request.op() == OpCode.CREATE || request.op() == OpCode.CREATE2;
        return new CreateTxn(
                request.op(),
                path,
                request.data(),
                acl,
                isPlain && mode.isEphemeral(),
                parent.creations() + 1,
                request.op() == OpCode.CREATE_TTL ? request.ttl() : 0);
    }

    private CreateMode requireMode(CreateRequest request) throws Refused {
        CreateMode mode = CreateMode.ofFlags(request.flags());
        Refused.when(mode == null, ErrorCode.BAD_ARGUMENTS);
        Refused.when(mode.hasTtl() && !rules.extendedTypes(), ErrorCode.UNIMPLEMENTED);
        // Flags without a time to live are wrong for createTTL whatever time it names: there is no such znode.
        Refused.when(mode.hasTtl() != (request.op() == OpCode.CREATE_TTL), ErrorCode.BAD_ARGUMENTS);
        Refused.when(
                mode.hasTtl() && (request.ttl() < 1 || request.ttl() > EphemeralOwner.MAX_TTL),
                ErrorCode.BAD_ARGUMENTS);
        return mode;
    }

    static Response apply(TreeEdit tree, CreateTxn txn, TxnHeader header, Events events) {
        Znode created = tree.create(
                txn.path(),
                txn.data(),
                txn.acl(),
                owner(txn, header),
                txn.parentCversion(),
                header.zxid().value(),
                header.time());
        if (created == null) {
            return null;
        }
        Response response = txn.type() == OpCode.CREATE
                ? new CreateResponse(txn.path())
                : new Create2Response(txn.path(), created.stat());
        events.created(tree, txn.path(), created);
        return response;
    }

    private static long owner(CreateTxn txn, TxnHeader header) {
        return switch (txn.type()) {
            case CREATE_CONTAINER -> EphemeralOwner.CONTAINER;
            case CREATE_TTL -> EphemeralOwner.ofTtl(txn.ttl());
            default -> txn.ephemeral() ? header.sessionId() : EphemeralOwner.NONE;
        };
    }
}
