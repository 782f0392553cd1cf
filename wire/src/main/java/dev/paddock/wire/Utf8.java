package dev.paddock.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text as it stands on the wire. Paths travel from a packet into the tree, the log and back without ever becoming a
 * {@code String}. Bytes that are no valid UTF-8 are kept as they came; the rules for paths refuse them.
 */
public final class Utf8 implements Comparable<Utf8> {
    public static final Utf8 EMPTY = new Utf8(new byte[0]);

    private final byte[] bytes;

    private Utf8(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Utf8 of(String text) {
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes over the array: whoever hands it in may not change it any more. */
    public static Utf8 wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Utf8(bytes);
    }

    public static Utf8 copyOf(byte[] bytes, int from, int to) {
        return from == to ? EMPTY : new Utf8(Arrays.copyOfRange(bytes, from, to));
    }

    public int length() {
        return bytes.length;
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    public byte byteAt(int index) {
        return bytes[index];
    }

    /** The bytes themselves, not a copy: to read, never to change. */
    public byte[] array() {
        return bytes;
    }

    public boolean startsWith(Utf8 prefix) {
        int length = prefix.bytes.length;
        return bytes.length >= length && Arrays.equals(bytes, 0, length, prefix.bytes, 0, length);
    }

    /** By unsigned bytes, which is the order of code points. */
    @Override
    public int compareTo(Utf8 other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Utf8 that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
