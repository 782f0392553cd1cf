package dev.paddock.datatree.store;

import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.txn.ErrorTxn;
import dev.paddock.wire.txn.Transaction;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;

/**
 * The bytes of a log, which is a file named {@code log.} and the zxid of its first record in hex:
 *
 * <pre>
 * file    = header { record } rest
 * header  = "ZKLG", int version = 2, long database = 0          only the first is looked at
 * record  = long checksum, int length, payload, byte 'B'        Adler-32 of the payload alone; its length, at least 1
 * payload = long sessionId, int cxid, long zxid, ...            see {@link Transaction}
 * rest    = nothing | { byte 0 } | torn
 * torn    = what a crash left of records that were not synced: pieces of them, and zeros
 * </pre>
 *
 * <p>The records end where the file does, at a length of 0, or at a record without its 'B'. Zeros are the room that was
 * taken in advance. Within an epoch the zxids of the records ascend by one.
 */
public final class LogFormat {
    public static final int MAGIC = 0x5A4B_4C47;
    static final int VERSION = 2;
    public static final int HEADER_SIZE = 16;

    /** Checksum and length. */
    public static final int RECORD_HEADER_SIZE = 12;

    public static final byte END_OF_RECORD = 'B';

    /** What a record takes besides its payload. */
    public static final int RECORD_OVERHEAD = RECORD_HEADER_SIZE + 1;

    /** Where the zxid stands in the payload. */
    static final int ZXID_OFFSET = 12;

    /** No server writes longer payloads, whatever its limits; those for packets are meant for packets only. */
    public static final int LONGEST_PAYLOAD = 64 << 20;

    private LogFormat() {}

    static void writeHeader(ByteBuf out) {
        out.writeInt(MAGIC).writeInt(VERSION).writeLong(0);
    }

    /** Writes one record; {@code checksum} is only lent, to save making one each time. */
    static void writeRecord(ByteBuf out, Transaction transaction, Adler32 checksum) {
        int start = out.writerIndex();
        out.writeZero(RECORD_HEADER_SIZE);
        transaction.write(new JuteWriter(out));
        int length = out.writerIndex() - start - RECORD_HEADER_SIZE;
        ByteBuffer payload = out.nioBuffer(start + RECORD_HEADER_SIZE, length);
        checksum.reset();
        checksum.update(payload);
        out.setLong(start, checksum.getValue());
        out.setInt(start + Long.BYTES, length);
        out.writeByte(END_OF_RECORD);
    }

    /**
     * Whether a transaction may stand right behind one with the zxid {@code last}: it has the next zxid or begins a
     * later epoch. Only an error may repeat a zxid: ZooKeeper logs a request that it could not decode under the last
     * one used.
     */
    static boolean mayFollow(Zxid last, Transaction transaction) {
        return transaction.zxid().follows(last)
                || transaction.zxid().equals(last) && transaction.txn() instanceof ErrorTxn;
    }

    /**
     * Whether what lies before a transaction came as a snapshot, and so is not in the log: a leader's first transaction has
     * the counter 1.
     */
    static boolean comesBehindSnapshot(Zxid last, Zxid next) {
        return next.epoch() > last.epoch() && next.counter() != 1;
    }
}
