package dev.paddock.wire.txn;

import dev.paddock.wire.OpCode;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;

/**
 * One transaction as it is logged and proposed:
 *
 * <pre>
 * long sessionId | int cxid | long zxid | long time | int type | body | [ int version, long treeDigest ]
 * </pre>
 *
 * @param digest null where the one who decided wrote none; errors never have one
 */
public record Transaction(TxnHeader header, Txn txn, TxnDigest digest) implements JuteRecord {
    /** The header with the type. */
    public static final int HEADER_SIZE = 32;

    public Zxid zxid() {
        return header.zxid();
    }

    /** Reads to the end of what there is; bytes after a digest mean nothing. */
    public static Transaction read(JuteReader in) {
        long sessionId = in.readLong();
        int cxid = in.readInt();
        Zxid zxid = new Zxid(in.readLong());
        long time = in.readLong();
        int type = in.readInt();
        TxnHeader header = new TxnHeader(sessionId, cxid, zxid, time);
        Txn txn = isCloseSessionWithoutBody(type, in) ? CloseSessionTxn.WITHOUT_PATHS : Txn.read(type, in);
        TxnDigest digest = in.remaining() >= TxnDigest.SIZE ? TxnDigest.read(in) : null;
        return new Transaction(header, txn, digest);
    }

    /**
     * Servers before 3.6 wrote no list of paths, and later ones may be told not to, but then write a digest. Its version
     * 2 cannot be the count of a list that ends with these twelve bytes, since no path is empty; a 1 can.
     */
    private static boolean isCloseSessionWithoutBody(int type, JuteReader in) {
        if (type != OpCode.CLOSE_SESSION.code()) {
            return false;
        }
        return in.remaining() == 0 || in.remaining() == TxnDigest.SIZE && in.peekInt() == TxnDigest.VERSION;
    }

    /** How many bytes {@link #write} writes. */
    public int size() {
        return HEADER_SIZE + txn.size() + (digest == null ? 0 : TxnDigest.SIZE);
    }

    @Override
    public void write(JuteWriter out) {
        out.int64(header.sessionId()).int32(header.cxid());
        out.int64(header.zxid().value()).int64(header.time());
        out.int32(txn.type().code()).record(txn);
        if (digest != null) {
            out.record(digest);
        }
    }
}
