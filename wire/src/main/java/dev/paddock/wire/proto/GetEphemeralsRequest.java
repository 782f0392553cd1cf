package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/**
 * {@code prefixPath}.
 *
 * @param prefix how the text of the paths must begin; null, empty and {@code /} stand for all
 */
public record GetEphemeralsRequest(Utf8 prefix) implements Request {
    static GetEphemeralsRequest read(JuteReader in) {
        return new GetEphemeralsRequest(in.readUtf8());
    }

    @Override
    public OpCode op() {
        return OpCode.GET_EPHEMERALS;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(prefix);
    }
}
