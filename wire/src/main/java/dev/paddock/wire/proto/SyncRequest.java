package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** {@code path}, which is sent back and otherwise means nothing. */
public record SyncRequest(Utf8 path) implements Request {
    static SyncRequest read(JuteReader in) {
        return new SyncRequest(in.readUtf8());
    }

    @Override
    public OpCode op() {
        return OpCode.SYNC;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path);
    }
}
