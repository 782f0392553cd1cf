package dev.paddock.wire.proto;

import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** {@code int err}: what has failed within a multi. To addWatch it is 0. */
public record ErrorResponse(int err) implements Response {
    static ErrorResponse read(JuteReader in) {
        return new ErrorResponse(in.readInt());
    }

    @Override
    public void write(JuteWriter out) {
        out.int32(err);
    }
}
