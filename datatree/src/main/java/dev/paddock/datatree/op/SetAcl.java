package dev.paddock.datatree.op;

import dev.paddock.datatree.Context;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.Tree;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.wire.Acl;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.Permission;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.proto.SetAclRequest;
import dev.paddock.wire.proto.StatResponse;
import dev.paddock.wire.txn.SetAclTxn;
import java.util.List;

/** Gives a znode other permissions. Nobody who watches hears of it. */
final class SetAcl implements Operation<SetAclRequest, SetAclTxn> {
    private final AclRules acls;

    SetAcl(AclRules acls) {
        this.acls = acls;
    }

    @Override
    public SetAclTxn prepare(Tree tree, SetAclRequest request, Context context) throws Refused {
        Checks.requireSession(tree, context);
        Checks.requireValid(request.path());
        List<Acl> acl = acls.fixUp(request.acl(), context.caller().identities());
        Znode znode = Checks.requireZnode(tree, request.path());
        Refused.when(
                !acls.isPermitted(
                        znode.acl(), Permission.ADMIN, context.caller().identities(), request.path(), acl),
                ErrorCode.NO_AUTH);
        Refused.when(!request.expected().matches(znode.aversion()), ErrorCode.BAD_VERSION);
        return new SetAclTxn(request.path(), acl, znode.aversion() + 1);
    }

    static Response apply(TreeEdit tree, SetAclTxn txn) {
        Znode changed = tree.setAcl(txn.path(), txn.acl(), txn.aversion());
        return changed == null ? null : new StatResponse(changed.stat());
    }
}
