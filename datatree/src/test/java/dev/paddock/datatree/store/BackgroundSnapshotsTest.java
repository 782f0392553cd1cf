package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.State;
import dev.paddock.datatree.op.Database;
import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackgroundSnapshotsTest implements BackgroundSnapshots.Listener {
    private final Deque<Runnable> jobs = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final List<Long> rests = new ArrayList<>();
    private final Database database = new Database();
    private SimulatedDisk disk;
    private Snapshots snapshots;
    private BackgroundSnapshots background;

    @BeforeEach
    void open() throws IOException {
        disk = TestLogs.disk(1);
        snapshots = new Snapshots(disk, TestLogs.DIRECTORY);
        background =
                new BackgroundSnapshots(snapshots, SnapshotCompression.NONE, jobs::add, rests::add, Zxid.ZERO, this);
    }

    @Test
    void whatIsNotDurableYetIsWrittenButNotPublished() throws IOException {
        assertThat(background.begin(stateAt(5))).isTrue();
        runJobs();
        background.durable(new Zxid(4));
        runJobs();

        assertThat(snapshots.newestFirst()).isEmpty();
        assertThat(told).isEmpty();

        background.durable(new Zxid(5));
        runJobs();

        assertThat(told).containsExactly("published snapshot.5");
        assertThat(snapshots.newestVerified(9)).hasSize(1);
    }

    @Test
    void whatIsDurableAlreadyIsPublishedAtOnce() {
        background.durable(new Zxid(9));
        background.begin(stateAt(5));
        runJobs();

        assertThat(told).containsExactly("published snapshot.5");
    }

    @Test
    void theLogMayBecomeDurableBeforeTheSnapshotIsWritten() {
        background.begin(stateAt(5));
        background.durable(new Zxid(7));
        runJobs();

        assertThat(told).containsExactly("published snapshot.5");
    }

    @Test
    void oneIsWrittenAtATime() throws IOException {
        background.begin(stateAt(5));
        assertThat(background.begin(stateAt(6)))
                .as("while one is being written")
                .isFalse();
        runJobs();
        assertThat(background.begin(stateAt(7)))
                .as("while one waits for the log")
                .isFalse();
        background.durable(new Zxid(8));
        assertThat(background.begin(stateAt(8)))
                .as("while one is being published")
                .isFalse();
        runJobs();
        assertThat(background.begin(stateAt(9))).isTrue();
        background.durable(new Zxid(9));
        runJobs();

        assertThat(told).containsExactly("published snapshot.5", "published snapshot.9");
        assertThat(disk.list(TestLogs.DIRECTORY)).containsExactly("snapshot.5", "snapshot.9");
    }

    @Test
    void aLargeOneLeavesTheDiskToOthersNowAndThen() {
        background.durable(new Zxid(10_000));
        operationsOfOne(4);
        assertThat(rests).isEmpty();
        told.clear();
        operationsOfOne(9_000);

        assertThat(rests).hasSizeBetween(2, 4);
    }

    @Test
    void aFailureIsToldAndTheNextOneMaySucceed() throws IOException {
        background.durable(new Zxid(100));
        long perSnapshot = operationsOfOne(4);
        for (long fault = 0; fault < perSnapshot; fault++) {
            told.clear();
            State state = stateAt(5 + fault);
            disk.failAt(disk.operations() + fault);
            assertThat(background.begin(state)).isTrue();
            runJobs();

            assertThat(told).as("fault at %d", fault).hasSize(1);
            assertThat(told.get(0)).startsWith("failed " + state.lastZxid()).contains("simulated fault");
        }
        told.clear();
        background.begin(stateAt(50));
        runJobs();
        assertThat(told).containsExactly("published snapshot.32");
    }

    private long operationsOfOne(long zxid) {
        long before = disk.operations();
        background.begin(stateAt(zxid));
        runJobs();
        assertThat(told).hasSize(1);
        return disk.operations() - before;
    }

    private State stateAt(long zxid) {
        while (database.state().lastZxid().value() < zxid) {
            database.create("/" + database.state().lastZxid());
        }
        return database.state();
    }

    private void runJobs() {
        while (!jobs.isEmpty()) {
            jobs.remove().run();
        }
    }

    @Override
    public void published(SnapshotFile snapshot) {
        told.add("published " + snapshot.name());
    }

    @Override
    public void failed(Zxid zxid, IOException cause) {
        told.add("failed " + zxid + ": " + cause.getMessage());
    }
}
