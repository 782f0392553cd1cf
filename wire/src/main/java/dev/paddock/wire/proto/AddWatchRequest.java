package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/**
 * A watch that stays: {@code path, int mode}.
 *
 * @param mode 0 for the znode alone, 1 for all below it too
 */
public record AddWatchRequest(Utf8 path, int mode) implements Request {
    static AddWatchRequest read(JuteReader in) {
        return new AddWatchRequest(in.readUtf8(), in.readInt());
    }

    @Override
    public OpCode op() {
        return OpCode.ADD_WATCH;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path).int32(mode);
    }
}
