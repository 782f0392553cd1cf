package dev.paddock.wire.txn;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteWriter;
import java.util.List;

/**
 * A znode comes to be: {@code path, data, acl}, then {@code boolean ephemeral} for the types create and create2, {@code
 * int parentCversion}, and {@code long ttl} for createTTL.
 *
 * @param type create, create2, createContainer or createTTL
 * @param data null and empty are different
 * @param acl null only in records of others, and then as good as open
 * @param parentCversion how many children the parent has had after this one; {@link #COUNT_ON} in very old records
 * @param ttl in milliseconds; 0 for other types than createTTL
 */
public record CreateTxn(
        OpCode type, Utf8 path, Bytes data, List<Acl> acl, boolean ephemeral, int parentCversion, long ttl)
        implements Txn {
    /** In place of a parent's cversion: one more than it has. */
    public static final int COUNT_ON = -1;

    static CreateTxn read(OpCode type, JuteReader in) {
        Utf8 path = Txn.readPath(in);
        Bytes data = in.readBuffer();
        List<Acl> acl = Acl.readList(in);
        boolean ephemeral = hasEphemeralFlag(type) && in.readBoolean();
        int parentCversion = in.remaining() == 0 ? COUNT_ON : in.readInt();
        long ttl = type == OpCode.CREATE_TTL ? in.readLong() : 0;
        return new CreateTxn(type, path, data, acl, ephemeral, parentCversion, ttl);
    }

    private static boolean hasEphemeralFlag(OpCode type) {
        return type == OpCode.CREATE || type == OpCode.CREATE2;
    }

    @Override
    public int size() {
        return TxnSizes.of(path)
                + TxnSizes.of(data)
                + TxnSizes.of(acl)
                + (hasEphemeralFlag(type) ? 1 : 0)
                + Integer.BYTES
                + (type == OpCode.CREATE_TTL ? Long.BYTES : 0);
    }

    @Override
    public void write(JuteWriter out) {
        out.utf8(path).buffer(data).vector(acl);
        if (hasEphemeralFlag(type)) {
            out.bool(ephemeral);
        }
        out.int32(parentCversion);
        if (type == OpCode.CREATE_TTL) {
            out.int64(ttl);
        }
    }
}
