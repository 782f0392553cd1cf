package dev.paddock.datatree.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads a Snappy stream as ZooKeeper writes it: a header of 16 bytes, then int length and block, again and again. */
final class SnappyInput extends InputStream {
    /** What the header begins with. Two versions follow, which have always been 1. */
    static final byte[] MAGIC = {(byte) 0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0};

    private static final int HEADER_SIZE = 16;

    private final InputStream in;
    private final byte[] block = new byte[SnappyBlock.MAX_COMPRESSED_SIZE];
    private final byte[] plain = new byte[SnappyBlock.SIZE];
    private int position;
    private int limit;

    SnappyInput(InputStream in) throws IOException {
        this.in = in;
        byte[] header = in.readNBytes(HEADER_SIZE);
        if (header.length < HEADER_SIZE || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException("this is no Snappy stream");
        }
    }

    @Override
    public int read() throws IOException {
        return bringBlock() ? plain[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (!bringBlock()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(plain, position, into, from, count);
        position += count;
        return count;
    }

    /** Sees to it that there are bytes to give; false at the end. */
    private boolean bringBlock() throws IOException {
        while (position == limit) {
            int lengthBytes = in.readNBytes(block, 0, Integer.BYTES);
            if (lengthBytes == 0) {
                return false;
            }
            requireAll(lengthBytes, Integer.BYTES);
            int length = ByteBuffer.wrap(block).getInt();
            if (length <= 0 || length > block.length) {
                throw new IOException("a Snappy block has an impossible length: " + length);
            }
            requireAll(in.readNBytes(block, 0, length), length);
            limit = SnappyBlock.decompress(block, length, plain);
            position = 0;
        }
        return true;
    }

    private static void requireAll(int came, int expected) throws EOFException {
        if (came < expected) {
            throw new EOFException("a Snappy block is cut short: " + came + " bytes of " + expected);
        }
    }
}
