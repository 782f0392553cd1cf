package dev.paddock.datatree.op;

import dev.paddock.datatree.Context;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.Tree;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.proto.ReconfigRequest;
import dev.paddock.wire.txn.SetDataTxn;

/** Changes the membership. A server that stands alone has none to change. */
final class Reconfig implements Operation<ReconfigRequest, SetDataTxn> {
    private final Rules rules;

    Reconfig(Rules rules) {
        this.rules = rules;
    }

    @Override
    public SetDataTxn prepare(Tree tree, ReconfigRequest request, Context context) throws Refused {
        Refused.when(!rules.reconfigEnabled(), ErrorCode.RECONFIG_DISABLED);
        Checks.requireSession(tree, context);
        throw Refused.with(ErrorCode.UNIMPLEMENTED);
    }
}
