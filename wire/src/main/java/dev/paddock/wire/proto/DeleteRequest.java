package dev.paddock.wire.proto;

import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** {@code path, int version}. */
public record DeleteRequest(Utf8 path, ExpectedVersion expected) implements Request {
    static DeleteRequest read(JuteReader in) {
        return new DeleteRequest(in.readUtf8(), ExpectedVersion.ofWire(in.readInt()));
    }

    @Override
    public OpCode op() {
        return OpCode.DELETE;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path).int32(expected.toWire());
    }
}
