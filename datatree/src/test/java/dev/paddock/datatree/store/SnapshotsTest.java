package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.datatree.store.RecordedSnapshot.RecordedNode;
import dev.paddock.datatree.store.RecordedSnapshot.Recorder;
import dev.paddock.datatree.store.disk.RealDisk;
import dev.paddock.datatree.store.disk.SimulatedCrash;
import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotsTest {
    private static final Path DIRECTORY = Path.of("/data/version-2");

    @TempDir
    Path directory;

    private Snapshots snapshots;

    @BeforeEach
    void open() {
        snapshots = new Snapshots(new RealDisk(), directory);
    }

    @ParameterizedTest
    @EnumSource
    void aPublishedSnapshotIsThereUnderItsNameAndIsWhatWasWritten(SnapshotCompression compression) throws IOException {
        RecordedSnapshot state = state("state", 300);

        SnapshotFile published =
                snapshots.write(new Zxid(0x1_0000_00AFL), compression, state).publish();

        assertThat(filesIn(directory)).containsExactly("snapshot.1000000af" + compression.suffix());
        assertThat(snapshots.newestFirst()).containsExactly(published);
        assertThat(snapshots.looksComplete(published)).isTrue();
        assertThat(read(snapshots, published)).isEqualTo(state);
    }

    @Test
    void aDraftIsNoSnapshot() throws IOException {
        Snapshots.Draft draft = snapshots.write(new Zxid(5), SnapshotCompression.NONE, state("a", 1));

        assertThat(snapshots.newestFirst()).isEmpty();
        assertThat(snapshots.lookAlikes()).isEmpty();
        draft.discard();
        assertThat(filesIn(directory)).isEmpty();
    }

    @Test
    void publishingReplacesAnOlderFileOfThatName() throws IOException {
        snapshots.write(new Zxid(5), SnapshotCompression.NONE, state("old", 1)).publish();
        SnapshotFile newer = snapshots
                .write(new Zxid(5), SnapshotCompression.NONE, state("new", 1))
                .publish();

        assertThat(snapshots.newestFirst()).containsExactly(newer);
        assertThat(read(snapshots, newer)).isEqualTo(state("new", 1));
    }

    @Test
    void contentThatFailsLeavesNothingBehind() throws IOException {
        IOException full = new IOException("No space left on device");

        assertThatThrownBy(() -> snapshots.write(new Zxid(5), SnapshotCompression.GZ, out -> {
                    throw full;
                }))
                .isSameAs(full);
        assertThat(filesIn(directory)).isEmpty();
    }

    @Test
    void draftsThatACrashLeftAreRemovedAndNothingElse() throws IOException {
        snapshots.write(new Zxid(4), SnapshotCompression.NONE, state("a", 1)).publish();
        snapshots.write(new Zxid(5), SnapshotCompression.NONE, state("b", 1));
        snapshots.write(new Zxid(6), SnapshotCompression.SNAPPY, state("c", 1));
        touch("snapshot.7.tmp", ".tmp-acceptedEpoch", "log.1");

        snapshots.removeDrafts();

        assertThat(filesIn(directory)).containsExactly(".tmp-acceptedEpoch", "log.1", "snapshot.4", "snapshot.7.tmp");
    }

    @Test
    void newestFirstAndPlainBeforeCompressed() throws IOException {
        touch("snapshot.9", "snapshot.10", "snapshot.f.gz", "snapshot.34.snappy", "snapshot.34", "snapshot.34.gz");

        assertThat(snapshots.newestFirst())
                .extracting(SnapshotFile::name)
                .containsExactly(
                        "snapshot.34",
                        "snapshot.34.gz",
                        "snapshot.34.snappy",
                        "snapshot.10",
                        "snapshot.f.gz",
                        "snapshot.9");
    }

    @ParameterizedTest
    @CsvSource({
        "snapshot.0, 0, NONE",
        "snapshot.0015, 15, NONE",
        "snapshot.7fffffffffffffff, 7fffffffffffffff, NONE",
        "snapshot.000000000000000000001, 1, NONE",
        "snapshot.a.gz, a, GZ",
        "snapshot.1000000ff.snappy, 1000000ff, SNAPPY"
    })
    void aNameSaysZxidAndCompression(String name, String zxid, SnapshotCompression compression) {
        assertThat(SnapshotFile.ofName(directory, name))
                .contains(new SnapshotFile(directory.resolve(name), new Zxid(Long.parseLong(zxid, 16)), compression));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "snapshot.",
                "snapshot.zz",
                "snapshot.15.bak",
                "snapshot.15.tmp",
                "snapshot.15.gz.tmp",
                "snapshot.15.GZ",
                "snapshot.1F",
                "Snapshot.15",
                "snapshot.-1",
                "snapshot.8000000000000000",
                "snapshot.ffffffffffffffff"
            })
    void aLookAlikeIsReportedAndNotUsed(String name) throws IOException {
        touch(name);

        assertThat(snapshots.lookAlikes()).containsExactly(name);
        assertThat(snapshots.newestFirst()).isEmpty();
    }

    @Test
    void theSuffixedNamesThatZooKeeperWouldUseAreLookAlikes() throws IOException {
        Snapshots golden = new Snapshots(new RealDisk(), GoldenSnapshots.file("12-suffixed-names/data/version-2"));

        assertThat(golden.lookAlikes()).containsExactly("snapshot.0015.bak", "snapshot.zz");
        assertThat(golden.newestFirst())
                .extracting(SnapshotFile::name)
                .containsExactly("snapshot.e", "snapshot.7", "snapshot.0");
    }

    /** What ZooKeeper would try: damage inside goes unnoticed here, and so does a compressed file that is cut. */
    @ParameterizedTest
    @CsvSource({
        "08a-newest-snapshot-empty, snapshot.15, false",
        "08b-newest-snapshot-truncated, snapshot.15, false",
        "08c-newest-snapshot-bad-checksum, snapshot.15, true",
        "05-many-logs, snapshot.15, true",
        "03-gz-snapshot, snapshot.41.gz, true",
        "04-snappy-snapshot, snapshot.41.snappy, true"
    })
    void theQuickTestLooksAtAFewBytes(String set, String name, boolean complete) throws IOException {
        Path version2 = GoldenSnapshots.file(set + "/data/version-2");
        SnapshotFile snapshot = SnapshotFile.ofName(version2, name).orElseThrow();

        assertThat(new Snapshots(new RealDisk(), version2).looksComplete(snapshot))
                .isEqualTo(complete);
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyFileFailsTheQuickTestAndIsUnusable(SnapshotCompression compression) throws IOException {
        touch("snapshot.5" + compression.suffix());
        SnapshotFile empty = snapshots.newestFirst().get(0);

        assertThat(snapshots.looksComplete(empty)).isFalse();
        assertThatThrownBy(() -> snapshots.read(empty, new Recorder()))
                .isInstanceOf(UnusableSnapshotException.class)
                .hasMessageContaining("snapshot.5" + compression.suffix() + ", byte 0: ");
    }

    @Test
    void aFileThatIsNotThereIsUnusable() {
        SnapshotFile missing = SnapshotFile.of(directory, new Zxid(5), SnapshotCompression.NONE);

        assertThatThrownBy(() -> snapshots.read(missing, new Recorder())).isInstanceOf(UnusableSnapshotException.class);
    }

    @Test
    void onlySnapshotsWithRightSealsCountAsVerified() throws IOException {
        assertThat(verified("08c-newest-snapshot-bad-checksum", 2)).containsExactly("snapshot.e", "snapshot.7");
        assertThat(verified("05-many-logs", 2)).containsExactly("snapshot.15", "snapshot.e");
        assertThat(verified("05-many-logs", 9)).hasSize(4);
        assertThat(verified("08d-all-snapshots-bad-checksum", 1)).isEmpty();
    }

    private static List<String> verified(String set, int count) throws IOException {
        return new Snapshots(new RealDisk(), GoldenSnapshots.file(set + "/data/version-2"))
                .newestVerified(count).stream().map(SnapshotFile::name).toList();
    }

    /** A crash in any operation of the disk, under several seeds: a name is only ever that of a whole snapshot. */
    @ParameterizedTest
    @EnumSource
    void aCrashAnywhereLeavesWholeSnapshotsOnly(SnapshotCompression compression) throws IOException {
        RecordedSnapshot old = state("old", 30);
        RecordedSnapshot fresh = state("fresh", 700);
        boolean finished = false;
        for (int operation = 0; !finished; operation++) {
            for (long seed = 0; seed < 4; seed++) {
                String crash = "operation " + operation + ", seed " + seed;
                SimulatedDisk disk = new SimulatedDisk(seed);
                disk.createDirectories(DIRECTORY);
                Snapshots before = new Snapshots(disk, DIRECTORY);
                before.write(new Zxid(4), compression, old).publish();
                disk.crashAt(disk.operations() + operation);
                finished = !crashes(
                        () -> before.write(new Zxid(9), compression, fresh).publish());
                if (finished) {
                    disk.crash();
                }
                disk.restart();

                Snapshots after = new Snapshots(disk, DIRECTORY);
                List<SnapshotFile> found = after.newestFirst();
                if (finished) {
                    assertThat(found).as(crash).hasSize(2);
                }
                for (SnapshotFile snapshot : found) {
                    assertThat(read(after, snapshot))
                            .as(crash)
                            .isEqualTo(snapshot.zxid().value() == 4 ? old : fresh);
                }
                assertThat(found).as(crash).anyMatch(snapshot -> snapshot.zxid().value() == 4);
                after.removeDrafts();
                assertThat(disk.list(DIRECTORY)).as(crash).hasSameSizeAs(found);
            }
        }
    }

    @Test
    void aFaultOfTheDiskAnywhereIsReportedAndLeavesTheOldSnapshot() throws IOException {
        RecordedSnapshot old = state("old", 30);
        boolean finished = false;
        for (int operation = 0; !finished; operation++) {
            SimulatedDisk disk = new SimulatedDisk(operation);
            disk.createDirectories(DIRECTORY);
            Snapshots faulty = new Snapshots(disk, DIRECTORY);
            SnapshotFile published =
                    faulty.write(new Zxid(4), SnapshotCompression.NONE, old).publish();
            disk.failAt(disk.operations() + operation);
            finished = !fails(() -> faulty.write(new Zxid(9), SnapshotCompression.NONE, state("fresh", 700))
                    .publish());

            assertThat(read(faulty, published)).as("operation " + operation).isEqualTo(old);
        }
    }

    interface DiskAction {
        void run() throws IOException;
    }

    private static boolean crashes(DiskAction action) throws IOException {
        try {
            action.run();
            return false;
        } catch (SimulatedCrash crash) {
            return true;
        }
    }

    private static boolean fails(DiskAction action) {
        try {
            action.run();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static RecordedSnapshot read(Snapshots from, SnapshotFile snapshot) throws IOException {
        Recorder recorder = new Recorder();
        return recorder.with(from.read(snapshot, recorder));
    }

    /** So many znodes with noise in them, so that a compressed file of them is large too. */
    private static RecordedSnapshot state(String name, int znodes) {
        Random random = new Random(name.hashCode());
        Recorder recorder = new Recorder();
        recorder.nodes.add(RecordedNode.of("", Bytes.ofText(name), 0));
        for (int i = 0; i < znodes; i++) {
            byte[] data = new byte[100];
            random.nextBytes(data);
            recorder.nodes.add(RecordedNode.of("/" + name + "-" + i, Bytes.wrap(data), i));
        }
        return recorder.with(SnapshotTrailer.NONE);
    }

    private void touch(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(directory.resolve(name));
        }
    }

    private static List<String> filesIn(Path directory) throws IOException {
        return new RealDisk().list(directory);
    }
}
