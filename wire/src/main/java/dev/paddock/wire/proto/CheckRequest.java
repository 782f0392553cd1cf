package dev.paddock.wire.proto;

import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** That a znode has a version, as a condition within a multi: {@code path, int version}. */
public record CheckRequest(Utf8 path, ExpectedVersion expected) implements Request {
    static CheckRequest read(JuteReader in) {
        return new CheckRequest(in.readUtf8(), ExpectedVersion.ofWire(in.readInt()));
    }

    @Override
    public OpCode op() {
        return OpCode.CHECK;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path).int32(expected.toWire());
    }
}
