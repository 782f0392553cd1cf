package dev.paddock.datatree.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Compresses into the stream that {@link SnappyInput} reads. Closing writes the last block, and does not close below. */
final class SnappyOutput extends OutputStream {
    private static final byte[] HEADER = {(byte) 0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0, 0, 0, 0, 1, 0, 0, 0, 1};

    private final OutputStream out;
    private final SnappyBlock block = new SnappyBlock();
    private final byte[] plain = new byte[SnappyBlock.SIZE];
    private int filled;
    private final byte[] compressed = new byte[SnappyBlock.MAX_COMPRESSED_SIZE];
    private final byte[] length = new byte[Integer.BYTES];

    SnappyOutput(OutputStream out) throws IOException {
        this.out = out;
        out.write(HEADER);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        while (at < from + length) {
            int step = Math.min(from + length - at, plain.length - filled);
            System.arraycopy(bytes, at, plain, filled, step);
            filled += step;
            at += step;
            if (filled == plain.length) {
                writeBlock();
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (filled > 0) {
            writeBlock();
        }
    }

    private void writeBlock() throws IOException {
        int size = block.compress(plain, filled, compressed);
        ByteBuffer.wrap(length).putInt(size);
        out.write(length);
        out.write(compressed, 0, size);
        filled = 0;
    }
}
