package dev.paddock.wire.txn;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/**
 * A znode goes: {@code path}.
 *
 * @param type delete, or deleteContainer for an emptied container and a znode whose time to live is over
 */
public record DeleteTxn(OpCode type, Utf8 path) implements Txn {
    static DeleteTxn read(OpCode type, JuteReader in) {
        return new DeleteTxn(type, Txn.readPath(in));
    }

    @Override
    public int size() {
        return TxnSizes.of(path);
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path);
    }
}
