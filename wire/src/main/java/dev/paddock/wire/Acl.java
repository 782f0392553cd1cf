package dev.paddock.wire;

import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;

/** One entry of an access control list: these permissions for that id. */
public record Acl(int permissions, Id id) implements JuteRecord {
    /** Everything for anyone. Nearly every znode has it, so reading hands out this one list. */
    public static final List<Acl> OPEN = List.of(new Acl(Permission.ALL, Id.ANYONE));

    public static final List<Acl> READ_ONLY = List.of(new Acl(Permission.READ.bit(), Id.ANYONE));

    private static final byte[] OPEN_BYTES = ByteBufUtil.getBytes(encode(OPEN));

    /** Perms, and two lengths of strings. */
    private static final int MIN_SIZE = 12;

    public static Acl read(JuteReader in) {
        return new Acl(in.readInt(), Id.read(in));
    }

    /** A list of entries, null where the wire says null. */
    public static List<Acl> readList(JuteReader in) {
        return in.skipIf(OPEN_BYTES) ? OPEN : in.readVector(Acl::read, MIN_SIZE);
    }

    private static ByteBuf encode(List<Acl> acl) {
        ByteBuf buffer = Unpooled.buffer();
        new JuteWriter(buffer).vector(acl);
        return buffer;
    }

    @Override
    public void write(JuteWriter out) {
        out.int32(permissions).record(id);
    }

    @Override
    public String toString() {
        return id + ":" + permissions;
    }
}
