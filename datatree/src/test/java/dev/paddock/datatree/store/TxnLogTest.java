package dev.paddock.datatree.store;

import static dev.paddock.datatree.store.TestTransactions.error;
import static dev.paddock.datatree.store.TestTransactions.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.Transaction;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The logs of a directory together. */
class TxnLogTest {
    private static final long EPOCH_2 = 2L << 32;

    private SimulatedDisk disk;
    private TxnLog log;

    @BeforeEach
    void makeDisk() throws IOException {
        disk = TestLogs.disk(1);
        log = TestLogs.log(disk);
    }

    @Test
    void transactionsAreReadAcrossFiles() throws IOException {
        TestLogs.write(disk, 1, 4);
        TestLogs.write(disk, 5, 9);
        TestLogs.write(disk, EPOCH_2 + 1, EPOCH_2 + 2);

        assertThat(replayed(1)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, EPOCH_2 + 1, EPOCH_2 + 2);
        assertThat(replayed(4)).startsWith(4L, 5L).hasSize(8);
        assertThat(replayed(10)).containsExactly(EPOCH_2 + 1, EPOCH_2 + 2);
        assertThat(replayed(EPOCH_2 + 3)).isEmpty();
    }

    @Test
    void onlyTheFilesThatAreNeededAreRead() throws IOException {
        TestLogs.write(disk, 1, 4);
        TestLogs.write(disk, 5, 9);
        TestLogs.write(disk, 10, 12);

        assertThat(log.filesFrom(new Zxid(10))).extracting(LogFile::name).containsExactly("log.5", "log.a");
        assertThat(log.filesFrom(new Zxid(9))).extracting(LogFile::name).containsExactly("log.5", "log.a");
        assertThat(log.filesFrom(new Zxid(5))).extracting(LogFile::name).containsExactly("log.1", "log.5", "log.a");
        assertThat(log.filesFrom(new Zxid(99))).extracting(LogFile::name).containsExactly("log.a");
    }

    @Test
    void anEmptyDirectoryHasNoTransactions() throws IOException {
        assertThat(replayed(1)).isEmpty();
        assertThat(log.floor(new Zxid(9))).isEmpty();
        assertThat(log.truncate(new Zxid(9))).isFalse();
        assertThat(log.history(Zxid.ZERO, new Zxid(9), Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void twoLogsOfOneNumberAreRefused() throws IOException {
        TestLogs.write(disk, 0x16, 0x18);
        TestLogs.write(disk, "log.0016", TestLogs.bytes(disk, "log.16"));

        assertThatThrownBy(() -> log.files()).hasMessageContaining("log.0016").hasMessageContaining("log.16");
    }

    @Test
    void aHoleBehindTheSnapshotIsRefused() throws IOException {
        TestLogs.write(disk, 5, 9);

        assertThatThrownBy(() -> replayed(4))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("log.5 is damaged at byte 16: after 0x3 comes 0x5, so transactions are missing");
    }

    @Test
    void aHoleBetweenFilesIsRefused() throws IOException {
        TestLogs.write(disk, 1, 4);
        TestLogs.write(disk, 6, 9);

        assertThatThrownBy(() -> replayed(1))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("after 0x4 comes 0x6");
    }

    @Test
    void aFileThatEndsEarlyAlthoughALaterOneProvesMoreIsRefused() throws IOException {
        TestLogs.write(disk, 1, 4);
        TestLogs.write(disk, 5, 9);
        long third = damageEndByte("log.1", 2);

        assertThatThrownBy(() -> replayed(1))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("after 0x2 comes 0x5")
                .hasMessageContaining("log.1 ends at byte " + third + " with a torn tail");
        assertThat(replayed(5)).isEqualTo(TestLogs.range(5, 9));
    }

    @Test
    void aTornRecordThatTheNextFileHasAgainIsWhatACrashLeaves() throws IOException {
        TestLogs.write(disk, 1, 4);
        damageEndByte("log.1", 3);
        TestLogs.write(disk, 4, 9);

        assertThat(replayed(1)).isEqualTo(TestLogs.range(1, 9));
    }

    @Test
    void anErrorMayRepeatAZxidAndNothingElseMay() throws IOException {
        TestLogs.write(disk, List.of(transaction(1), transaction(2), error(2), transaction(3)));

        assertThat(replayed(1)).containsExactly(1L, 2L, 2L, 3L);
        assertThat(replayed(3)).containsExactly(3L);

        TestLogs.write(disk, "log.1", join(TestLogs.bytes(disk, "log.1"), record("log.1", 0)));
        assertThatThrownBy(() -> replayed(1)).isInstanceOf(DamagedLogException.class);
    }

    @Test
    void anOlderLogWithoutItsHeaderIsRefused() throws IOException {
        TestLogs.write(disk, 1, 4);
        TestLogs.write(disk, "log.5", new byte[4]);
        TestLogs.write(disk, 5 + EPOCH_2, 9 + EPOCH_2);

        assertThatThrownBy(() -> replayed(1))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("log.5")
                .hasMessageContaining("no header");
    }

    /** ZOOKEEPER-1621, ZOOKEEPER-2332: the power went while the file was made. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 15, 16, 17, 4096})
    void aNewestLogThatHasNoHeaderYetIsClearedAway(int size) throws IOException {
        TestLogs.write(disk, 1, 4);
        TestLogs.write(disk, "log.5", new byte[size]);

        assertThat(recoverAndRepair()).isEqualTo(TestLogs.range(1, 4));
        assertThat(disk.list(TestLogs.DIRECTORY)).containsExactly("log.1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8, 15})
    void aNewestLogWhoseHeaderIsTornIsClearedAway(int written) throws IOException {
        TestLogs.write(disk, 1, 4);
        TestLogs.write(disk, "log.5", Arrays.copyOf(Arrays.copyOf(TestLogs.bytes(disk, "log.1"), written), 4096));

        assertThat(recoverAndRepair()).isEqualTo(TestLogs.range(1, 4));
        assertThat(disk.list(TestLogs.DIRECTORY)).containsExactly("log.1");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16, 64})
    void aNewestLogWithAHeaderAndNoRecordIsClearedAway(int size) throws IOException {
        TestLogs.write(disk, 1, 4);
        TestLogs.write(
                disk, "log.5", Arrays.copyOf(Arrays.copyOf(TestLogs.bytes(disk, "log.1"), Math.min(16, size)), size));

        assertThat(recoverAndRepair()).isEqualTo(TestLogs.range(1, 4));
        assertThat(disk.list(TestLogs.DIRECTORY)).containsExactly("log.1");
    }

    @Test
    void aTornFirstRecordGoesWithItsFileButIsKeptAside() throws IOException {
        TestLogs.write(disk, 1, 4);
        TestLogs.write(disk, 5, 5);
        damageEndByte("log.5", 0);

        assertThat(recoverAndRepair()).isEqualTo(TestLogs.range(1, 4));
        assertThat(disk.list(TestLogs.DIRECTORY)).containsExactly("log.1", "torn-log.5-at-16");
        assertThat(log.lookAlikes()).isEmpty();
    }

    @Test
    void aTornTailIsClearedAwayTooIfAFileWithoutRecordsComesAfterIt() throws IOException {
        TestLogs.write(disk, 1, 4);
        long fourth = damageEndByte("log.1", 3);
        TestLogs.write(disk, "log.5", new byte[0]);

        assertThat(recoverAndRepair()).isEqualTo(TestLogs.range(1, 3));
        assertThat(disk.list(TestLogs.DIRECTORY)).containsExactly("log.1", "torn-log.1-at-" + fourth);
        assertThat(disk.size(TestLogs.file("log.1"))).isEqualTo(fourth);
    }

    @Test
    void repairLeavesFilesOfRecordsAlone() throws IOException {
        TestLogs.write(disk, 1, 4);
        TestLogs.write(disk, 5, 9);
        long end = TestLogs.offsets(disk, "log.5").get(5);

        assertThat(recoverAndRepair()).isEqualTo(TestLogs.range(1, 9));
        assertThat(recoverAndRepair()).isEqualTo(TestLogs.range(1, 9));
        assertThat(disk.list(TestLogs.DIRECTORY)).containsExactly("log.1", "log.5");
        assertThat(disk.size(TestLogs.file("log.5"))).isEqualTo(end);
    }

    @Test
    void floorIsTheLastTransactionUpToAZxid() throws IOException {
        TestLogs.write(disk, 3, 6);
        TestLogs.write(disk, EPOCH_2 + 1, EPOCH_2 + 4);

        assertThat(floor(2)).isEmpty();
        assertThat(floor(3)).contains(3L);
        assertThat(floor(5)).contains(5L);
        assertThat(floor(99)).contains(6L);
        assertThat(floor(EPOCH_2)).contains(6L);
        assertThat(floor(EPOCH_2 + 4)).contains(EPOCH_2 + 4);
        assertThat(floor(Long.MAX_VALUE)).contains(EPOCH_2 + 4);
    }

    /** ZOOKEEPER-1489 and others: a learner that was told to truncate kept the wrong record, or none. */
    @Test
    void everyTransactionCanBeTruncatedTo() throws IOException {
        for (long last = 1; last <= 9; last++) {
            makeDisk();
            TestLogs.write(disk, 1, 4);
            TestLogs.write(disk, 5, 9);

            assertThat(log.truncate(new Zxid(last))).isTrue();
            assertThat(replayed(1)).isEqualTo(TestLogs.range(1, last));
            TestLogs.write(disk, last + 1, last + 3);
            assertThat(replayed(1)).isEqualTo(TestLogs.range(1, last + 3));
        }
    }

    @Test
    void truncationKeepsAnErrorThatRepeatsTheZxid() throws IOException {
        TestLogs.write(disk, List.of(transaction(1), transaction(2), error(2), transaction(3)));

        assertThat(log.truncate(new Zxid(2))).isTrue();
        assertThat(replayed(1)).containsExactly(1L, 2L, 2L);
    }

    @Test
    void truncationToAZxidBetweenTwoEpochsChangesNothing() throws IOException {
        TestLogs.write(disk, 1, 4);
        TestLogs.write(disk, EPOCH_2 + 1, EPOCH_2 + 3);

        assertThat(log.truncate(new Zxid(5))).isFalse();
        assertThat(log.truncate(new Zxid(EPOCH_2))).isFalse();
        assertThat(replayed(1)).hasSize(7);
    }

    @Test
    void truncationMayGoToAnOlderEpoch() throws IOException {
        TestLogs.write(disk, 1, 4);
        TestLogs.write(disk, EPOCH_2 + 1, EPOCH_2 + 3);

        assertThat(log.truncate(new Zxid(3))).isTrue();
        assertThat(replayed(1)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void discardingNeedsNoTransactionAtTheCut() throws IOException {
        TestLogs.write(disk, 3, 4);
        TestLogs.write(disk, EPOCH_2 + 1, EPOCH_2 + 3);

        log.discardAfter(new Zxid(EPOCH_2 + 9));
        assertThat(replayed(3)).hasSize(5);
        log.discardAfter(new Zxid(9));
        assertThat(replayed(3)).containsExactly(3L, 4L);
        log.discardAfter(new Zxid(3));
        assertThat(replayed(3)).containsExactly(3L);
        log.discardAfter(new Zxid(2));
        assertThat(disk.list(TestLogs.DIRECTORY)).isEmpty();
    }

    @Test
    void historyIsWhatALearnerLacks() throws IOException {
        TestLogs.write(disk, 3, 6);
        TestLogs.write(disk, EPOCH_2 + 1, EPOCH_2 + 4);

        assertThat(history(4, EPOCH_2 + 2)).contains(List.of(5L, 6L, EPOCH_2 + 1, EPOCH_2 + 2));
        assertThat(history(2, 4)).contains(List.of(3L, 4L));
        assertThat(history(6, EPOCH_2 + 1)).contains(List.of(EPOCH_2 + 1));
        assertThat(history(EPOCH_2, EPOCH_2 + 1)).contains(List.of(EPOCH_2 + 1));
        assertThat(history(4, 4)).contains(List.of());
    }

    @Test
    void thereIsNoHistoryForATransactionThatTheLogDoesNotHave() throws IOException {
        TestLogs.write(disk, 3, 6);
        TestLogs.write(disk, EPOCH_2 + 1, EPOCH_2 + 4);

        assertThat(history(1, 6)).isEmpty();
        assertThat(history(7, EPOCH_2 + 4)).isEmpty();
        assertThat(history(EPOCH_2 + 9, EPOCH_2 + 9)).isEmpty();
    }

    @Test
    void historyIsMeasuredByItsRecordsAndNotByTheRoomBehindThem() throws IOException {
        TestLogs.write(disk, 1, 4);
        TestLogs.write(disk, 5, 9);
        long size = 5L * (transaction(1).size() + 13);

        assertThat(log.history(new Zxid(4), new Zxid(9), size)).isPresent();
        assertThat(log.history(new Zxid(4), new Zxid(9), size - 1)).isEmpty();
        assertThat(log.history(new Zxid(3), new Zxid(9), size)).isEmpty();
    }

    /** ZOOKEEPER-4925: a hole in a list of proposals spreads to learners. */
    @Test
    void historyWithAHoleIsNotSent() throws IOException {
        TestLogs.write(disk, 1, 4);
        TestLogs.write(disk, 6, 9);

        assertThatThrownBy(() -> history(2, 9)).isInstanceOf(DamagedLogException.class);
    }

    @Test
    void historyThatEndsBeforeItShouldIsAnError() throws IOException {
        TestLogs.write(disk, 1, 4);

        assertThatThrownBy(() -> history(2, 5)).hasMessageContaining("end at 0x4 although 0x5 was in them");
    }

    private Optional<List<Long>> history(long after, long upTo) throws IOException {
        Optional<LogCursor> cursor = log.history(new Zxid(after), new Zxid(upTo), Long.MAX_VALUE);
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        try (LogCursor open = cursor.get()) {
            return Optional.of(TestLogs.zxids(TestLogs.read(open)));
        }
    }

    private Optional<Long> floor(long zxid) throws IOException {
        return log.floor(new Zxid(zxid)).map(Zxid::value);
    }

    private List<Long> replayed(long from) throws IOException {
        return TestLogs.zxids(TestLogs.replay(log, from));
    }

    private List<Long> recoverAndRepair() throws IOException {
        try (LogCursor cursor = log.replay(new Zxid(1))) {
            List<Transaction> all = TestLogs.read(cursor);
            log.repair(cursor.tails());
            return TestLogs.zxids(all);
        }
    }

    /** Returns where the record begins. */
    private long damageEndByte(String name, int record) throws IOException {
        List<Long> offsets = TestLogs.offsets(disk, name);
        byte[] bytes = TestLogs.bytes(disk, name);
        bytes[offsets.get(record + 1).intValue() - 1] = 0;
        TestLogs.write(disk, name, bytes);
        return offsets.get(record);
    }

    private byte[] record(String name, int index) throws IOException {
        List<Long> offsets = TestLogs.offsets(disk, name);
        return Arrays.copyOfRange(
                TestLogs.bytes(disk, name),
                offsets.get(index).intValue(),
                offsets.get(index + 1).intValue());
    }

    /** The records of a file without the room behind them, and one more. */
    private byte[] join(byte[] file, byte[] record) throws IOException {
        List<Long> offsets = TestLogs.offsets(disk, "log.1");
        int end = offsets.get(offsets.size() - 1).intValue();
        byte[] joined = Arrays.copyOf(file, end + record.length);
        System.arraycopy(record, 0, joined, end, record.length);
        return joined;
    }
}
