package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** How many descendants there are: {@code path}. */
public record GetAllChildrenNumberRequest(Utf8 path) implements Request {
    static GetAllChildrenNumberRequest read(JuteReader in) {
        return new GetAllChildrenNumberRequest(in.readUtf8());
    }

    @Override
    public OpCode op() {
        return OpCode.GET_ALL_CHILDREN_NUMBER;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path);
    }
}
