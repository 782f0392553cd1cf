package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteWriter;

/** No body: the client is there, and asks whether the server is. */
public record PingRequest() implements Request {
    @Override
    public OpCode op() {
        return OpCode.PING;
    }

    @Override
    public void write(JuteWriter out) {
        // It has no body.
    }
}
