package dev.paddock.wire.txn;

import dev.paddock.wire.Acl;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import java.util.List;

/**
 * New permissions of a znode: {@code path, acl, aversion}.
 *
 * @param acl null only in records of others, and then as good as open
 * @param aversion the ACL's version from now on
 */
public record SetAclTxn(Utf8 path, List<Acl> acl, int aversion) implements Txn {
    static SetAclTxn read(JuteReader in) {
        return new SetAclTxn(Txn.readPath(in), Acl.readList(in), in.readInt());
    }

    @Override
    public OpCode type() {
        return OpCode.SET_ACL;
    }

    @Override
    public int size() {
        return TxnSizes.of(path) + TxnSizes.of(acl) + Integer.BYTES;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path).vector(acl).int32(aversion);
    }
}
