package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/**
 * {@code path}. Servers ask it of themselves when a container is empty or a time to live is over; a client that sends it
 * is refused.
 */
public record DeleteContainerRequest(Utf8 path) implements Request {
    static DeleteContainerRequest read(JuteReader in) {
        return new DeleteContainerRequest(in.readUtf8());
    }

    @Override
    public OpCode op() {
        return OpCode.DELETE_CONTAINER;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path);
    }
}
