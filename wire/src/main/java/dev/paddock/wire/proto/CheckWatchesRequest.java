package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** Whether this connection has a watch of this type on this very path: {@code path, int type}. */
public record CheckWatchesRequest(Utf8 path, int type) implements Request {
    static CheckWatchesRequest read(JuteReader in) {
        return new CheckWatchesRequest(in.readUtf8(), in.readInt());
    }

    @Override
    public OpCode op() {
        return OpCode.CHECK_WATCHES;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path).int32(type);
    }
}
