package dev.paddock.wire.txn;

import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;

/** What the digest of the whole tree must be after a transaction. */
public record TxnDigest(int version, long treeDigest) implements JuteRecord {
    /** The one way of computing it that there is. */
    public static final int VERSION = 2;

    public static final int SIZE = 12;

    public static TxnDigest read(JuteReader in) {
        return new TxnDigest(in.readInt(), in.readLong());
    }

    @Override
    public void write(JuteWriter out) {
        out.int32(version).int64(treeDigest);
    }
}
