package dev.paddock.datatree.store.tools;

import dev.paddock.datatree.store.LogFormat;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.txn.Transaction;
import io.netty.buffer.Unpooled;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Adler32;

/**
 * The records of a log as they stand there, right or wrong. A server reads logs in another way: it stops at what it cannot
 * trust, and this is for looking at exactly that.
 */
final class RawLog implements Closeable {
    private static final int BUFFER_SIZE = 1 << 16;

    private final Path path;
    private final long size;
    private final DataInputStream in;
    private final ByteBuffer header;

    /** Where the next record begins. */
    private long position = LogFormat.HEADER_SIZE;

    private RawLog(Path path, DataInputStream in) throws IOException {
        this.path = path;
        this.in = in;
        this.size = Files.size(path);
        this.header = ByteBuffer.wrap(in.readNBytes(LogFormat.HEADER_SIZE));
    }

    static RawLog open(Path path) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER_SIZE));
        try {
            return new RawLog(path, in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** One record, which may lack its end. */
    record RawRecord(long offset, long checksum, byte[] payload, boolean hasEnd) {
        long computedChecksum() {
            Adler32 adler = new Adler32();
            adler.update(payload);
            return adler.getValue();
        }

        boolean checksumMatches() {
            return checksum == computedChecksum();
        }

        /** The bytes of this record with another checksum. */
        byte[] withChecksum(long other) {
            return ByteBuffer.allocate(payload.length + LogFormat.RECORD_OVERHEAD)
                    .putLong(other)
                    .putInt(payload.length)
                    .put(payload)
                    .put(LogFormat.END_OF_RECORD)
                    .array();
        }
    }

    Path path() {
        return path;
    }

    boolean hasHeader() {
        return header.capacity() == LogFormat.HEADER_SIZE;
    }

    boolean hasMagic() {
        return hasHeader() && header.getInt(0) == LogFormat.MAGIC;
    }

    int version() {
        return header.getInt(4);
    }

    long dbid() {
        return header.getLong(8);
    }

    byte[] headerBytes() {
        return header.array();
    }

    /** The next record, or null at the end of the file or of what is written of it. */
    RawRecord next() throws IOException {
        long offset = position;
        if (size - offset < LogFormat.RECORD_HEADER_SIZE) {
            return null;
        }
        long checksum = in.readLong();
        int length = in.readInt();
        if (length == 0) {
            return null;
        }
        if (length < 0 || length > LogFormat.LONGEST_PAYLOAD) {
            throw new IOException(
                    path + ", byte " + offset + ": a record of " + length + " bytes, and nobody writes such."
                            + " Where the next record begins cannot be told. Keep the file, and chop it before this record.");
        }
        if (length > size - offset - LogFormat.RECORD_OVERHEAD) {
            return null;
        }
        byte[] payload = in.readNBytes(length);
        boolean hasEnd = in.readByte() == LogFormat.END_OF_RECORD;
        position = offset + LogFormat.RECORD_OVERHEAD + length;
        return new RawRecord(offset, checksum, payload, hasEnd);
    }

    Transaction decode(RawRecord read) throws IOException {
        try {
            return Transaction.read(new JuteReader(Unpooled.wrappedBuffer(read.payload())));
        } catch (JuteException undecodable) {
            throw new IOException(
                    path + ", byte " + read.offset() + ": the record cannot be read, " + undecodable.getMessage()
                            + ". Its checksum is "
                            + (read.checksumMatches() ? "right, so it was written like this." : "wrong.")
                            + (read.hasEnd() ? "" : " It has no end either, so a crash may have left it.")
                            + " All before it was printed; \"paddock-store check\" says whether a server would start.",
                    undecodable);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
