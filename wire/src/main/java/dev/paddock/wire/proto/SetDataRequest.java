package dev.paddock.wire.proto;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/**
 * {@code path, data, int version}.
 *
 * @param data null and empty are different
 */
public record SetDataRequest(Utf8 path, Bytes data, ExpectedVersion expected) implements Request {
    static SetDataRequest read(JuteReader in) {
        return new SetDataRequest(in.readUtf8(), in.readBuffer(), ExpectedVersion.ofWire(in.readInt()));
    }

    @Override
    public OpCode op() {
        return OpCode.SET_DATA;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path).buffer(data).int32(expected.toWire());
    }
}
