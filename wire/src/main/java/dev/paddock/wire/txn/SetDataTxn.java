package dev.paddock.wire.txn;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/**
 * New data of a znode: {@code path, data, version}.
 *
 * @param type setData, or reconfig for the znode that holds the membership
 * @param version the version that the znode has from now on
 */
public record SetDataTxn(OpCode type, Utf8 path, Bytes data, int version) implements Txn {
    static SetDataTxn read(OpCode type, JuteReader in) {
        return new SetDataTxn(type, Txn.readPath(in), in.readBuffer(), in.readInt());
    }

    @Override
    public int size() {
        return TxnSizes.of(path) + TxnSizes.of(data) + Integer.BYTES;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path).buffer(data).int32(version);
    }
}
