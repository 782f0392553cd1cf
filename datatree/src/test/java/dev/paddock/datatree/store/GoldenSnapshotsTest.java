package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.datatree.store.RecordedSnapshot.Recorder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every snapshot that ZooKeeper 3.4 to 3.9 left us. */
class GoldenSnapshotsTest {
    /** A line of {@code golden-snapshots.txt}. */
    record Expected(String file, String znodes, String sessions, String acls, String digest, String lastZxid) {
        static Expected parse(String line) {
            String[] columns = line.split(" \\| ");
            return new Expected(columns[0], columns[1].strip(), columns[2], columns[3], columns[4], columns[5]);
        }
    }

    @Test
    void thereIsAnExpectationForEverySnapshot() throws IOException {
        assertThat(expectations().map(line -> line.split(" \\| ")[0])).isEqualTo(GoldenSnapshots.all());
    }

    @ParameterizedTest
    @MethodSource
    void aSoundSnapshotHoldsWhatAnotherReaderFoundInIt(Expected expected) throws IOException {
        RecordedSnapshot snapshot = RecordedSnapshot.read(plainBytes(expected.file()));

        assertThat(new Expected(
                        expected.file(),
                        "" + snapshot.nodes().size(),
                        "" + snapshot.sessions().size(),
                        "" + snapshot.acls().size(),
                        digest(snapshot.trailer()),
                        lastZxid(snapshot.trailer())))
                .isEqualTo(expected);
    }

    static Stream<Expected> aSoundSnapshotHoldsWhatAnotherReaderFoundInIt() {
        return expectations().filter(line -> !line.endsWith("damaged")).map(Expected::parse);
    }

    /** The one set that 3.9.5 wrote with a section that it cannot read itself is left out. */
    @ParameterizedTest
    @MethodSource
    void aSoundSnapshotIsWrittenAgainByteForByte(Expected expected) throws IOException {
        byte[] bytes = plainBytes(expected.file());

        assertThat(RecordedSnapshot.read(bytes).toBytes()).isEqualTo(bytes);
    }

    static Stream<Expected> aSoundSnapshotIsWrittenAgainByteForByte() {
        return aSoundSnapshotHoldsWhatAnotherReaderFoundInIt()
                .filter(expected -> !expected.file().startsWith("16-"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    08a-newest-snapshot-empty/data/version-2/snapshot.15        | a header of 16 bytes, found the end
                    08b-newest-snapshot-truncated/data/version-2/snapshot.15    | the length of a path of 4 bytes, found the end after 1
                    08c-newest-snapshot-bad-checksum/data/version-2/snapshot.15 | the checksum e9ace000 before this, found 292bdf86
                    08d-all-snapshots-bad-checksum/data/version-2/snapshot.0    | the checksum ed883bc3 before this, found b8a23b49
                    08d-all-snapshots-bad-checksum/data/version-2/snapshot.7    | the checksum 7bc37693 before this, found 58867619
                    08d-all-snapshots-bad-checksum/data/version-2/snapshot.e    | the checksum 6a30a9d0 before this, found 694aa956
                    08d-all-snapshots-bad-checksum/data/version-2/snapshot.15   | the checksum 7bae000 before this, found 292bdf86
                    """)
    void aDamagedSnapshotSaysWhatWasExpected(String file, String message) {
        assertThat(expectations()).contains(file + " | damaged");
        assertThatThrownBy(() -> RecordedSnapshot.read(plainBytes(file)))
                .isInstanceOf(UnusableSnapshotException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theStreamOfTheAdminServerIsASnapshotFile() throws IOException {
        RecordedSnapshot stream =
                RecordedSnapshot.read(GoldenSnapshots.bytes("27-admin-snapshot-stream/snapshot-stream.bin"));

        assertThat(stream.trailer().lastProcessedZxid())
                .hasValueSatisfying(zxid -> assertThat(zxid.value()).isEqualTo(7));
    }

    @Test
    void compressionMakesNoDifference() throws IOException {
        RecordedSnapshot plain =
                RecordedSnapshot.read(plainBytes("02-snapshot-and-log-split/data/version-2/snapshot.41"));

        assertThat(RecordedSnapshot.read(plainBytes("03-gz-snapshot/data/version-2/snapshot.41.gz")))
                .isEqualTo(plain);
        assertThat(RecordedSnapshot.read(plainBytes("04-snappy-snapshot/data/version-2/snapshot.41.snappy")))
                .isEqualTo(plain);
    }

    @Test
    void whatIsReadFromACompressedStreamIsTheSameAsItsLengthIsNotKnown() throws IOException {
        byte[] file = GoldenSnapshots.bytes("04-snappy-snapshot/data/version-2/snapshot.41.snappy");
        Recorder recorder = new Recorder();

        SnapshotTrailer trailer = SnapshotReader.read(
                "a stream", new SnappyInput(new ByteArrayInputStream(file)), Long.MAX_VALUE, recorder);

        assertThat(recorder.with(trailer))
                .isEqualTo(RecordedSnapshot.read(plainBytes("02-snapshot-and-log-split/data/version-2/snapshot.41")));
    }

    private static Stream<String> expectations() {
        try (var in = GoldenSnapshotsTest.class.getResourceAsStream("golden-snapshots.txt")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.stream().skip(1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] plainBytes(String file) throws IOException {
        String suffix = file.substring(file.lastIndexOf('.'));
        for (SnapshotCompression compression : SnapshotCompression.values()) {
            if (compression.suffix().equals(suffix)) {
                return compression
                        .decompress(new ByteArrayInputStream(GoldenSnapshots.bytes(file)))
                        .readAllBytes();
            }
        }
        return GoldenSnapshots.bytes(file);
    }

    private static String digest(SnapshotTrailer trailer) {
        return trailer.digest()
                .map(digest -> Long.toHexString(digest.zxid().value()) + ":"
                        + digest.digest().treeDigest())
                .orElse("-");
    }

    private static String lastZxid(SnapshotTrailer trailer) {
        return trailer.lastProcessedZxid()
                .map(zxid -> Long.toHexString(zxid.value()))
                .orElse("-");
    }
}
