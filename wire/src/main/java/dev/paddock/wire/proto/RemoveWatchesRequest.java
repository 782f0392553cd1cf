package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** {@code path, int type}. */
public record RemoveWatchesRequest(Utf8 path, int type) implements Request {
    static RemoveWatchesRequest read(JuteReader in) {
        return new RemoveWatchesRequest(in.readUtf8(), in.readInt());
    }

    @Override
    public OpCode op() {
        return OpCode.REMOVE_WATCHES;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path).int32(type);
    }
}
