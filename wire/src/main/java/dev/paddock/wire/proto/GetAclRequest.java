package dev.paddock.wire.proto;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/** {@code path}. */
public record GetAclRequest(Utf8 path) implements Request {
    static GetAclRequest read(JuteReader in) {
        return new GetAclRequest(in.readUtf8());
    }

    @Override
    public OpCode op() {
        return OpCode.GET_ACL;
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path);
    }
}
