package dev.paddock.datatree.op;

import dev.paddock.datatree.Context;
import dev.paddock.datatree.Quotas;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.Tree;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Permission;
import dev.paddock.wire.proto.GetDataResponse;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.proto.StatResponse;
import dev.paddock.wire.txn.SetDataTxn;
import dev.paddock.wire.txn.TxnHeader;

/** Gives a znode other data. The same bytes again are a change like any other. */
final class SetData implements Operation<SetDataRequest, SetDataTxn> {
    private final AclRules acls;
    private final Rules rules;

    SetData(AclRules acls, Rules rules) {
        this.acls = acls;
        this.rules = rules;
    }

    @Override
    public SetDataTxn prepare(Tree tree, SetDataRequest request, Context context) throws Refused {
        Checks.requireSession(tree, context);
        Checks.requireValid(request.path());
        Znode znode = Checks.requireZnode(tree, request.path());
        Refused.when(
                !acls.isPermitted(
                        znode.acl(), Permission.WRITE, context.caller().identities(), request.path()),
                ErrorCode.NO_AUTH);
        if (rules.enforceQuota()) {
            int length = request.data() == null ? 0 : request.data().length();
            Quotas.require(tree.before(), request.path(), 0, length - znode.dataLength());
        }
        Refused.when(!request.expected().matches(znode.version()), ErrorCode.BAD_VERSION);
        return new SetDataTxn(OpCode.SET_DATA, request.path(), request.data(), znode.version() + 1);
    }

    static Response apply(TreeEdit tree, SetDataTxn txn, TxnHeader header, Events events) {
        Znode changed = tree.setData(
                txn.path(), txn.data(), txn.version(), header.zxid().value(), header.time());
        if (changed == null) {
            return null;
        }
        events.dataChanged(txn.path(), changed);
        return txn.type() == OpCode.RECONFIG
                ? new GetDataResponse(txn.data(), changed.stat())
                : new StatResponse(changed.stat());
    }
}
