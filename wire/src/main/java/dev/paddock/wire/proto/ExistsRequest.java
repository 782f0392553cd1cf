package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** {@code path, boolean watch}. */
public record ExistsRequest(Utf8 path, boolean watch) implements Request {
    static ExistsRequest read(JuteReader in) {
        return new ExistsRequest(in.readUtf8(), in.readBoolean());
    }

    @Override
    public OpCode op() {
        return OpCode.EXISTS;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path).bool(watch);
    }
}
