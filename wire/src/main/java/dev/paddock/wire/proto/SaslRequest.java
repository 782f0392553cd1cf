package dev.paddock.wire.proto;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** One step of a SASL exchange: {@code token}, which may be empty but not null. */
public record SaslRequest(Bytes token) implements Request {
    static SaslRequest read(JuteReader in) {
        return new SaslRequest(Required.notNull(in.readBuffer(), "token"));
    }

    @Override
    public OpCode op() {
        return OpCode.SASL;
    }

    @Override
    public void write(JuteWriter out) {
        out.buffer(token);
    }
}
