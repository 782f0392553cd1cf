package dev.paddock.datatree.op;

import dev.paddock.datatree.Context;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.Tree;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.Permission;
import dev.paddock.wire.proto.CheckRequest;
import dev.paddock.wire.txn.CheckTxn;

/** Makes a multi depend on the version of a znode. */
final class Check implements Operation<CheckRequest, CheckTxn> {
    private final AclRules acls;

    Check(AclRules acls) {
        this.acls = acls;
    }

    @Override
    public CheckTxn prepare(Tree tree, CheckRequest request, Context context) throws Refused {
        Checks.requireSession(tree, context);
        Checks.requireValid(request.path());
        Znode znode = Checks.requireZnode(tree, request.path());
        Refused.when(
                !acls.isPermitted(znode.acl(), Permission.READ, context.caller().identities(), request.path()),
                ErrorCode.NO_AUTH);
        Refused.when(!request.expected().matches(znode.version()), ErrorCode.BAD_VERSION);
        // The original logs one more than the version is; it means nothing to whoever reads it.
        return new CheckTxn(request.path(), znode.version() + 1);
    }
}
