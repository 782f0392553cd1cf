package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** {@code path, boolean watch}. */
public record GetDataRequest(Utf8 path, boolean watch) implements Request {
    static GetDataRequest read(JuteReader in) {
        return new GetDataRequest(in.readUtf8(), in.readBoolean());
    }

    @Override
    public OpCode op() {
        return OpCode.GET_DATA;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path).bool(watch);
    }
}
