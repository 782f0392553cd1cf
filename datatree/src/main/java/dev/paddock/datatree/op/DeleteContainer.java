package dev.paddock.datatree.op;

import dev.paddock.datatree.Context;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.Tree;
import dev.paddock.datatree.Znode;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.proto.DeleteContainerRequest;
import dev.paddock.wire.txn.DeleteTxn;

/**
 * Removes an emptied container, or a znode whose time to live is over. The server asks this of itself, and asks nobody for
 * permission: it is no request for a client to make.
 */
final class DeleteContainer implements Operation<DeleteContainerRequest, DeleteTxn> {
    @Override
    public DeleteTxn prepare(Tree tree, DeleteContainerRequest request, Context context) throws Refused {
        Delete.requireDeletable(request.path());
        Znode znode = Checks.requireZnode(tree, request.path());
        Refused.when(znode.childCount() > 0, ErrorCode.NOT_EMPTY);
        Refused.when(znode.isEphemeral(), ErrorCode.BAD_VERSION);
        return new DeleteTxn(OpCode.DELETE_CONTAINER, request.path());
    }
}
