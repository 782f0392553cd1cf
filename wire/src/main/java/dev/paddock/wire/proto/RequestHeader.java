package dev.paddock.wire.proto;

import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;

/**
 * What stands before the body of a request.
 *
 * @param xid chosen by the client, and sent back as it came
 * @param type the code of an {@link dev.paddock.wire.OpCode}, or anything
 */
public record RequestHeader(int xid, int type) implements JuteRecord {
    public static final int SIZE = 8;

    public static RequestHeader read(JuteReader in) {
        return new RequestHeader(in.readInt(), in.readInt());
    }

    @Override
    public void write(JuteWriter out) {
        out.int32(xid).int32(type);
    }
}
