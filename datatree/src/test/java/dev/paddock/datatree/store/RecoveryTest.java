package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.State;
import dev.paddock.datatree.StateChecks;
import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.proto.CreateRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start makes of a directory, in examples; those of ZooKeeper's are in {@link GoldenDirectoriesTest}. */
class RecoveryTest {
    private static final RecoveryOptions NOT_NEW = new RecoveryOptions(false, false, false);
    private static final RecoveryOptions TRUST_EMPTY = new RecoveryOptions(true, true, false);
    private static final RecoveryOptions DROP_DAMAGED_END = new RecoveryOptions(true, false, true);
    private static final Path SNAPSHOTS = StoreUnderTest.DIRECTORIES.snapshots();
    private static final Path LOGS = StoreUnderTest.DIRECTORIES.logs();

    private SimulatedDisk disk;
    private StoreUnderTest store;

    @BeforeEach
    void start() throws IOException {
        disk = new SimulatedDisk(1);
        store = StoreUnderTest.withoutSnapshots(disk, new Random(1));
        store.start();
        write(10);
    }

    private void write(int count) {
        store.write(count);
        store.sync();
    }

    private static Recovered recover(DiskImage image, RecoveryOptions options) throws IOException {
        return new Recovery(image.disk(), StoreUnderTest.DIRECTORIES, options, Hashing.seeded(new Random(1)), () -> 0)
                .recover();
    }

    private static Recovered recover(DiskImage image) throws IOException {
        return recover(image, RecoveryOptions.DEFAULTS);
    }

    @Test
    void anEmptyDirectoryIsANewDatabaseIfItMayBe() throws IOException {
        assertThat(recover(new DiskImage()).state().lastZxid()).isEqualTo(Zxid.ZERO);
        assertThatThrownBy(() -> recover(new DiskImage(), NOT_NEW))
                .isInstanceOf(UnrecoverableException.class)
                .hasMessageContainingAll(SNAPSHOTS.toString(), "db.autocreate", "initialize");
    }

    /** Z3642, Z2325: all snapshots are gone. */
    @Test
    void logsWithoutASnapshotAreTheWholeHistoryOnlyIfSomeoneSaysSo() throws IOException {
        DiskImage image = DiskImage.of(disk).without(SNAPSHOTS.resolve("snapshot.0"));

        assertThatThrownBy(() -> recover(image))
                .isInstanceOf(UnrecoverableException.class)
                .hasMessageContainingAll(SNAPSHOTS.toString(), LOGS.toString(), "snapshot.trust.empty=true");
        StateChecks.sameContent(recover(image, TRUST_EMPTY).state(), store.state());
    }

    @Test
    void trustDoesNotMakeUpForMissingLogs() throws IOException {
        store.roll();
        write(5);
        DiskImage image =
                DiskImage.of(disk).without(SNAPSHOTS.resolve("snapshot.0")).without(LOGS.resolve("log.1"));

        assertThatThrownBy(() -> recover(image, TRUST_EMPTY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(LOGS.resolve("log.b").toString());
    }

    @Test
    void whenNoSnapshotCanBeUsedTheMessageNamesEachAndTheRemedy() throws IOException {
        store.snapshot(SnapshotCompression.GZ);
        DiskImage image = DiskImage.of(disk)
                .withFlippedBit(SNAPSHOTS.resolve("snapshot.0"), 300)
                .withFlippedBit(SNAPSHOTS.resolve("snapshot.a.gz"), 300);

        assertThatThrownBy(() -> recover(image))
                .isInstanceOf(UnrecoverableException.class)
                .hasMessageContainingAll("snapshot.0", "snapshot.a.gz", "from a backup", "empty directory");
    }

    @Test
    void aDamagedSnapshotBeyondTheLogProvesThatTransactionsAreMissing() throws IOException {
        store.snapshot(SnapshotCompression.NONE);
        DiskImage image = DiskImage.of(disk)
                .withFlippedBit(SNAPSHOTS.resolve("snapshot.a"), 300)
                .without(LOGS.resolve("log.1"));

        assertThatThrownBy(() -> recover(image))
                .isInstanceOf(UnrecoverableException.class)
                .hasMessageContainingAll("ends at 0x0", "snapshot.a", "from a backup", "empty directory");
    }

    /** With the first transaction of an epoch behind it, the hole in the log cannot be seen. */
    @Test
    void theLogIsNotReplayedPastASnapshotFromALeaderThatIsDamaged() throws IOException {
        store.newEpoch();
        write(5);
        store.install(store.otherHistory(Zxid.of(1, 5), 3));
        Zxid installed = store.state().lastZxid();
        store.newEpoch();
        write(5);
        Path snapshot = store.snapshots.newestFirst().get(0).path();
        DiskImage image = DiskImage.of(disk);
        assertThat(recover(image).state().lastZxid()).isEqualTo(store.state().lastZxid());

        assertThat(installed.epoch()).isLessThan(store.state().lastZxid().epoch());
        assertThatThrownBy(() -> recover(image.withFlippedBit(snapshot, 300)))
                .isInstanceOf(UnrecoverableException.class)
                .hasMessageContainingAll(snapshot.toString(), "cannot be used", "from a backup", "empty directory");
    }

    /** What it holds of lost transactions must not come back when others have taken their zxids. */
    @Test
    void aSnapshotThatTheLogDoesNotCompleteIsSetAside() throws IOException {
        State fuzzy = store.state();
        store.snapshots
                .write(new Zxid(8), SnapshotCompression.NONE, new StateSnapshot(fuzzy))
                .publish();
        byte[] log = DiskImage.of(disk).bytes(LOGS.resolve("log.1"));
        int ninth;
        try (LogReader reader =
                new LogReader(disk, LogFile.startingAt(LOGS, new Zxid(1)), new Zxid(9), LogReader.DamagedEnd.REFUSE)) {
            ninth = (int) reader.next().end();
        }
        SimulatedDisk cut = DiskImage.of(disk)
                .with(LOGS.resolve("log.1"), Arrays.copyOf(log, ninth))
                .disk();

        Recovered recovered = StoreUnderTest.recover(cut);

        assertThat(recovered.state().lastZxid()).isEqualTo(new Zxid(9));
        StateChecks.sameContent(
                recovered.state(),
                store.history().states().get(recovered.state().lastZxid()));
        assertThat(recovered.report().warnings())
                .anyMatch(warning -> warning.contains("still being written"))
                .anyMatch(warning -> warning.contains("incomplete-snapshot.8"));
        assertThat(cut.list(SNAPSHOTS)).contains("incomplete-snapshot.8").doesNotContain("snapshot.8");
    }

    /** ZooKeeper syncs no directory, so what it leaves when it is killed may be in memory only. */
    @Test
    void whatAStartHasReadSurvivesALossOfPower() throws IOException {
        store.roll();
        write(5);
        store.snapshot(SnapshotCompression.NONE);
        store.roll();
        write(5);
        DiskImage image = DiskImage.of(disk);
        for (long seed = 0; seed < 20; seed++) {
            SimulatedDisk killed = image.disk(seed);
            StoreUnderTest.recover(killed);
            killed.crash();
            killed.restart();
            StateChecks.sameContent(StoreUnderTest.recover(killed).state(), store.state());
        }
    }

    /** Z2354, Z1621, Z2332: none of these needs a person who deletes files. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 400})
    void anEmptyNewestLogIsClearedAway(int size) throws IOException {
        byte[] bytes = new byte[size];
        if (size >= 16) {
            System.arraycopy(DiskImage.of(disk).bytes(LOGS.resolve("log.1")), 0, bytes, 0, 16);
        }
        SimulatedDisk crashed =
                DiskImage.of(disk).with(LOGS.resolve("log.b"), bytes).disk();

        StateChecks.sameContent(StoreUnderTest.recover(crashed).state(), store.state());
        assertThat(crashed.list(LOGS)).containsExactly("log.1");
    }

    @Test
    void aLastRecordWithAWrongChecksumIsDroppedOnlyIfSomeoneSaysSo() throws IOException {
        DiskImage sound = DiskImage.of(disk);
        long end;
        try (LogReader reader =
                new LogReader(disk, LogFile.startingAt(LOGS, new Zxid(1)), new Zxid(10), LogReader.DamagedEnd.REFUSE)) {
            end = reader.next().end();
        }
        DiskImage damaged = sound.withFlippedBit(LOGS.resolve("log.1"), 8 * (end - 2));

        assertThatThrownBy(() -> recover(damaged)).isInstanceOf(DamagedLogException.class);
        Recovered recovered = recover(damaged, DROP_DAMAGED_END);
        assertThat(recovered.state().lastZxid()).isEqualTo(new Zxid(9));
        assertThat(recovered.report().cutBytes()).isPositive();
        assertThat(recovered.report().warnings()).anyMatch(warning -> warning.contains("kept in"));
    }

    /** The limit of the format: such a record cannot be told from one that a crash has left without that sector. */
    @Test
    void aDamagedRecordWithASectorOfZerosLooksTornAndIsReported() throws IOException {
        byte[] zeros = new byte[2000];
        store.write(new CreateRequest(
                OpCode.CREATE,
                Utf8.of("/zeros"),
                Bytes.wrap(zeros),
                Acl.OPEN,
                CreateMode.PERSISTENT.flags(),
                CreateRequest.NO_TTL));
        write(3);
        long start;
        try (LogReader reader =
                new LogReader(disk, LogFile.startingAt(LOGS, new Zxid(1)), new Zxid(11), LogReader.DamagedEnd.REFUSE)) {
            start = reader.next().offset();
        }

        Recovered recovered = recover(DiskImage.of(disk).withFlippedBit(LOGS.resolve("log.1"), 8 * (start + 20)));

        assertThat(recovered.state().lastZxid()).isEqualTo(new Zxid(10));
        assertThat(recovered.report().cutBytes()).isGreaterThan(zeros.length);
        assertThat(recovered.report().warnings()).anyMatch(warning -> warning.contains("kept in"));
    }

    /** Z4689: ids of ACLs are given anew in each snapshot, and only to those that its znodes have. */
    @Test
    void aclsAreRightWhateverChangedWhileASnapshotWasWritten() throws IOException {
        for (int i = 0; i < 20; i++) {
            store.write(10);
            store.beginSnapshot();
            store.write(10);
            store.sync();
            store.runJobs();
            StateChecks.sameContent(recover(DiskImage.of(disk)).state(), store.state());
        }
        assertThat(store.published).hasSize(20);
    }

    /** Z1797, Z2574: a start is possible from each snapshot that a purge leaves. */
    @Test
    void afterAPurgeEachSnapshotThatIsLeftLeadsToTheSameState() throws IOException {
        for (int i = 0; i < 6; i++) {
            store.roll();
            write(4);
            store.snapshot(SnapshotCompression.NONE);
            write(4);
        }
        store.purge(3);
        DiskImage image = DiskImage.of(disk);
        List<SnapshotFile> left = store.snapshots.newestFirst();
        assertThat(left).hasSize(3);
        for (SnapshotFile snapshot : left) {
            Recovered recovered = recover(image);
            assertThat(recovered.report().snapshot()).isEqualTo(snapshot);
            StateChecks.sameContent(recovered.state(), store.state());
            image = image.without(snapshot.path());
        }
    }

    /** Z2845, Z3911: it either is as it was, or it is what the leader has. */
    @Test
    void anInstallationThatWasInterruptedIsFinished() throws IOException {
        State other = store.otherHistory(new Zxid(4), 3);
        write(5);
        store.snapshot(SnapshotCompression.NONE);
        Snapshots.Draft draft =
                store.snapshots.write(other.lastZxid(), SnapshotCompression.NONE, new StateSnapshot(other));
        draft.receive();

        Recovered recovered = recover(DiskImage.of(disk));

        StateChecks.sameContent(recovered.state(), other);
        assertThat(recovered.report().warnings()).anyMatch(warning -> warning.contains("interrupted"));
    }

    @Test
    void aReceivedSnapshotThatIsDamagedTakesNoOthersPlace() throws IOException {
        State other = store.otherHistory(new Zxid(4), 3);
        Snapshots.Draft draft =
                store.snapshots.write(other.lastZxid(), SnapshotCompression.NONE, new StateSnapshot(other));
        draft.receive();
        Path received = store.snapshots.received().orElseThrow().path();
        SimulatedDisk damaged = DiskImage.of(disk).withFlippedBit(received, 300).disk();

        assertThatThrownBy(() -> StoreUnderTest.recover(damaged))
                .isInstanceOf(UnrecoverableException.class)
                .hasMessageContainingAll(received.toString(), "empty directory");
        assertThat(damaged.list(SNAPSHOTS)).contains("snapshot.0");
        assertThat(damaged.list(LOGS)).containsExactly("log.1");
    }

    @Test
    void anOlderStateThatIsInstalledEndsTheHistoryBehindIt() throws IOException {
        store.snapshot(SnapshotCompression.NONE);
        write(5);
        store.install(store.otherHistory(new Zxid(7), 0));

        assertThat(store.snapshots.newestFirst())
                .extracting(SnapshotFile::name)
                .containsExactly("snapshot.7", "snapshot.0");
        write(5);
        StateChecks.sameContent(recover(DiskImage.of(disk)).state(), store.state());
    }
}
