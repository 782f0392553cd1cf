package dev.paddock.wire.proto;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;

/**
 * Who the client says it is: {@code int type, scheme, auth}.
 *
 * @param type 0, and never looked at
 */
public record AuthRequest(int type, String scheme, Bytes auth) implements Request {
    static AuthRequest read(JuteReader in) {
        return new AuthRequest(in.readInt(), in.readString(), in.readBuffer());
    }

    @Override
    public OpCode op() {
        return OpCode.AUTH;
    }

    @Override
    public void write(JuteWriter out) {
        out.int32(type).string(scheme).buffer(auth);
    }
}
