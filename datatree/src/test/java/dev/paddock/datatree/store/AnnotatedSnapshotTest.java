package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.store.RecordedSnapshot.RecordedNode;
import dev.paddock.datatree.store.SnapshotTrailer.TreeDigest;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.TxnDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One small snapshot of ZooKeeper 3.9.5, each byte of it explained in {@code annotated-snapshot.txt}. */
class AnnotatedSnapshotTest {
    private static final Bytes EMPTY = Bytes.EMPTY;
    private static final long SESSION = 0x10000351f5d0000L;
    private static final long THEN = 1795277676621L;

    /** What the annotations say, in plain values. */
    private static final RecordedSnapshot SNAPSHOT = new RecordedSnapshot(
            Map.of(SESSION, 40_000),
            new TreeMap<>(Map.of(1L, Acl.READ_ONLY, 2L, Acl.OPEN)),
            List.of(
                    new RecordedNode("", EMPTY, -1, 0, 0, 0, 0, 0, 1, 0, 0, 2),
                    new RecordedNode("/eph-0000000000", Bytes.ofText("e"), 2, 2, 2, THEN, THEN, 0, 0, 0, SESSION, 2),
                    new RecordedNode("/zookeeper", EMPTY, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                    new RecordedNode("/zookeeper/config", EMPTY, 1, 0, 0, 0, 0, 0, 0, -1, 0, 0),
                    new RecordedNode("/zookeeper/quota", EMPTY, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
            new SnapshotTrailer(
                    Optional.of(new TreeDigest(new Zxid(2), new TxnDigest(2, 5355616658L))), Optional.of(new Zxid(2))));

    @Test
    void theAnnotatedBytesAreThoseOfTheFile() {
        assertThat(annotatedBytes()).isEqualTo(GoldenSnapshots.bytes("28-tiny-doc-example/data/version-2/snapshot.2"));
    }

    @Test
    void readingFindsWhatTheAnnotationsSay() throws IOException {
        assertThat(RecordedSnapshot.read(annotatedBytes())).isEqualTo(SNAPSHOT);
    }

    @Test
    void writingGivesTheSameBytes() throws IOException {
        assertThat(SNAPSHOT.toBytes()).isEqualTo(annotatedBytes());
    }

    /** A line is an offset, the bytes there in hex, and what they are. */
    private static byte[] annotatedBytes() {
        StringBuilder hex = new StringBuilder();
        annotations().lines().forEach(line -> {
            String[] columns = line.split(" +", 3);
            assertThat(hex.length() / 2).as(line).isEqualTo(Integer.parseInt(columns[0], 16));
            hex.append(columns[1]);
        });
        return HexFormat.of().parseHex(hex);
    }

    private static String annotations() {
        try (var in = AnnotatedSnapshotTest.class.getResourceAsStream("annotated-snapshot.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
