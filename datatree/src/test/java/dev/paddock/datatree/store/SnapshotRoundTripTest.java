package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.datatree.store.RecordedSnapshot.RecordedNode;
import dev.paddock.datatree.store.RecordedSnapshot.Recorder;
import dev.paddock.datatree.store.SnapshotTrailer.TreeDigest;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.TxnDigest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SnapshotRoundTripTest {
    @Property(tries = 200)
    void whatIsWrittenIsReadWhateverItsCompression(
            @ForAll("snapshots") RecordedSnapshot snapshot, @ForAll SnapshotCompression compression)
            throws IOException {
        byte[] stream = compress(snapshot, compression);

        Recorder found = new Recorder();
        SnapshotTrailer trailer = SnapshotReader.read(
                "a stream", compression.decompress(new ByteArrayInputStream(stream)), Long.MAX_VALUE, found);

        assertThat(found.with(trailer)).isEqualTo(snapshot);
    }

    @Test
    void gzIsGzip() throws IOException {
        RecordedSnapshot snapshot = snapshot(new Random(1));

        byte[] stream = compress(snapshot, SnapshotCompression.GZ);

        assertThat(new GZIPInputStream(new ByteArrayInputStream(stream)).readAllBytes())
                .isEqualTo(snapshot.toBytes());
    }

    @Test
    void aGzStreamThatIsCutIsUnusable() throws IOException {
        byte[] stream = GoldenSnapshots.bytes("03-gz-snapshot/data/version-2/snapshot.41.gz");
        for (int cut = 1; cut < 1_400; cut += 7) {
            byte[] shorter = Arrays.copyOf(stream, stream.length - cut);
            assertThatThrownBy(() -> SnapshotReader.read(
                            "a stream",
                            new GZIPInputStream(new ByteArrayInputStream(shorter)),
                            Long.MAX_VALUE,
                            new Recorder()))
                    .isInstanceOf(UnusableSnapshotException.class);
        }
    }

    @Test
    void aLastZxidWithoutADigestIsNotWrittenSinceZooKeeperCouldNotReadIt() {
        RecordedSnapshot snapshot =
                new Recorder().with(new SnapshotTrailer(Optional.empty(), Optional.of(new Zxid(7))));

        assertThatThrownBy(snapshot::toBytes).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWriterHoldsToTheCountsThatItAnnounced() {
        assertThatThrownBy(() -> SnapshotWriter.write(OutputStream.nullOutputStream(), out -> {
                    out.sessions(2);
                    out.session(1, 30_000);
                    out.acls(0);
                    return SnapshotTrailer.NONE;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("sessions or ACLs announced and not written: 1");
    }

    @Provide
    Arbitrary<RecordedSnapshot> snapshots() {
        return Arbitraries.longs().map(seed -> snapshot(new Random(seed)));
    }

    private static RecordedSnapshot snapshot(Random random) {
        Map<Long, Integer> sessions = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            sessions.put(random.nextLong(), random.nextInt());
        }
        Map<Long, List<Acl>> acls = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            acls.put(random.nextLong(), acl(random));
        }
        List<RecordedNode> nodes = new ArrayList<>();
        for (int i = random.nextInt(50); i > 0; i--) {
            nodes.add(node(random));
        }
        return new RecordedSnapshot(sessions, acls, nodes, trailer(random));
    }

    private static List<Acl> acl(Random random) {
        List<Acl> acl = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            acl.add(new Acl(random.nextInt(), new Id("digest", "\u00e9\ud83d\ude00".repeat(random.nextInt(3)))));
        }
        return acl;
    }

    private static RecordedNode node(Random random) {
        byte[] data = new byte[random.nextInt(1 << random.nextInt(18))];
        random.nextBytes(data);
        return new RecordedNode(
                "/" + "\u00e9".repeat(random.nextInt(3)) + random.nextInt(),
                random.nextInt(5) == 0 ? null : Bytes.wrap(data),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                random.nextInt(),
                random.nextInt(),
                random.nextInt(),
                random.nextLong() >>> 1,
                random.nextLong());
    }

    private static SnapshotTrailer trailer(Random random) {
        if (random.nextInt(3) == 0) {
            return SnapshotTrailer.NONE;
        }
        TreeDigest digest = new TreeDigest(new Zxid(random.nextLong()), new TxnDigest(2, random.nextLong()));
        return new SnapshotTrailer(
                Optional.of(digest),
                random.nextBoolean() ? Optional.empty() : Optional.of(new Zxid(random.nextLong())));
    }

    private static byte[] compress(RecordedSnapshot snapshot, SnapshotCompression compression) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compression.compress(bytes)) {
            SnapshotWriter.write(out, snapshot);
        }
        return bytes.toByteArray();
    }
}
