package dev.paddock.datatree.store;

import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.datatree.store.disk.DiskFile;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.txn.Transaction;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Reads the records of one log file, from a zxid on.
 *
 * <p>Records below that zxid are stepped over, and damage in their payload harms nobody. To believe the zxid of such a
 * record whatever its checksum says, it must be in order.
 *
 * <p>The records end at one that is not complete. A crash leaves such a one, and so does damage to a length or to an end
 * byte, with acknowledged records behind it; {@link #requireTorn} tells one from the other.
 */
final class LogReader implements Closeable {
    /** What a crash keeps or loses as one. */
    private static final int SECTOR = 512;

    private static final int CHUNK = 256 << 10;

    private static final byte[] ZEROS = new byte[CHUNK];

    private final Path path;
    private final DiskFile file;
    private final Zxid from;
    private final DamagedEnd damagedEnd;

    /** As it was when the file was opened. Nothing beyond it is read, and no length above it is believed. */
    private final long size;

    private final Adler32 checksum = new Adler32();

    /** The bytes of the file from {@link #chunkStart} on. */
    private byte[] chunk;

    private long chunkStart;
    private int chunkLength;
    private ByteBuf view;

    /** Where in the chunk stands what was last asked for. */
    private int at;

    /** Where the next record begins, or the tail once there is none. */
    private long position = LogFormat.HEADER_SIZE;

    /** The zxid of the last record read or stepped over; at first that before the one in the file's name. */
    private Zxid last;

    /** The last zxid below the one asked for, or null. */
    private Zxid lastBelow;

    private boolean hasRecords;
    private boolean headerMissing;
    private boolean ended;

    /** What to do with a last record whose checksum is wrong, and behind which there are only zeros. */
    enum DamagedEnd {
        REFUSE,
        DROP
    }

    LogReader(Disk disk, LogFile log, Zxid from, DamagedEnd damagedEnd) throws IOException {
        this.path = log.path();
        this.from = from;
        this.damagedEnd = damagedEnd;
        this.last = new Zxid(log.first().value() - 1);
        this.file = disk.openForReading(path);
        try {
            this.size = file.size();
            allocate((int) Math.min(CHUNK, size));
            readHeader();
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /** A file that a crash left at its creation has no header, or zeros in place of its end or all of it, and nothing behind. */
    private void readHeader() throws IOException {
        if (!fill(0, LogFormat.HEADER_SIZE)) {
            headerMissing = true;
        } else if (view.getInt(0) != LogFormat.MAGIC) {
            int magic = view.getInt(0);
            headerMissing = isBeginningOfMagic(magic) && onlyZerosFrom(Integer.BYTES);
            if (!headerMissing) {
                throw damaged(0, "it begins with 0x" + Integer.toHexString(magic) + " in place of \"ZKLG\"");
            }
        }
        if (headerMissing) {
            ended = true;
            position = 0;
        }
    }

    /** Whether it is the magic number, with zeros in place of its last bytes. */
    private static boolean isBeginningOfMagic(int magic) {
        int zeros = Integer.numberOfTrailingZeros(magic) / Byte.SIZE * Byte.SIZE;
        return magic == 0 || magic == (LogFormat.MAGIC & -1 << zeros);
    }

    /** Whether not even the header is there, which only the newest file may be. */
    boolean isHeaderMissing() {
        return headerMissing;
    }

    /** Whether any record was read or stepped over. */
    boolean hasRecords() {
        return hasRecords;
    }

    /** The zxid of the last record below the one asked for, as far as it was read, or null if there was none. */
    Zxid lastBelow() {
        return lastBelow;
    }

    /** Where the next record begins. */
    long position() {
        return position;
    }

    Path path() {
        return path;
    }

    /** The next record with at least the zxid asked for, or null where the records end. */
    LogRecord next() throws IOException {
        while (hasNext()) {
            long start = position;
            long end = start + LogFormat.RECORD_OVERHEAD + payloadLength();
            if (isSteppedOver()) {
                Zxid zxid = writtenZxid();
                if (!checksumMatches()) {
                    requireTorn();
                }
                advance(zxid, end);
            } else if (checksumMatches()) {
                Transaction transaction = decode();
                advance(transaction.zxid(), end);
                if (transaction.zxid().compareTo(from) >= 0) {
                    return new LogRecord(transaction, start, end);
                }
            } else {
                endAtWrongChecksum(end);
            }
        }
        return null;
    }

    /** Whether the next record has this zxid, as far as what is written there is to be believed. */
    boolean nextIs(Zxid zxid) throws IOException {
        return hasNext() && hasZxid() && writtenZxid().equals(zxid);
    }

    private boolean isSteppedOver() {
        return hasZxid() && writtenZxid().compareTo(from) < 0 && writtenZxid().follows(last);
    }

    private void endAtWrongChecksum(long end) throws IOException {
        DamagedLogException damage = damaged(
                position,
                "the checksum of the record is 0x" + Long.toHexString(checksum.getValue()) + " but should be 0x"
                        + Long.toHexString(view.getLong(at)));
        boolean torn = hasLostSector(end) || damagedEnd == DamagedEnd.DROP && onlyZerosFrom(end);
        if (!torn) {
            throw damage;
        }
        requireTorn();
        ended = true;
    }

    private void advance(Zxid zxid, long end) {
        last = zxid;
        lastBelow = zxid.compareTo(from) < 0 ? zxid : lastBelow;
        hasRecords = true;
        position = end;
    }

    /** Whether a record stands at {@link #position}, complete up to its end byte. Then it is in the chunk. */
    private boolean hasNext() throws IOException {
        if (ended) {
            return false;
        }
        ended = !fillRecord();
        return !ended;
    }

    private boolean fillRecord() throws IOException {
        if (!fill(position, LogFormat.RECORD_HEADER_SIZE)) {
            return false;
        }
        int length = payloadLength();
        if (length < 0 || length > LogFormat.LONGEST_PAYLOAD) {
            throw damaged(position, "it has a record of " + length + " bytes, and nobody writes such");
        }
        if (length > 0
                && fill(position, LogFormat.RECORD_OVERHEAD + length)
                && chunk[at + LogFormat.RECORD_HEADER_SIZE + length] == LogFormat.END_OF_RECORD) {
            return true;
        }
        requireTorn();
        return false;
    }

    /**
     * Looks whether the record at {@link #position}, whose length, end or checksum is wrong, has been complete once. It has
     * if its checksum is that of the bytes up to some end byte: then its length was damaged. It also has if the checksum
     * is right and the end byte is neither right nor zero, since a sector that was not written is zeros. A crash makes
     * neither, so what lies behind such a record may have been acknowledged.
     */
    private void requireTorn() throws IOException {
        if (!fill(position, LogFormat.RECORD_HEADER_SIZE) || view.getLong(at) == 0) {
            return;
        }
        long stored = view.getLong(at);
        int length = payloadLength();
        long begin = position + LogFormat.RECORD_HEADER_SIZE;
        long end = Math.min(size, begin + LogFormat.LONGEST_PAYLOAD + 1);
        RollingAdler sum = new RollingAdler();
        for (long start = begin; start < end; start += CHUNK) {
            int count = (int) Math.min(CHUNK, end - start);
            if (!fill(start, count)) {
                return; // cut meanwhile by the writer
            }
            for (int i = 0; i < count; i++) {
                byte next = chunk[at + i];
                long summed = start + i - begin;
                if (summed > 0 && sum.value() == stored) {
                    requireTornBehind(summed, next, length);
                }
                sum.add(next);
            }
        }
    }

    /** @param summed how many bytes have the checksum of the record */
    private void requireTornBehind(long summed, byte next, int length) throws DamagedLogException {
        if (summed != length && next == LogFormat.END_OF_RECORD) {
            throw damaged(
                    position,
                    "the record has a length of " + length + " bytes, but by its checksum " + summed
                            + "; what lies behind it would be lost");
        }
        if (summed == length && next != LogFormat.END_OF_RECORD && next != 0) {
            throw damaged(
                    position,
                    "the record is complete by its checksum, but ends with 0x" + Integer.toHexString(next & 0xFF)
                            + " in place of 'B'; what lies behind it would be lost");
        }
    }

    /** Adler-32, to be had after each byte. */
    private static final class RollingAdler {
        private static final int MODULUS = 65521;

        private int low = 1;
        private int high;

        void add(byte next) {
            low += next & 0xFF;
            low -= low >= MODULUS ? MODULUS : 0;
            high += low;
            high -= high >= MODULUS ? MODULUS : 0;
        }

        long value() {
            return (long) high << 16 | low;
        }
    }

    private int payloadLength() {
        return view.getInt(at + Long.BYTES);
    }

    private boolean hasZxid() {
        return payloadLength() >= LogFormat.ZXID_OFFSET + Long.BYTES;
    }

    private Zxid writtenZxid() {
        return new Zxid(view.getLong(at + LogFormat.RECORD_HEADER_SIZE + LogFormat.ZXID_OFFSET));
    }

    private boolean checksumMatches() {
        checksum.reset();
        checksum.update(chunk, at + LogFormat.RECORD_HEADER_SIZE, payloadLength());
        return checksum.getValue() == view.getLong(at);
    }

    private Transaction decode() throws IOException {
        int payload = at + LogFormat.RECORD_HEADER_SIZE;
        try {
            return Transaction.read(new JuteReader(view.setIndex(payload, payload + payloadLength())));
        } catch (JuteException undecodable) {
            throw damaged(position, "the record cannot be read: " + undecodable.getMessage());
        }
    }

    /**
     * Whether a record with a wrong checksum was torn by a crash. Its sectors are written in any order, and one that
     * was not written is zeros as before, like the lengths at which a log ends. The first half of a checksum is always
     * zeros, so it proves nothing.
     */
    private boolean hasLostSector(long end) {
        long piece = position + Integer.BYTES;
        while (piece < end) {
            long pieceEnd = Math.min(end, (piece / SECTOR + 1) * SECTOR);
            if (isZero((int) (piece - chunkStart), (int) (pieceEnd - chunkStart))) {
                return true;
            }
            piece = pieceEnd;
        }
        return false;
    }

    private boolean onlyZerosFrom(long offset) throws IOException {
        return tailFrom(offset).length() == 0;
    }

    /** What stands behind the records; to be asked when {@link #next} has returned null. */
    LogTail tail() throws IOException {
        return tailFrom(position);
    }

    private LogTail tailFrom(long offset) throws IOException {
        long nonZero = 0;
        long lastNonZero = offset - 1;
        for (long start = offset; start < size; start += CHUNK) {
            int length = (int) Math.min(CHUNK, size - start);
            if (!fill(start, length)) {
                break; // cut meanwhile by the writer, which cuts nothing but zeros
            }
            if (isZero(at, at + length)) {
                continue;
            }
            for (int i = 0; i < length; i++) {
                if (chunk[at + i] != 0) {
                    nonZero++;
                    lastNonZero = start + i;
                }
            }
        }
        return new LogTail(path, hasRecords, offset, lastNonZero + 1 - offset, nonZero, size);
    }

    private boolean isZero(int start, int end) {
        for (int i = start; i < end; i += CHUNK) {
            int stop = Math.min(end, i + CHUNK);
            if (!Arrays.equals(chunk, i, stop, ZEROS, 0, stop - i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Brings {@code count} bytes of the file into the chunk, beginning at {@link #at}. False if the file ends before.
     */
    private boolean fill(long offset, int count) throws IOException {
        if (offset + count > size) {
            return false;
        }
        if (offset < chunkStart || offset + count > chunkStart + chunkLength) {
            if (count > chunk.length) {
                allocate(count);
            }
            ByteBuffer into = ByteBuffer.wrap(chunk, 0, (int) Math.min(chunk.length, size - offset));
            chunkStart = offset;
            chunkLength = file.read(into, offset);
        }
        at = (int) (offset - chunkStart);
        return count <= chunkLength - at;
    }

    private void allocate(int count) {
        chunk = new byte[count];
        view = Unpooled.wrappedBuffer(chunk);
    }

    private DamagedLogException damaged(long offset, String what) {
        return new DamagedLogException(path, offset, what);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
