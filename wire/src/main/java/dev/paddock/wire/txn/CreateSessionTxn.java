package dev.paddock.wire.txn;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** A session begins: {@code int timeout}, in milliseconds. Its id is the one of the header. */
public record CreateSessionTxn(int timeoutMillis) implements Txn {
    static CreateSessionTxn read(JuteReader in) {
        return new CreateSessionTxn(in.readInt());
    }

    @Override
    public OpCode type() {
        return OpCode.CREATE_SESSION;
    }

    @Override
    public int size() {
        return Integer.BYTES;
    }

    @Override
    public void write(JuteWriter out) {
        out.int32(timeoutMillis);
    }
}
