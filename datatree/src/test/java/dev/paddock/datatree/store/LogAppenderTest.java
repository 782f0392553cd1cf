package dev.paddock.datatree.store;

import static dev.paddock.datatree.store.TestTransactions.error;
import static dev.paddock.datatree.store.TestTransactions.sized;
import static dev.paddock.datatree.store.TestTransactions.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.datatree.store.disk.RealDisk;
import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing, without the thread. */
class LogAppenderTest {
    private SimulatedDisk disk;

    @BeforeEach
    void makeDisk() throws IOException {
        disk = TestLogs.disk(1);
    }

    @Test
    void aLogIsNamedByItsFirstTransactionAndBeginsWithItsHeader() throws IOException {
        try (LogAppender appender = appender(0x1f, TestLogs.OPTIONS)) {
            appender.append(transaction(0x20));
            appender.commit();

            assertThat(appender.durable()).isEqualTo(new Zxid(0x20));
        }
        assertThat(names()).containsExactly("log.20");
        assertThat(TestLogs.bytes(disk, "log.20"))
                .startsWith(0x5A, 0x4B, 0x4C, 0x47, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)
                .endsWith('B');
    }

    @Test
    void nothingAppendedMakesNoFile() throws IOException {
        try (LogAppender appender = appender(0, TestLogs.OPTIONS)) {
            appender.commit();
            appender.roll();
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void aFileGrowsByTheRoomTakenInAdvanceAndGivesItBack() throws IOException {
        try (LogAppender appender = appender(0, TestLogs.OPTIONS)) {
            appender.append(transaction(1));
            appender.commit();
            assertThat(size("log.1")).isEqualTo(4096);

            appender.append(sized(2, 10_000));
            appender.commit();
            assertThat(size("log.1")).isEqualTo(12_288);

            appender.roll();
            assertThat(size("log.1")).isEqualTo(TestLogs.offsets(disk, "log.1").get(2));
        }
    }

    @Test
    void noRoomIsTakenInAdvanceIfThatIsOff() throws IOException {
        LogAppender appender = appender(0, TestLogs.OPTIONS.withPreallocation(0));
        appender.append(transaction(1));
        appender.commit();

        assertThat(size("log.1")).isEqualTo(TestLogs.offsets(disk, "log.1").get(1));
    }

    @Test
    void aRollBeginsANewFile() throws IOException {
        try (LogAppender appender = appender(0, TestLogs.OPTIONS)) {
            appender.append(transaction(1));
            appender.append(transaction(2));
            appender.roll();
            assertThat(appender.durable()).isEqualTo(new Zxid(2));
            appender.append(transaction(3));
            appender.commit();
        }
        assertThat(names()).containsExactly("log.1", "log.3");
        assertThat(TestLogs.replay(TestLogs.log(disk), 1)).isEqualTo(TestTransactions.transactions(1, 3));
    }

    @Test
    void aFileAboveTheLimitIsTheLastOfItsSizeWhateverRoomItTook() throws IOException {
        long record = transaction(1).size() + 13;
        try (LogAppender appender = appender(0, TestLogs.OPTIONS.withSizeLimit(16 + 3 * record))) {
            for (long zxid = 1; zxid <= 9; zxid++) {
                appender.append(transaction(zxid));
                appender.commit();
            }
        }
        assertThat(names()).containsExactly("log.1", "log.5", "log.9");
    }

    @Test
    void anEarlierRunsFileIsNeverContinued() throws IOException {
        TestLogs.write(disk, 1, 3);
        byte[] before = TestLogs.bytes(disk, "log.1");
        TestLogs.write(disk, 4, 5);

        assertThat(names()).containsExactly("log.1", "log.4");
        assertThat(TestLogs.bytes(disk, "log.1")).isEqualTo(before);
    }

    @Test
    void aFileOfTheSameNameThatHoldsNoRecordIsReplaced() throws IOException {
        TestLogs.write(disk, 1, 3);
        TestLogs.write(disk, "log.4", new byte[3]);
        TestLogs.write(disk, 4, 5);

        assertThat(TestLogs.replay(TestLogs.log(disk), 1)).isEqualTo(TestTransactions.transactions(1, 5));
    }

    @Test
    void aFileOfTheSameNameThatHoldsRecordsIsNot() throws IOException {
        TestLogs.write(disk, 4, 5);

        assertThatThrownBy(() -> TestLogs.write(disk, 4, 6)).hasMessageContaining("log.4 exists already");
        assertThat(TestLogs.replay(TestLogs.log(disk), 4)).isEqualTo(TestTransactions.transactions(4, 5));
    }

    /** ZOOKEEPER-4925, and the hole that a passing disk error leaves in ZOOKEEPER-4882. */
    @Test
    void aTransactionThatLeavesAHoleIsNotLogged() throws IOException {
        for (long wrong : new long[] {3, 4, 6, 1}) {
            makeDisk();
            LogAppender appender = appender(3, TestLogs.OPTIONS);
            appender.append(transaction(4));
            appender.commit();

            if (wrong != 5) {
                assertThatThrownBy(() -> appender.append(transaction(wrong)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("hole");
            }
            assertThatThrownBy(() -> appender.append(transaction(5))).hasMessageContaining("has failed before");
        }
    }

    @Test
    void aLaterEpochMayFollowAndAnErrorMayRepeatItsZxid() throws IOException {
        long epoch2 = 2L << 32;
        try (LogAppender appender = appender(0, TestLogs.OPTIONS)) {
            appender.append(transaction(1));
            appender.append(error(1));
            appender.append(transaction(epoch2 + 1));
        }
        assertThat(TestLogs.replay(TestLogs.log(disk), 1)).hasSize(3);
    }

    @Test
    void afterATruncationTheLogGoesOnInANewFile() throws IOException {
        try (LogAppender appender = appender(0, TestLogs.OPTIONS)) {
            for (long zxid = 1; zxid <= 9; zxid++) {
                appender.append(transaction(zxid));
            }
            appender.roll();
            TestLogs.log(disk).truncate(new Zxid(6));
            appender.continueAfter(new Zxid(6));
            appender.append(sized(7, 99));
            appender.commit();
            assertThat(appender.durable()).isEqualTo(new Zxid(7));
        }
        assertThat(names()).containsExactly("log.1", "log.7");
        assertThat(TestLogs.replay(TestLogs.log(disk), 7)).containsExactly(sized(7, 99));
    }

    /** ZOOKEEPER-4882: what a failed sync has lost, a later one does not bring back. */
    @Test
    void afterAFailedSyncTheFileIsNotTouchedAgain() throws IOException {
        LogAppender appender = appender(0, TestLogs.OPTIONS);
        appender.append(transaction(1));
        appender.commit();
        appender.append(transaction(2));
        disk.failAt(disk.operations() + 1);

        assertThatThrownBy(appender::commit).isInstanceOf(IOException.class);
        long operations = disk.operations();
        assertThatThrownBy(appender::commit).hasMessageContaining("has failed before");
        assertThatThrownBy(appender::roll).hasMessageContaining("has failed before");
        assertThatThrownBy(() -> appender.append(transaction(3))).hasMessageContaining("has failed before");
        appender.close();
        assertThat(disk.operations()).isEqualTo(operations);
        assertThat(appender.durable()).isEqualTo(new Zxid(1));
    }

    @Test
    void withoutSyncNothingIsSynced() throws IOException {
        LogAppender appender = appender(0, TestLogs.OPTIONS.withoutSync());
        appender.append(transaction(1));
        appender.commit();
        long operations = disk.operations();
        appender.append(transaction(2));
        appender.commit();

        assertThat(disk.operations()).as("one write").isEqualTo(operations + 1);
        assertThat(appender.durable()).isEqualTo(new Zxid(2));
    }

    @Test
    void moreThanTheBufferHoldsIsWrittenBeforeTheCommit() throws IOException {
        try (LogAppender appender = appender(0, TestLogs.OPTIONS)) {
            for (long zxid = 1; zxid <= 30; zxid++) {
                appender.append(sized(zxid, 100_000));
            }
            assertThat(size("log.1")).isGreaterThan(2_000_000);
            assertThat(appender.durable()).isEqualTo(Zxid.ZERO);
        }
        assertThat(TestLogs.zxids(TestLogs.replay(TestLogs.log(disk), 1))).isEqualTo(TestLogs.range(1, 30));
    }

    @Test
    void theRealDiskHoldsTheSame(@TempDir Path directory) throws IOException {
        RealDisk real = new RealDisk();
        try (LogAppender appender = new LogAppender(real, directory, Zxid.ZERO, LogOptions.DEFAULTS)) {
            appender.append(transaction(1));
            appender.append(transaction(2));
            appender.commit();
            assertThat(directory.resolve("log.1")).hasSize(64 << 20);
            appender.roll();
            appender.append(transaction(3));
        }
        TxnLog log = new TxnLog(real, directory, false);
        assertThat(log.files()).extracting(LogFile::name).containsExactly("log.1", "log.3");
        assertThat(TestLogs.replay(log, 1)).isEqualTo(TestTransactions.transactions(1, 3));
    }

    private LogAppender appender(long last, LogOptions options) {
        return new LogAppender(disk, TestLogs.DIRECTORY, new Zxid(last), options);
    }

    private List<String> names() throws IOException {
        return disk.list(TestLogs.DIRECTORY);
    }

    private long size(String name) throws IOException {
        return disk.size(TestLogs.file(name));
    }
}
