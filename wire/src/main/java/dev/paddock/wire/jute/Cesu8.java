package dev.paddock.wire.jute;

import java.nio.charset.StandardCharsets;

/**
 * ZooKeeper writes each UTF-16 unit by itself, so that a character beyond U+FFFF comes as two surrogates of three bytes
 * each. We write plain UTF-8, and understand both.
 */
final class Cesu8 {
    private static final int SURROGATE_SIZE = 3;

    private Cesu8() {}

    /** What the bytes mean if their surrogates come in pairs, else {@code otherwise}. */
    static String decode(byte[] bytes, String otherwise) {
        StringBuilder text = new StringBuilder(bytes.length);
        int plainFrom = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (isSurrogate(bytes, i, 0xA0) && isSurrogate(bytes, i + SURROGATE_SIZE, 0xB0)) {
                text.append(new String(bytes, plainFrom, i - plainFrom, StandardCharsets.UTF_8));
                text.append(unit(bytes, i)).append(unit(bytes, i + SURROGATE_SIZE));
                plainFrom = i + 2 * SURROGATE_SIZE;
                i = plainFrom - 1;
            }
        }
        if (plainFrom == 0) {
            return otherwise;
        }
        return text.append(new String(bytes, plainFrom, bytes.length - plainFrom, StandardCharsets.UTF_8))
                .toString();
    }

    /** Whether ED and a second byte of the given upper half stand here: A0 for a high surrogate, B0 for a low one. */
    private static boolean isSurrogate(byte[] bytes, int at, int half) {
        return at + SURROGATE_SIZE <= bytes.length
                && (bytes[at] & 0xFF) == 0xED
                && (bytes[at + 1] & 0xF0) == half
                && (bytes[at + 2] & 0xC0) == 0x80;
    }

    private static char unit(byte[] bytes, int at) {
        return (char) (0xD000 | (bytes[at + 1] & 0x3F) << 6 | bytes[at + 2] & 0x3F);
    }
}
