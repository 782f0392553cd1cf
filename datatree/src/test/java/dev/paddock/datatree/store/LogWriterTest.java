package dev.paddock.datatree.store;

import static dev.paddock.datatree.store.TestTransactions.sized;
import static dev.paddock.datatree.store.TestTransactions.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue and the groups; stepped, except where the thread itself is the matter. */
class LogWriterTest {
    private final AtomicLong clock = new AtomicLong();
    private final RecordingListener listener = new RecordingListener();

    private SimulatedDisk disk;
    private LogWriter writer;

    @BeforeEach
    void makeWriter() throws IOException {
        disk = TestLogs.disk(1);
        writer = writer(TestLogs.OPTIONS);
    }

    private LogWriter writer(LogOptions options) {
        return new LogWriter(disk, TestLogs.DIRECTORY, Zxid.ZERO, options, listener, clock::get);
    }

    @Test
    void allThatWaitsBecomesDurableWithOneSync() {
        append(1, 1);
        writer.step();
        long before = disk.operations();
        append(2, 20);

        assertThat(writer.step()).isTrue();
        assertThat(disk.operations() - before).as("one write, one sync").isEqualTo(2);
        assertThat(listener.durable()).containsExactly(1L, 20L);
        assertThat(writer.step()).isFalse();
    }

    @Test
    void nothingIsReportedBeforeItIsSynced() {
        append(1, 3);
        assertThat(listener.durable()).isEmpty();
        writer.step();
        disk.crash();
        disk.restart();

        assertThat(listener.durable()).containsExactly(3L);
        assertThat(replayed()).isEqualTo(TestLogs.range(1, 3));
    }

    @Test
    void aTaskRunsAfterAllBeforeItIsDurableAndBeforeAnythingLater() {
        List<String> order = new ArrayList<>();
        append(1, 2);
        writer.execute(appender -> order.add("told " + listener.durable() + ", is " + appender.durable()));
        append(3, 4);
        writer.execute(appender -> order.add("told " + listener.durable() + ", is " + appender.durable()));
        writer.step();

        assertThat(order).containsExactly("told [2], is 0x2", "told [2, 4], is 0x4");
    }

    @Test
    void aRollComesWhereItWasAskedFor() throws IOException {
        append(1, 2);
        writer.roll();
        append(3, 4);
        writer.step();

        assertThat(disk.list(TestLogs.DIRECTORY)).containsExactly("log.1", "log.3");
    }

    @Test
    void aTruncationIsATask() {
        append(1, 9);
        writer.execute(appender -> {
            appender.roll();
            assertThat(TestLogs.log(disk).truncate(new Zxid(6))).isTrue();
            appender.continueAfter(new Zxid(6));
        });
        append(7, 8);
        writer.step();

        assertThat(listener.durable()).containsExactly(9L, 8L);
        assertThat(replayed()).isEqualTo(TestLogs.range(1, 8));
    }

    @Test
    void whatDoesNotFitIsRefusedAndFitsLater() {
        writer = writer(TestLogs.OPTIONS.withMostWaiting(3, 1 << 20));
        append(1, 3);

        assertThat(writer.append(transaction(4))).isFalse();
        assertThat(writer.execute(appender -> {})).isFalse();
        writer.step();
        assertThat(writer.append(transaction(4))).isTrue();
    }

    @Test
    void bytesAreBoundedTooButOneTransactionAlwaysFits() {
        writer = writer(TestLogs.OPTIONS.withMostWaiting(1000, 1000));

        assertThat(writer.append(sized(1, 5000))).isTrue();
        assertThat(writer.append(transaction(2))).isFalse();
        writer.step();
        assertThat(writer.append(sized(2, 500))).isTrue();
        assertThat(writer.append(sized(3, 500))).isFalse();
    }

    @Test
    void aSlowSyncIsReported() {
        writer = new LogWriter(
                disk, TestLogs.DIRECTORY, Zxid.ZERO, TestLogs.OPTIONS, listener, () -> clock.addAndGet(999_000_000));
        append(1, 1);
        writer.step();
        assertThat(listener.slow()).isEmpty();

        writer = new LogWriter(
                disk,
                TestLogs.DIRECTORY,
                new Zxid(1),
                TestLogs.OPTIONS,
                listener,
                () -> clock.addAndGet(1_000_000_000));
        append(2, 2);
        writer.step();
        assertThat(listener.slow()).containsExactly(Duration.ofSeconds(1));
    }

    /** Z4882, 10.3: at each write, sync or other operation there is. */
    @Test
    void afterAFailureNothingIsAcknowledgedAndNothingTaken() throws IOException {
        long operations = operationsWithoutFault();
        for (long fault = 1; fault < operations; fault++) {
            RecordingListener told = new RecordingListener();
            SimulatedDisk failing = TestLogs.disk(fault);
            failing.failAt(fault);
            LogWriter failed = writeThreeGroups(failing, told);
            long lastTold = told.lastDurable();
            long after = failing.operations();

            assertThat(told.failures()).as("fault at %d", fault).hasSize(1);
            assertThat(told.failures().get(0))
                    .contains("simulated fault")
                    .contains("Nothing behind " + new Zxid(lastTold) + " is acknowledged")
                    .contains("bytes are free")
                    .contains("start the server again");
            assertThat(failed.append(transaction(99))).isFalse();
            assertThat(failed.execute(appender -> {})).isFalse();
            assertThat(failed.step()).isFalse();
            assertThat(failing.operations()).as("the file is not touched again").isEqualTo(after);
            assertThat(told.lastDurable()).isEqualTo(lastTold);

            failing.crash();
            failing.restart();
            List<Long> found = TestLogs.zxids(TestLogs.replay(TestLogs.log(failing), 1));
            assertThat(found).as("fault at %d", fault).isEqualTo(TestLogs.range(1, found.size()));
            assertThat((long) found.size()).as("fault at %d", fault).isGreaterThanOrEqualTo(lastTold);
        }
    }

    private long operationsWithoutFault() throws IOException {
        SimulatedDisk sound = TestLogs.disk(1);
        RecordingListener told = new RecordingListener();
        writeThreeGroups(sound, told);
        assertThat(told.durable()).containsExactly(10L, 15L, 20L, 30L);
        return sound.operations();
    }

    private LogWriter writeThreeGroups(SimulatedDisk on, RecordingListener told) {
        LogWriter threeGroups = new LogWriter(on, TestLogs.DIRECTORY, Zxid.ZERO, TestLogs.OPTIONS, told, clock::get);
        for (long zxid = 1; zxid <= 30; zxid++) {
            if (!threeGroups.append(sized(zxid, 400))) {
                return threeGroups;
            }
            if (zxid == 15) {
                threeGroups.roll();
            }
            if (zxid % 10 == 0) {
                threeGroups.step();
            }
        }
        return threeGroups;
    }

    @Test
    void aFullDiskIsAFailureThatSaysHowMuchRoomThereIs() {
        disk.setCapacity(2000);
        append(1, 50);
        writer.step();

        assertThat(listener.durable()).isEmpty();
        assertThat(listener.failures()).hasSize(1);
        assertThat(listener.failures().get(0))
                .contains("No space left on device")
                .contains("0 bytes are free there");
    }

    @Test
    void aTaskThatFailsIsAFailureOfTheLog() {
        append(1, 1);
        writer.execute(appender -> {
            throw new IllegalStateException("no such epoch");
        });
        append(2, 2);
        writer.step();

        assertThat(listener.durable()).containsExactly(1L);
        assertThat(listener.failures()).hasSize(1);
        assertThat(listener.failures().get(0)).contains("no such epoch");
        assertThat(replayed()).containsExactly(1L);
    }

    @Test
    @Timeout(60)
    void theThreadWritesAllInOrderAndEndsWhenClosed() throws InterruptedException {
        writer = writer(TestLogs.OPTIONS.withPreallocation(1 << 20).withMostWaiting(64, 1 << 20));
        Thread thread = new Thread(writer, "log");
        thread.start();
        for (long zxid = 1; zxid <= 5000; zxid++) {
            while (!writer.append(transaction(zxid))) {
                Thread.onSpinWait();
            }
        }
        writer.close();
        thread.join(TimeUnit.SECONDS.toMillis(30));

        assertThat(thread.isAlive()).isFalse();
        assertThat(writer.append(transaction(5001))).isFalse();
        assertThat(listener.durable()).isSorted().doesNotHaveDuplicates().endsWith(5000L);
        assertThat(listener.failures()).isEmpty();
        disk.crash();
        disk.restart();
        assertThat(replayed()).isEqualTo(TestLogs.range(1, 5000));
    }

    @Test
    @Timeout(60)
    void theThreadEndsWithItsFailure() throws InterruptedException {
        disk.failAt(disk.operations() + 6);
        Thread thread = new Thread(writer, "log");
        thread.start();
        long zxid = 1;
        while (listener.failures().isEmpty()) {
            if (writer.append(transaction(zxid))) {
                zxid++;
            }
        }
        thread.join(TimeUnit.SECONDS.toMillis(30));

        assertThat(thread.isAlive()).isFalse();
        assertThat(listener.failures()).hasSize(1);
    }

    @Test
    @Timeout(60)
    void anErrorIsToldAndThenThrown() {
        writer.execute(appender -> {
            throw new OutOfMemoryError("no more of it");
        });

        assertThatThrownBy(writer::run).isInstanceOf(OutOfMemoryError.class);
        assertThat(listener.failures()).hasSize(1);
        assertThat(listener.failures().get(0)).contains("no more of it");
    }

    private void append(long first, long last) {
        TestTransactions.transactions(first, last)
                .forEach(each -> assertThat(writer.append(each)).isTrue());
    }

    private List<Long> replayed() {
        try {
            return TestLogs.zxids(TestLogs.replay(TestLogs.log(disk), 1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
