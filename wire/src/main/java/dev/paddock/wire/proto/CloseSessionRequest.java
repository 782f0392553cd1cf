package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteWriter;

/** No body: the session ends, and all that is ephemeral in it. */
public record CloseSessionRequest() implements Request {
    @Override
    public OpCode op() {
        return OpCode.CLOSE_SESSION;
    }

    @Override
    public void write(JuteWriter out) {
        // It has no body.
    }
}
