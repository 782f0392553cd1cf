package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteWriter;

/** No body: which identities this connection has. */
public record WhoAmIRequest() implements Request {
    @Override
    public OpCode op() {
        return OpCode.WHO_AM_I;
    }

    @Override
    public void write(JuteWriter out) {
        // It has no body.
    }
}
