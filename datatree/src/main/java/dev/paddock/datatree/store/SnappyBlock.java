package dev.paddock.datatree.store;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One block of the Snappy format: the length of the plain bytes in groups of seven bits, lowest first, then literals and
 * copies of what came up to 64 KiB before. The two lowest bits of a tag tell them apart:
 *
 * <pre>
 * 0  literal: length - 1 in six bits, or from 60 on in the next one to four bytes; then the bytes
 * 1  copy:    length - 4 in three bits; offset in the upper three bits and the next byte
 * 2  copy:    length - 1 in six bits; offset in the next two bytes, lowest first
 * 3  copy:    the same with four bytes
 * </pre>
 *
 * <p>A block of at most {@link #SIZE} bytes never needs a literal's third length byte or the last kind of copy, so it is
 * an error to see one. Compression is greedy: the newest earlier place of the same four bytes is taken, if the hash table
 * still knows it.
 */
final class SnappyBlock {
    /** How many plain bytes a block may have. */
    static final int SIZE = 1 << 15;

    /** What a block of bytes without any repetition could come to, and more. */
    static final int MAX_COMPRESSED_SIZE = SIZE + SIZE / 6 + 32;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MIN_MATCH = 4;
    private static final int HASH_BITS = 14;
    private static final int HASH_FACTOR = 0x1E35A7BD;

    private static final int LITERAL = 0;
    private static final int SHORT_COPY = 1;
    private static final int COPY = 2;

    /** Where in the block four bytes of this hash stood last. */
    private final short[] places = new short[1 << HASH_BITS];

    private byte[] out;
    private int size;

    /** Returns how many bytes it wrote. */
    int compress(byte[] plain, int length, byte[] into) {
        Arrays.fill(places, (short) 0);
        out = into;
        size = 0;
        writeLength(length);
        int literalFrom = 0;
        int at = 1;
        while (at + MIN_MATCH <= length) {
            int earlier = replacePlace(plain, at);
            if ((int) WORD.get(plain, earlier) == (int) WORD.get(plain, at)) {
                int matched = matchLength(plain, earlier, at, length);
                writeLiteral(plain, literalFrom, at - literalFrom);
                writeCopy(at - earlier, matched);
                at += matched;
                literalFrom = at;
            } else {
                at += 1 + (at - literalFrom >>> 5); // what does not repeat for long will hardly begin to
            }
        }
        writeLiteral(plain, literalFrom, length - literalFrom);
        return size;
    }

    private int replacePlace(byte[] plain, int at) {
        int hash = (int) WORD.get(plain, at) * HASH_FACTOR >>> 32 - HASH_BITS;
        int earlier = places[hash];
        places[hash] = (short) at;
        return earlier;
    }

    private static int matchLength(byte[] plain, int earlier, int at, int length) {
        int mismatch = Arrays.mismatch(plain, earlier, earlier + length - at, plain, at, length);
        return mismatch < 0 ? length - at : mismatch;
    }

    private void writeLength(int length) {
        int rest = length;
        while (rest > 0x7F) {
            put(rest | 0x80);
            rest >>>= 7;
        }
        put(rest);
    }

    private void writeLiteral(byte[] plain, int from, int length) {
        if (length == 0) {
            return;
        }
        int stored = length - 1;
        if (stored < 60) {
            put(stored << 2 | LITERAL);
        } else if (stored < 1 << 8) {
            put(60 << 2 | LITERAL);
            put(stored);
        } else {
            put(61 << 2 | LITERAL);
            put(stored);
            put(stored >>> 8);
        }
        System.arraycopy(plain, from, out, size, length);
        size += length;
    }

    private void writeCopy(int offset, int length) {
        for (int rest = length; rest > 0; ) {
            int step = Math.min(rest, 64);
            if (step >= 4 && step < 12 && offset < 1 << 11) {
                put(offset >>> 8 << 5 | step - 4 << 2 | SHORT_COPY);
                put(offset);
            } else {
                put(step - 1 << 2 | COPY);
                put(offset);
                put(offset >>> 8);
            }
            rest -= step;
        }
    }

    private void put(int value) {
        out[size++] = (byte) value;
    }

    /** Returns how many bytes it wrote, at most {@link #SIZE}. */
    static int decompress(byte[] block, int length, byte[] into) throws IOException {
        int in = 0;
        int plainLength = 0;
        int shift = 0;
        byte group;
        do {
            require(in < length && shift < 21, "a length");
            group = block[in++];
            plainLength |= (group & 0x7F) << shift;
            shift += 7;
        } while (group < 0);
        require(plainLength <= SIZE, "a length of at most " + SIZE);

        int out = 0;
        while (in < length) {
            int tag = block[in++] & 0xFF;
            int upper = tag >>> 2;
            int run;
            if ((tag & 3) == LITERAL) {
                int lengthBytes = Math.max(0, upper - 59);
                require(lengthBytes <= 2 && in + lengthBytes <= length, "the length of a literal");
                run = 1 + (lengthBytes == 0 ? upper : littleEndian(block, in, lengthBytes));
                in += lengthBytes;
                require(run <= length - in && run <= plainLength - out, "a literal that fits");
                System.arraycopy(block, in, into, out, run);
                in += run;
            } else {
                boolean isShort = (tag & 3) == SHORT_COPY;
                int offsetBytes = isShort ? 1 : 2;
                require((tag & 3) <= COPY && in + offsetBytes <= length, "the offset of a copy");
                run = isShort ? 4 + (upper & 7) : 1 + upper;
                int offset = littleEndian(block, in, offsetBytes) | (isShort ? tag >>> 5 << 8 : 0);
                in += offsetBytes;
                require(offset > 0 && offset <= out && run <= plainLength - out, "a copy that fits");
                copy(into, out - offset, out, run);
            }
            out += run;
        }
        require(out == plainLength, "as many bytes as announced");
        return out;
    }

    /** A copy may run into what it writes itself, and then repeats it. */
    private static void copy(byte[] bytes, int from, int to, int length) {
        if (to - from >= length) {
            System.arraycopy(bytes, from, bytes, to, length);
        } else {
            for (int i = 0; i < length; i++) {
                bytes[to + i] = bytes[from + i];
            }
        }
    }

    private static int littleEndian(byte[] bytes, int at, int count) {
        return count == 1 ? bytes[at] & 0xFF : bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
    }

    private static void require(boolean holds, String what) throws IOException {
        if (!holds) {
            throw new IOException("a Snappy block is damaged: it should have " + what);
        }
    }
}
