package dev.paddock.datatree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Random;

/**
 * How the tree hashes names: SipHash-1-3 under a key that no client knows, so that no set of names can be chosen to
 * fall together. The key comes from outside, which keeps the state a function of its inputs.
 */
public class Hashing {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FINAL_ROUNDS = 3;

    private final long key0;
    private final long key1;

    public Hashing(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    public static Hashing seeded(Random random) {
        return new Hashing(random.nextLong(), random.nextLong());
    }

    public long hash(byte[] bytes, int from, int to) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        int lastFrom = to - (to - from) % Long.BYTES;
        // The same round stands here twice: with the two in one loop, what differs costs more than they do.
        for (int at = from; at <= lastFrom; at += Long.BYTES) {
            long word = at < lastFrom ? (long) LONGS.get(bytes, at) : lastWord(bytes, at, to, to - from);
            v3 ^= word;
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32) + v3;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= word;
        }
        v2 ^= 0xFF;
        for (int round = 0; round < FINAL_ROUNDS; round++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32) + v3;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /** What is left behind the whole words, and the length in the top byte. */
    private static long lastWord(byte[] bytes, int from, int to, int length) {
        long word = (long) length << 56;
        if (from + Long.BYTES <= bytes.length) {
            // Eight bytes at once, and those behind the end left out.
            return word | (long) LONGS.get(bytes, from) & (1L << 8 * (to - from)) - 1;
        }
        for (int i = from; i < to; i++) {
            word |= (bytes[i] & 0xFFL) << 8 * (i - from);
        }
        return word;
    }

    /**
     * Hashes of a text up to ever later ends, as {@link #hash} has them. The text is read once for all of them, so a deep
     * path costs its length and not the square of it.
     */
    public final class Prefixes {
        private byte[] text;
        private int words;
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        public void start(byte[] bytes) {
            text = bytes;
            words = 0;
            v0 = key0 ^ 0x736f6d6570736575L;
            v1 = key1 ^ 0x646f72616e646f6dL;
            v2 = key0 ^ 0x6c7967656e657261L;
            v3 = key1 ^ 0x7465646279746573L;
        }

        /** @param end not before the one asked for last */
        public long hashTo(int end) {
            int wholeWords = end / Long.BYTES;
            while (words < wholeWords) {
                round((long) LONGS.get(text, words * Long.BYTES));
                words++;
            }
            // The end of the text is mixed in here, and taken back for what follows.
            long w0 = v0;
            long w1 = v1;
            long w2 = v2;
            long w3 = v3;
            round(lastWord(text, wholeWords * Long.BYTES, end, end));
            v2 ^= 0xFF;
            for (int i = 0; i < FINAL_ROUNDS; i++) {
                round(0);
            }
            long hash = v0 ^ v1 ^ v2 ^ v3;
            v0 = w0;
            v1 = w1;
            v2 = w2;
            v3 = w3;
            return hash;
        }

        private void round(long word) {
            v3 ^= word;
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= word;
        }
    }
}
