package dev.paddock.wire.proto;

import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** {@code int number} of descendants. */
public record GetAllChildrenNumberResponse(int number) implements Response {
    static GetAllChildrenNumberResponse read(JuteReader in) {
        return new GetAllChildrenNumberResponse(in.readInt());
    }

    @Override
    public void write(JuteWriter out) {
        out.int32(number);
    }
}
