package dev.paddock.datatree.op;

import dev.paddock.datatree.Context;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.Tree;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.ZnodePath;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Permission;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.EmptyResponse;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.txn.DeleteTxn;
import dev.paddock.wire.txn.TxnHeader;

/** Removes a znode. Its parent's ACL decides; its own does not matter. */
final class Delete implements Operation<DeleteRequest, DeleteTxn> {
    private final AclRules acls;

    Delete(AclRules acls) {
        this.acls = acls;
    }

    @Override
    public DeleteTxn prepare(Tree tree, DeleteRequest request, Context context) throws Refused {
        Checks.requireSession(tree, context);
        requireDeletable(request.path());
        Znode parent = Checks.requireZnode(tree, ZnodePath.parent(request.path()));
        Refused.when(
                !acls.isPermitted(
                        parent.acl(), Permission.DELETE, context.caller().identities(), request.path()),
                ErrorCode.NO_AUTH);
        Znode znode = Checks.requireZnode(tree, request.path());
        Refused.when(!request.expected().matches(znode.version()), ErrorCode.BAD_VERSION);
        Refused.when(znode.childCount() > 0, ErrorCode.NOT_EMPTY);
        return new DeleteTxn(OpCode.DELETE, request.path());
    }

    static void requireDeletable(Utf8 path) throws Refused {
        Checks.requireParentPath(path);
        Refused.when(ZnodePath.isReserved(path), ErrorCode.BAD_ARGUMENTS);
    }

    static Response apply(TreeEdit tree, DeleteTxn txn, TxnHeader header, Events events) {
        return delete(tree, txn.path(), header, events) ? new EmptyResponse() : null;
    }

    /** Deletes one znode; false if there was none. */
    static boolean delete(TreeEdit tree, Utf8 path, TxnHeader header, Events events) {
        Znode deleted = tree.delete(path, header.zxid().value());
        if (deleted == null) {
            return false;
        }
        events.deleted(tree, path, deleted);
        return true;
    }
}
