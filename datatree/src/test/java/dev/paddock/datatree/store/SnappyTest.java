package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xerial.snappy.SnappyInputStream;
import org.xerial.snappy.SnappyOutputStream;

/** Ours against the library that ZooKeeper uses. */
class SnappyTest {
    private static final byte[] SNAPSHOT = GoldenSnapshots.bytes("13-fuzzy-snapshot/data/version-2/snapshot.181a");

    @Property(tries = 300)
    void theLibraryReadsWhatWeWrite(@ForAll("contents") byte[] plain) throws IOException {
        try (InputStream in = new SnappyInputStream(new ByteArrayInputStream(compress(plain)))) {
            assertThat(in.readAllBytes()).isEqualTo(plain);
        }
    }

    @Property(tries = 300)
    void weReadWhatTheLibraryWrites(@ForAll("contents") byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SnappyOutputStream library = new SnappyOutputStream(out)) {
            library.write(plain);
        }
        assertThat(decompress(out.toByteArray())).isEqualTo(plain);
    }

    @Property(tries = 300)
    void weReadWhatWeWrite(@ForAll("contents") byte[] plain) throws IOException {
        assertThat(decompress(compress(plain))).isEqualTo(plain);
    }

    /** Runs of noise, of one byte, and of what came before, near and far, over the borders of blocks. */
    @Provide
    Arbitrary<byte[]> contents() {
        return Arbitraries.longs().map(seed -> contents(new Random(seed)));
    }

    private static byte[] contents(Random random) {
        byte[] plain = new byte[random.nextInt(random.nextBoolean() ? 200 : 100_000)];
        for (int at = 0; at < plain.length; ) {
            int run = Math.min(1 + random.nextInt(1 << random.nextInt(14)), plain.length - at);
            switch (random.nextInt(3)) {
                case 0 -> {
                    byte[] noise = new byte[run];
                    random.nextBytes(noise);
                    System.arraycopy(noise, 0, plain, at, run);
                }
                case 1 -> Arrays.fill(plain, at, at + run, (byte) random.nextInt());
                default -> {
                    int from = random.nextInt(at + 1);
                    System.arraycopy(plain, from, plain, at, Math.min(run, at - from));
                }
            }
            at += run;
        }
        return plain;
    }

    @Test
    void aSnapshotBecomesAboutAsSmallAsWithTheLibrary() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SnappyOutputStream library = new SnappyOutputStream(out)) {
            library.write(SNAPSHOT);
        }

        assertThat(compress(SNAPSHOT)).hasSizeLessThan(out.size() * 11 / 10);
    }

    /** The examples of the format's description, by hand. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a literal                               | 03 08 616263                  | 616263
                    a literal with one byte of length       | 03 f0 02 616263               | 616263
                    a literal with two bytes of length      | 03 f4 0200 616263             | 616263
                    a copy with one byte of offset          | 08 0c 61626364 01 04          | 6162636461626364
                    a copy with two bytes of offset         | 07 0c 61626364 0a 0400        | 61626364616263
                    a copy that repeats what it writes      | 07 04 6162 12 0200            | 61626162616261
                    a length in more groups than it needs   | 8300 08 616263                | 616263
                    nothing                                 | 00                            | ''
                    """)
    void aBlockMeansWhatTheFormatSays(String what, String block, String plain) throws IOException {
        assertThat(HexFormat.of().formatHex(decompress(stream(block)))).as(what).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    more announced than there is            | 04 08 616263
                    less announced than there is            | 02 08 616263
                    more than a block may hold              | 818002 00 61
                    a length without an end                 | ffffffffff
                    a length cut short                      | 80
                    a literal cut short                     | 03 08 6162
                    a literal without its length            | 03 f0
                    a literal of four length bytes          | 03 fc 02000000 616263
                    a copy without its offset               | 08 0c 61626364 02 04
                    a copy from before the beginning        | 08 0c 61626364 01 05
                    a copy from itself                      | 08 0c 61626364 01 00
                    a copy of more than announced           | 07 0c 61626364 01 04
                    a copy with four bytes of offset        | 08 0c 61626364 0f 04000000
                    """)
    void aDamagedBlockIsAnError(String what, String block) {
        assertThatThrownBy(() -> decompress(stream(block)))
                .as(what)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a Snappy block is damaged");
    }

    @Test
    void anImpossibleBlockLengthIsAnErrorAndCostsNothing() {
        for (int length : new int[] {-1, 0, SnappyBlock.MAX_COMPRESSED_SIZE + 1, Integer.MAX_VALUE}) {
            byte[] stream =
                    ByteBuffer.wrap(stream("03 08 616263")).putInt(16, length).array();

            assertThatThrownBy(() -> decompress(stream))
                    .hasMessage("a Snappy block has an impossible length: " + length);
        }
    }

    @Test
    void aStreamCutAnywhereIsShorterOrAnError() throws IOException {
        byte[] whole = compress(Arrays.copyOf(SNAPSHOT, SnappyBlock.SIZE + 200));
        int secondBlock = 20 + ByteBuffer.wrap(whole).getInt(16);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length == 16) {
                assertThat(decompress(cut)).isEmpty();
            } else if (length == secondBlock) {
                assertThat(decompress(cut)).hasSize(SnappyBlock.SIZE);
            } else {
                assertThatThrownBy(() -> decompress(cut)).as("cut at " + length).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aDamagedStreamIsReadOrRefusedAndNothingElse() {
        byte[] whole = compress(SNAPSHOT);
        long seed = 826;
        Random random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(decompress(damaged))
                        .as("seed %d, round %d", seed, round)
                        .isNotNull();
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 2_999);
    }

    private static byte[] compress(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SnappyOutput snappy = new SnappyOutput(out)) {
            int half = plain.length / 2;
            snappy.write(plain, 0, half);
            snappy.write(plain, half, plain.length - half);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static byte[] decompress(byte[] stream) throws IOException {
        return new SnappyInput(new ByteArrayInputStream(stream)).readAllBytes();
    }

    /** A header and one block, given in hex. */
    private static byte[] stream(String block) {
        byte[] bytes = HexFormat.of().parseHex(block.replace(" ", ""));
        return ByteBuffer.allocate(20 + bytes.length)
                .put(HexFormat.of().parseHex("82534e4150505900" + "00000001" + "00000001"))
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }
}
