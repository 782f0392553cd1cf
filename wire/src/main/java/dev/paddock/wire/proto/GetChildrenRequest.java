package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/**
 * {@code path, boolean watch}.
 *
 * @param op getChildren for the names alone, getChildren2 for the stat as well
 */
public record GetChildrenRequest(OpCode op, Utf8 path, boolean watch) implements Request {
    static GetChildrenRequest read(OpCode op, JuteReader in) {
        return new GetChildrenRequest(op, in.readUtf8(), in.readBoolean());
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path).bool(watch);
    }
}
