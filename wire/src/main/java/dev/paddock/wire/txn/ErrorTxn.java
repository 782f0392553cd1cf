package dev.paddock.wire.txn;

import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** A refused request: {@code int code}. It has a zxid like any other and changes nothing. */
public record ErrorTxn(int code) implements Txn {
    public static ErrorTxn of(ErrorCode error) {
        return new ErrorTxn(error.code());
    }

    static ErrorTxn read(JuteReader in) {
        return new ErrorTxn(in.readInt());
    }

    /** The error; codes that no server of today sends count as a marshalling error. */
    public ErrorCode error() {
        ErrorCode error = ErrorCode.ofCode(code);
        return error == null ? ErrorCode.MARSHALLING_ERROR : error;
    }

    @Override
    public OpCode type() {
        return OpCode.ERROR;
    }

    @Override
    public int size() {
        return Integer.BYTES;
    }

    @Override
    public void write(JuteWriter out) {
        out.int32(code);
    }
}
