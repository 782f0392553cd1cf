package dev.paddock.client.recipe;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Marks by which a znode's maker knows it again, when the answer to the create was lost. */
final class Marks {
    private static final int BYTES = 12;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Marks() {}

    static String next() {
        byte[] mark = new byte[BYTES];
        RANDOM.nextBytes(mark);
        return HexFormat.of().formatHex(mark);
    }
}
