package dev.paddock.datatree.store;

import dev.paddock.wire.jute.JuteReader;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * The stream of a snapshot, passing by in a window. What is to be parsed is first brought into the window as a whole
 * and then read in place; the checksum follows in large steps.
 */
final class SnapshotInput {
    private static final int WINDOW_SIZE = 1 << 20;

    /** Far above what any ensemble lives with, and little enough for two of them to be held. */
    private static final int LONGEST_VALUE = 1 << 27;

    private final String file;
    private final InputStream in;
    /** The length of the stream; if it is not known, {@code Long.MAX_VALUE}. */
    private final long length;

    private final Adler32 checksum = new Adler32();
    private byte[] window = new byte[WINDOW_SIZE];
    private ByteBuffer view = ByteBuffer.wrap(window);
    /** Where the first byte of the window stands in the stream. */
    private long windowOffset;
    /** checksummed <= position <= limit: bytes taken into the checksum, bytes parsed, bytes that have come. */
    private int checksummed;

    private int position;
    private int limit;

    SnapshotInput(String file, InputStream in, long length) {
        this.file = file;
        this.in = in;
        this.length = length;
    }

    /** The window, all of it. */
    ByteBuffer view() {
        return view;
    }

    int position() {
        return position;
    }

    int intAt(int index) {
        return view.getInt(index);
    }

    int readInt(String what) throws UnusableSnapshotException {
        require(Integer.BYTES, what);
        int value = intAt(position);
        position += Integer.BYTES;
        return value;
    }

    long readLong(String what) throws UnusableSnapshotException {
        require(Long.BYTES, what);
        long value = view.getLong(position);
        position += Long.BYTES;
        return value;
    }

    String readString(String what) throws UnusableSnapshotException {
        require(Integer.BYTES, what);
        int size = Integer.BYTES + Math.max(0, checkedLength(intAt(position), Integer.BYTES, what));
        require(size, what);
        String text = new JuteReader(Unpooled.wrappedBuffer(window, position, size)).readString();
        position += size;
        return text;
    }

    /** How many elements follow; each takes at least {@code minSize} bytes. */
    int readCount(int minSize, String what) throws UnusableSnapshotException {
        require(Integer.BYTES, what);
        int count = intAt(position);
        if (count < 0 || count > (length - offset() - Integer.BYTES) / minSize) {
            throw unusable(what + ", found " + count);
        }
        position += Integer.BYTES;
        return count;
    }

    /** A length that was read {@code ahead} bytes before what it measures: -1 for null, else not more than is left. */
    int checkedLength(int bytes, int ahead, String what) throws UnusableSnapshotException {
        if (bytes < -1 || bytes > LONGEST_VALUE || bytes > length - offset() - ahead) {
            throw unusable(what + " of a reasonable length, found " + bytes);
        }
        return bytes;
    }

    void skip(int bytes) {
        position += bytes;
    }

    /** Adler-32 of all that was parsed so far. */
    long checksum() {
        checksum.update(window, checksummed, position - checksummed);
        checksummed = position;
        return checksum.getValue();
    }

    /** Brings the next bytes into the window, which may move what is in it. */
    void require(int bytes, String what) throws UnusableSnapshotException {
        if (limit - position < bytes && available(bytes) < bytes) {
            throw unusable(what + " of " + bytes + " bytes, found the end after " + (limit - position));
        }
    }

    /** How many bytes are left, but at most {@code most}. */
    int available(int most) throws UnusableSnapshotException {
        if (limit - position < most) {
            makeRoom();
            fill(most);
        }
        return Math.min(most, limit - position);
    }

    /** What came from the source and was not parsed. */
    byte[] rest() {
        return Arrays.copyOfRange(window, position, limit);
    }

    UnusableSnapshotException unusable(String expectedAndFound) {
        return new UnusableSnapshotException(file, offset(), expectedAndFound);
    }

    private long offset() {
        return windowOffset + position;
    }

    private void makeRoom() {
        checksum();
        System.arraycopy(window, position, window, 0, limit - position);
        windowOffset += position;
        limit -= position;
        checksummed = 0;
        position = 0;
    }

    /** The window grows by what really came: a false length costs no memory. */
    private void fill(int bytes) throws UnusableSnapshotException {
        try {
            while (limit < bytes) {
                if (limit == window.length) {
                    window = Arrays.copyOf(window, 2 * window.length);
                    view = ByteBuffer.wrap(window);
                }
                int came = in.read(window, limit, window.length - limit);
                if (came < 0) {
                    return;
                }
                limit += came;
            }
        } catch (IOException e) {
            throw new UnusableSnapshotException(file, windowOffset + limit, e);
        }
    }
}
