package dev.paddock.datatree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HashingTest {
    @Property
    void isSipHash13(@ForAll long key0, @ForAll long key1, @ForAll @Size(max = 40) byte[] message) {
        assertThat(new Hashing(key0, key1).hash(message, 0, message.length))
                .isEqualTo(sipHash(1, 3, key0, key1, message));
    }

    /** The example of the paper, appendix A, is for SipHash-2-4: it holds our reading of the rounds to theirs. */
    @Test
    void theReferenceInThisTestIsSipHash() {
        byte[] message = new byte[15];
        for (int i = 0; i < message.length; i++) {
            message[i] = (byte) i;
        }

        assertThat(sipHash(2, 4, 0x0706050403020100L, 0x0f0e0d0c0b0a0908L, message))
                .isEqualTo(0xa129ca6149be45e5L);
    }

    @Property
    void looksAtNothingBesideItsPart(
            @ForAll @Size(min = 10, max = 30) byte[] bytes,
            @ForAll @IntRange(max = 5) int from,
            @ForAll @IntRange(min = 5, max = 10) int to) {
        Hashing hashing = new Hashing(3, 4);

        byte[] alone = Arrays.copyOfRange(bytes, from, to);
        assertThat(hashing.hash(bytes, from, to)).isEqualTo(hashing.hash(alone, 0, alone.length));
    }

    @Property
    void prefixesHaveTheHashesThatTheyHaveAlone(
            @ForAll @Size(max = 40) byte[] text, @ForAll @IntRange(min = 1, max = 9) int step) {
        Hashing hashing = new Hashing(3, 4);
        Hashing.Prefixes prefixes = hashing.new Prefixes();

        prefixes.start(text);

        for (int end = 0; end <= text.length; end += step) {
            assertThat(prefixes.hashTo(end)).isEqualTo(hashing.hash(text, 0, end));
        }
    }

    @Test
    void itsKeyComesFromTheRandomThatIsHandedIn() {
        byte[] name = {'a'};

        assertThat(Hashing.seeded(new Random(5)).hash(name, 0, 1))
                .isEqualTo(Hashing.seeded(new Random(5)).hash(name, 0, 1))
                .isNotEqualTo(Hashing.seeded(new Random(6)).hash(name, 0, 1));
    }

    /** As the paper has it, word by word and round by round. */
    private static long sipHash(int wordRounds, int finalRounds, long key0, long key1, byte[] message) {
        long[] v = {
            key0 ^ 0x736f6d6570736575L,
            key1 ^ 0x646f72616e646f6dL,
            key0 ^ 0x6c7967656e657261L,
            key1 ^ 0x7465646279746573L
        };
        byte[] padded = Arrays.copyOf(message, (message.length / 8 + 1) * 8);
        padded[padded.length - 1] = (byte) message.length;
        for (int at = 0; at < padded.length; at += 8) {
            long word = 0;
            for (int i = 7; i >= 0; i--) {
                word = word << 8 | padded[at + i] & 0xFF;
            }
            v[3] ^= word;
            rounds(v, wordRounds);
            v[0] ^= word;
        }
        v[2] ^= 0xFF;
        rounds(v, finalRounds);
        return v[0] ^ v[1] ^ v[2] ^ v[3];
    }

    private static void rounds(long[] v, int count) {
        for (int i = 0; i < count; i++) {
            v[0] += v[1];
            v[2] += v[3];
            v[1] = Long.rotateLeft(v[1], 13);
            v[3] = Long.rotateLeft(v[3], 16);
            v[1] ^= v[0];
            v[3] ^= v[2];
            v[0] = Long.rotateLeft(v[0], 32);
            v[2] += v[1];
            v[0] += v[3];
            v[1] = Long.rotateLeft(v[1], 17);
            v[3] = Long.rotateLeft(v[3], 21);
            v[1] ^= v[2];
            v[3] ^= v[0];
            v[2] = Long.rotateLeft(v[2], 32);
        }
    }
}
