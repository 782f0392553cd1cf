package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.datatree.store.RecordedSnapshot.RecordedNode;
import dev.paddock.datatree.store.RecordedSnapshot.Recorder;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;

class SnapshotReaderTest {
    /** 617 bytes: one session, two ACLs, five znodes, all sections. */
    private static final byte[] SMALL = GoldenSnapshots.bytes("28-tiny-doc-example/data/version-2/snapshot.2");

    private static final int AFTER_FIRST_SEAL = 0x233;
    private static final int AFTER_DIGEST_SECTION = 0x254;

    private static final int SESSION_COUNT = 0x10;
    private static final int ACL_COUNT = 0x20;
    private static final int ACL_ENTRY_COUNT = 0x2c;
    private static final int SCHEME_LENGTH = 0x34;
    private static final int ROOT_PATH = 0x6a;
    private static final int ROOT_DATA = 0x6e;
    private static final int ROOT_OWNER = 0xa6;

    @Test
    void aSnapshotThatIsCutAnywhereIsUnusableExceptWhereOlderVersionsEnd() throws IOException {
        for (int length = 0; length < SMALL.length; length++) {
            byte[] cut = Arrays.copyOf(SMALL, length);
            if (length == AFTER_FIRST_SEAL) {
                assertThat(RecordedSnapshot.read(cut).trailer()).isEqualTo(SnapshotTrailer.NONE);
            } else if (length == AFTER_DIGEST_SECTION) {
                SnapshotTrailer trailer = RecordedSnapshot.read(cut).trailer();
                assertThat(trailer.digest()).isPresent();
                assertThat(trailer.lastProcessedZxid()).isEmpty();
            } else {
                assertThatThrownBy(() -> RecordedSnapshot.read(cut))
                        .as("cut at " + length)
                        .isInstanceOf(UnusableSnapshotException.class);
            }
        }
    }

    @Test
    void bytesBehindTheLastSectionAreAnError() {
        byte[] longer = Arrays.copyOf(SMALL, SMALL.length + 1);

        assertThatThrownBy(() -> RecordedSnapshot.read(longer))
                .hasMessage("snapshot.1, byte 563: expected sections of 0, 21, 33 or 54 bytes, found 55 or more");
    }

    @Test
    void noFlippedBitGoesUnnoticed() throws IOException {
        byte[] larger = GoldenSnapshots.bytes("02-snapshot-and-log-split/data/version-2/snapshot.41");
        long seed = 5_706;
        Random random = new Random(seed);
        for (int round = 0; round < 10_000; round++) {
            byte[] damaged = larger.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (Arrays.equals(damaged, larger)) {
                continue; // one bit twice
            }
            assertThatThrownBy(() -> RecordedSnapshot.read(damaged))
                    .as("seed %d, round %d", seed, round)
                    .isInstanceOf(UnusableSnapshotException.class);
        }
    }

    @Test
    void versionAndDbidOfTheHeaderDoNotMatter() throws IOException {
        RecordedSnapshot snapshot = RecordedSnapshot.read(SMALL);
        byte[] bytes = SMALL.clone();
        Arrays.fill(bytes, 4, 16, (byte) 0x55);
        sealAgain(bytes);

        assertThat(RecordedSnapshot.read(bytes)).isEqualTo(snapshot);
    }

    @Test
    void anotherMagicIsAnError() {
        assertUnusable(0, 0x5A4B4C47, 0, "expected ZKSN, found 5a4b4c47");
    }

    @Test
    void countsAndLengthsAreHeldAgainstWhatIsLeft() {
        assertUnusable(SESSION_COUNT, 51, SESSION_COUNT, "expected a number of sessions, found 51");
        assertUnusable(SESSION_COUNT, -1, SESSION_COUNT, "expected a number of sessions, found -1");
        assertUnusable(ACL_COUNT, 0x7FFF_FFFF, ACL_COUNT, "expected a number of ACLs, found 2147483647");
        assertUnusable(SCHEME_LENGTH, 600, SCHEME_LENGTH, "expected a scheme of a reasonable length, found 600");
        assertUnusable(ROOT_PATH, 512, ROOT_PATH, "expected a path of a reasonable length, found 512");
        assertUnusable(ROOT_DATA, 0x7FFF_FFFF, ROOT_PATH, "expected data of a reasonable length, found 2147483647");
        assertUnusable(ROOT_DATA, -2, ROOT_PATH, "expected data of a reasonable length, found -2");
    }

    @Test
    void aFalseLengthInAStreamOfUnknownLengthCostsNoMoreThanWhatCame() {
        byte[] bytes = with(ROOT_DATA, 100_000_000);

        assertThatThrownBy(() -> SnapshotReader.read(
                        "a stream", new ByteArrayInputStream(bytes), Long.MAX_VALUE, new Recorder()))
                .hasMessage("a stream, byte 106: expected a znode of 100000076 bytes, found the end after 511");
    }

    @Test
    void nullIsNeitherAPathNorAnAcl() {
        assertUnusable(ROOT_PATH, -1, ROOT_PATH, "expected a path, found null");
        assertUnusable(ACL_ENTRY_COUNT, -1, ACL_ENTRY_COUNT, "expected a number of ACL entries, found -1");
    }

    @Test
    void whatAVisitorRefusesIsUnusableAtThatZnode() {
        SnapshotVisitor refusing = new Recorder() {
            @Override
            public void node(SnapshotNode node) throws UnusableSnapshotException {
                throw node.unusable("a parent seen before");
            }
        };

        assertThatThrownBy(() -> SnapshotReader.read("snapshot.2", new ByteArrayInputStream(SMALL), 617, refusing))
                .isInstanceOfSatisfying(UnusableSnapshotException.class, e -> {
                    assertThat(e.file()).isEqualTo("snapshot.2");
                    assertThat(e.offset()).isEqualTo(ROOT_PATH);
                });
    }

    @Test
    void aSourceThatFailsMakesTheSnapshotUnusable() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        };

        assertThatThrownBy(() -> SnapshotReader.read("snapshot.2", failing, 617, new Recorder()))
                .isInstanceOf(UnusableSnapshotException.class)
                .hasMessageContaining("the disk is gone");
    }

    /** Znodes lie across the borders of what has been read, and one is longer than all that is read at once. */
    @Test
    void itDoesNotMatterInWhichPiecesAStreamComes() throws IOException {
        long seed = 17;
        Random random = new Random(seed);
        byte[] longData = new byte[3_000_000];
        random.nextBytes(longData);
        Recorder recorder = new Recorder();
        for (int i = 0; i < 300; i++) {
            byte[] data = i == 150 ? longData : Arrays.copyOf(longData, random.nextInt(20_000));
            recorder.nodes.add(RecordedNode.of("/" + i, Bytes.wrap(data), i));
        }
        RecordedSnapshot snapshot = recorder.with(SnapshotTrailer.NONE);
        byte[] bytes = snapshot.toBytes();

        Recorder found = new Recorder();
        SnapshotTrailer trailer =
                SnapshotReader.read("seed " + seed, new Trickle(bytes, random), Long.MAX_VALUE, found);

        assertThat(found.with(trailer)).isEqualTo(snapshot);
    }

    @Test
    void aTransferIsTheBodyWithASignatureAndLeavesWhatFollows() throws IOException {
        RecordedSnapshot snapshot = RecordedSnapshot.read(SMALL);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        SnapshotWriter.writeTransfer(sent, snapshot);
        byte[] body = Arrays.copyOfRange(SMALL, 16, 0x226);
        byte[] signature = "\0\0\0\nBenWasHere".getBytes(StandardCharsets.US_ASCII);
        assertThat(sent.toByteArray()).isEqualTo(concat(body, signature));

        byte[] packets = {1, 2, 3};
        Recorder recorder = new Recorder();
        byte[] rest = SnapshotReader.readTransfer(
                "the leader", new ByteArrayInputStream(concat(sent.toByteArray(), packets)), recorder);

        assertThat(rest).isEqualTo(packets);
        assertThat(recorder.with(snapshot.trailer())).isEqualTo(snapshot);
    }

    @Test
    void aTransferWithAnotherSignatureIsUnusable() {
        byte[] body = Arrays.copyOfRange(SMALL, 16, 0x226);
        byte[] signature = "\0\0\0\nBenWasGone".getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> SnapshotReader.readTransfer(
                        "the leader", new ByteArrayInputStream(concat(body, signature)), new Recorder()))
                .hasMessageContaining("expected the signature BenWasHere before this, found BenWasGone");
    }

    @Test
    void theOpenAclIsAlwaysTheSameList() throws IOException {
        Map<Long, List<Acl>> acls = new TreeMap<>(RecordedSnapshot.read(SMALL).acls());

        assertThat(acls.get(2L)).isSameAs(Acl.OPEN);
    }

    private static void assertUnusable(int at, int value, long offset, String message) {
        assertThatThrownBy(() -> RecordedSnapshot.read(with(at, value)))
                .isInstanceOf(UnusableSnapshotException.class)
                .hasMessage("snapshot.1, byte " + offset + ": " + message);
    }

    private static byte[] with(int at, int value) {
        byte[] bytes = SMALL.clone();
        ByteBuffer.wrap(bytes).putInt(at, value);
        return bytes;
    }

    /** Puts right checksums behind changed bytes, at the three places where the small snapshot has them. */
    private static void sealAgain(byte[] bytes) {
        for (int at : new int[] {0x226, 0x247, 0x25c}) {
            var checksum = new Adler32();
            checksum.update(bytes, 0, at);
            ByteBuffer.wrap(bytes).putLong(at, checksum.getValue());
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    /** Gives some bytes at a time, as a socket does. */
    private static final class Trickle extends ByteArrayInputStream {
        private final Random random;

        Trickle(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] into, int from, int length) {
            return super.read(into, from, Math.min(length, 1 + random.nextInt(5_000)));
        }
    }
}
