package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.State;
import dev.paddock.datatree.StateChecks;
import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TruncationTest {
    private SimulatedDisk disk;
    private StoreUnderTest store;

    @BeforeEach
    void start() throws IOException {
        disk = new SimulatedDisk(1);
        store = StoreUnderTest.withoutSnapshots(disk, new Random(1));
        store.start();
        write(10);
    }

    /** Z5010, Z4837: a snapshot newer than the cut was loaded, and with it what should be gone. */
    @Test
    void noSnapshotAboveTheCutIsUsed() throws IOException {
        store.snapshot(SnapshotCompression.NONE);
        write(10);
        store.snapshot(SnapshotCompression.GZ);
        write(5);

        assertThat(store.truncate(new Zxid(14))).isTrue();

        assertThat(snapshots()).containsExactly("snapshot.a", "snapshot.0");
        assertThat(recovered()).isEqualTo(new Zxid(14));
    }

    /** A fuzzy snapshot of ZooKeeper's may be older than the cut by its name, and hold what comes behind it. */
    @Test
    void aSnapshotThatWasStillBeingWrittenAtTheCutIsNotUsedEither() throws IOException {
        write(10);
        fuzzy(new Zxid(10), store.state());
        assertThat(snapshots()).contains("snapshot.a");

        assertThat(store.truncate(new Zxid(14))).isTrue();
        write(10);

        assertThat(snapshots()).containsExactly("snapshot.0");
        StateChecks.sameContent(StoreUnderTest.recover(disk).state(), store.state());
    }

    /** Z1154, Z1156, Z1489: what cannot be truncated to is left alone, and the leader has to send a snapshot. */
    @Test
    void withoutTheTransactionNothingChanges() throws IOException {
        store.newEpoch();
        write(5);
        List<LogFile> logs = store.log.files();

        assertThat(store.truncate(new Zxid(11))).as("between two epochs").isFalse();
        assertThat(store.truncate(Zxid.of(1, 9))).as("beyond the end").isFalse();

        assertThat(store.log.files()).isEqualTo(logs);
        assertThat(recovered()).isEqualTo(Zxid.of(1, 5));
    }

    @Test
    void withoutASnapshotToBeginFromNothingChanges() throws IOException {
        store.roll();
        write(10);
        store.snapshot(SnapshotCompression.NONE);
        store.purge(1);
        write(5);

        assertThat(store.truncate(new Zxid(15))).isFalse();

        assertThat(recovered()).isEqualTo(new Zxid(25));
    }

    /** With the first transaction of an epoch behind it, the hole in the log cannot be seen. */
    @Test
    void norWhereTheLogLooksWhole() throws IOException {
        store.install(store.otherHistory(new Zxid(10), 3));
        SnapshotFile installed = store.snapshots.newestFirst().get(0);
        store.newEpoch();
        write(4);
        DiskImage damaged = DiskImage.of(disk).withFlippedBit(installed.path(), 200);

        assertThat(truncate(
                        DiskImage.of(disk), new Zxid(store.state().lastZxid().value() - 1)))
                .isTrue();
        assertThat(truncate(damaged, new Zxid(store.state().lastZxid().value() - 1)))
                .isFalse();
    }

    @Test
    void whatCameAsASnapshotCanBeTheCut() throws IOException {
        store.install(store.otherHistory(new Zxid(10), 3));
        Zxid installed = store.state().lastZxid();
        write(4);

        assertThat(store.truncate(installed)).isTrue();

        assertThat(recovered()).isEqualTo(installed);
    }

    /** What is missing in the log came as a snapshot, so the way from an older one is no way. */
    @Test
    void thereIsNoWayPastASnapshotThatIsDamaged() throws IOException {
        store.install(store.otherHistory(new Zxid(10), 3));
        SnapshotFile installed = store.snapshots.newestFirst().get(0);
        write(4);
        Zxid inItsEpoch = store.state().lastZxid();
        store.newEpoch();
        write(4);
        DiskImage damaged = DiskImage.of(disk).withFlippedBit(installed.path(), 200);

        assertThat(truncate(damaged, inItsEpoch)).isFalse();
        assertThat(truncate(damaged, store.state().lastZxid())).isFalse();
    }

    private static boolean truncate(DiskImage image, Zxid last) throws IOException {
        SimulatedDisk disk = image.disk();
        Snapshots snapshots = new Snapshots(disk, StoreUnderTest.DIRECTORIES.snapshots());
        return new Truncation(snapshots, new TxnLog(disk, StoreUnderTest.DIRECTORIES.logs(), false)).to(last);
    }

    private void write(int count) {
        store.write(count);
        store.sync();
    }

    /** As ZooKeeper writes it: named by where it began, with what came in while it was written. */
    private void fuzzy(Zxid named, State reached) throws IOException {
        store.snapshots
                .write(named, SnapshotCompression.NONE, new StateSnapshot(reached))
                .publish();
    }

    private List<String> snapshots() throws IOException {
        return store.snapshots.newestFirst().stream().map(SnapshotFile::name).toList();
    }

    private Zxid recovered() throws IOException {
        disk.crash();
        disk.restart();
        StoreUnderTest next = store.next(new Random(2));
        next.start();
        return next.state().lastZxid();
    }
}
