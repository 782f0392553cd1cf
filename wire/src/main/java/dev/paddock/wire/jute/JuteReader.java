package dev.paddock.wire.jute;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Utf8;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Reads jute. Null stands for the wire's -1; strings and buffers are copied out, so the buffer may be released. */
public final class JuteReader {
    private static final int NULL = -1;
    private static final byte[] NOTHING = new byte[0];
    private static final char REPLACEMENT = '\uFFFD';

    private final ByteBuf in;

    public JuteReader(ByteBuf in) {
        this.in = in;
    }

    public int remaining() {
        return in.readableBytes();
    }

    public int readInt() {
        require(4, "an int");
        return in.readInt();
    }

    /** The next int, which stays there to be read. */
    public int peekInt() {
        require(4, "an int");
        return in.getInt(in.readerIndex());
    }

    public long readLong() {
        require(8, "a long");
        return in.readLong();
    }

    public boolean readBoolean() {
        require(1, "a boolean");
        return in.readByte() != 0;
    }

    /** Goes past these bytes if they come next; says whether they did. */
    public boolean skipIf(byte[] expected) {
        if (in.readableBytes() < expected.length) {
            return false;
        }
        int at = in.readerIndex();
        for (int i = expected.length - 1; i >= 0; i--) {
            if (in.getByte(at + i) != expected[i]) {
                return false;
            }
        }
        in.skipBytes(expected.length);
        return true;
    }

    /** Any number of bytes, or null. */
    public Bytes readBuffer() {
        byte[] bytes = readLengthAndBytes("buffer");
        return bytes == null ? null : Bytes.wrap(bytes);
    }

    /** Text left in its bytes, or null. */
    public Utf8 readUtf8() {
        byte[] bytes = readLengthAndBytes("string");
        return bytes == null ? null : Utf8.wrap(bytes);
    }

    /** Text, or null. Malformed bytes become U+FFFD, but surrogates in three bytes each make one character again. */
    public String readString() {
        byte[] bytes = readLengthAndBytes("string");
        if (bytes == null) {
            return null;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : Cesu8.decode(bytes, text);
    }

    /**
     * A list of elements, or null. A negative count other than -1 is an empty list, as ZooKeeper has it.
     *
     * @param minSize the fewest bytes that an element takes, at least 1: counts that cannot fit are refused unread
     */
    public <T> List<T> readVector(Function<JuteReader, T> element, int minSize) {
        int count = readInt();
        if (count == NULL) {
            return null;
        }
        if (count <= 0) {
            return List.of();
        }
        if (count > in.readableBytes() / minSize) {
            throw new JuteException("a vector of " + count + " elements does not fit in the " + in.readableBytes()
                    + " bytes that are left");
        }
        List<T> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(element.apply(this));
        }
        return Collections.unmodifiableList(elements);
    }

    private byte[] readLengthAndBytes(String what) {
        int length = readInt();
        if (length == NULL) {
            return null;
        }
        if (length < 0) {
            throw new JuteException("the length of a " + what + " is negative: " + length);
        }
        require(length, what);
        if (length == 0) {
            return NOTHING;
        }
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return bytes;
    }

    private void require(int bytes, String what) {
        if (in.readableBytes() < bytes) {
            throw new JuteException(
                    what + " of " + bytes + " bytes is cut short: only " + in.readableBytes() + " are left");
        }
    }
}
