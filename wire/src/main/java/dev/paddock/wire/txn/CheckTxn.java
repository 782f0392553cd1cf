package dev.paddock.wire.txn;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** A check that held, within a multi: {@code path, version}. It changes nothing; the version is one too high. */
public record CheckTxn(Utf8 path, int version) implements Txn {
    static CheckTxn read(JuteReader in) {
        return new CheckTxn(Txn.readPath(in), in.readInt());
    }

    @Override
    public OpCode type() {
        return OpCode.CHECK;
    }

    @Override
    public int size() {
        return TxnSizes.of(path) + Integer.BYTES;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path).int32(version);
    }
}
