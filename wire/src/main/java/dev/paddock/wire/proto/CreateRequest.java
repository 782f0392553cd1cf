package dev.paddock.wire.proto;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import java.util.List;

/**
 * {@code path, data, acl, int flags}, then {@code long ttl} for createTTL alone.
 *
 * @param op create, create2, createContainer or createTTL
 * @param data null and empty are different
 * @param acl may be null as it comes from a client, and is then refused as an empty one is
 * @param flags what {@link dev.paddock.wire.CreateMode} lists, or anything
 * @param ttl in milliseconds, or {@link #NO_TTL} where the op has none
 */
public record CreateRequest(OpCode op, Utf8 path, Bytes data, List<Acl> acl, int flags, long ttl) implements Request {
    public static final long NO_TTL = -1;

    static CreateRequest read(OpCode op, JuteReader in) {
        Utf8 path = in.readUtf8();
        Bytes data = in.readBuffer();
        List<Acl> acl = Acl.readList(in);
        int flags = in.readInt();
        long ttl = op == OpCode.CREATE_TTL ? in.readLong() : NO_TTL;
        return new CreateRequest(op, path, data, acl, flags, ttl);
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path).buffer(data).vector(acl).int32(flags);
        if (op == OpCode.CREATE_TTL) {
            out.int64(ttl);
        }
    }
}
