package dev.paddock.datatree.store;

import static dev.paddock.datatree.store.TestTransactions.sized;
import static dev.paddock.datatree.store.TestTransactions.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.Transaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Adler32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One file, whole or not. */
class LogReaderTest {
    private static final int FLIPS = 10_000;

    private SimulatedDisk disk;

    @BeforeEach
    void makeDisk() throws IOException {
        disk = TestLogs.disk(1);
    }

    @Test
    void recordsComeWithTheirPlaceInTheFile() throws IOException {
        TestLogs.write(disk, List.of(transaction(5), transaction(6)));
        try (LogReader reader = open("log.5", 0)) {
            LogRecord first = reader.next();
            LogRecord second = reader.next();

            assertThat(first.transaction()).isEqualTo(transaction(5));
            assertThat(first.offset()).isEqualTo(16);
            assertThat(first.payloadOffset()).isEqualTo(28);
            assertThat(first.payloadLength()).isEqualTo(transaction(5).size());
            assertThat(second.offset()).isEqualTo(first.end());
            assertThat(reader.next()).isNull();
            assertThat(reader.next()).isNull();
            assertThat(reader.tail().isTorn()).isFalse();
            assertThat(reader.tail().offset()).isEqualTo(second.end());
            assertThat(reader.tail().fileSize()).isEqualTo(4096);
        }
    }

    /** A closeSession with many paths (ZOOKEEPER-4306), or a larger limit that was taken back. */
    @Test
    void aRecordLongerThanAnyPacketIsRead() throws IOException {
        TestLogs.write(disk, List.of(transaction(1), sized(2, 5_000_000), transaction(3)));

        assertThat(read("log.1", 1)).isEqualTo(List.of(transaction(1), sized(2, 5_000_000), transaction(3)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLogCutInItsLastRecordsKeepsThoseBefore(boolean zeroFilled) throws IOException {
        List<Transaction> all =
                List.of(transaction(1), sized(2, 3000), transaction(3), transaction(4), sized(5, 1200), transaction(6));
        TestLogs.write(disk, all);
        byte[] whole = TestLogs.bytes(disk, "log.1");
        List<Long> ends = TestLogs.offsets(disk, "log.1");
        int end = ends.get(6).intValue();
        for (int at = ends.get(3).intValue(); at <= end; at++) {
            TestLogs.write(disk, "log.1", zeroFilled ? zeroed(whole, at, end) : Arrays.copyOf(whole, at));
            int kept = keptBefore(ends, at);
            try (LogReader reader = open("log.1", 1)) {
                for (int i = 0; i < kept; i++) {
                    assertThat(reader.next().transaction()).isEqualTo(all.get(i));
                }
                assertThat(reader.next()).as("cut at %d", at).isNull();

                LogTail tail = reader.tail();
                assertThat(tail.offset()).isEqualTo(ends.get(kept));
                assertThat(tail.length()).isEqualTo(lengthUpToLastNonZero(whole, ends.get(kept), at));
            }
        }
    }

    private static int keptBefore(List<Long> ends, int at) {
        int kept = 0;
        while (kept + 1 < ends.size() && ends.get(kept + 1) <= at) {
            kept++;
        }
        return kept;
    }

    private static long lengthUpToLastNonZero(byte[] whole, long from, int to) {
        int last = to;
        while (last > from && whole[last - 1] == 0) {
            last--;
        }
        return last - from;
    }

    private static byte[] zeroed(byte[] whole, int from, int to) {
        byte[] copy = whole.clone();
        Arrays.fill(copy, from, to, (byte) 0);
        return copy;
    }

    /** A group that was not synced may be on disk in any of its sectors. */
    @Test
    void aRecordThatLacksASectorIsTorn() throws IOException {
        TestLogs.write(disk, List.of(transaction(1), sized(2, 3000), transaction(3)));
        byte[] whole = TestLogs.bytes(disk, "log.1");
        int end = TestLogs.offsets(disk, "log.1").get(2).intValue();
        for (int sector = 512; sector < end; sector += 512) {
            TestLogs.write(disk, "log.1", zeroed(whole, sector, sector + 512));

            assertThat(read("log.1", 1)).as("without sector %d", sector).isEqualTo(List.of(transaction(1)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 15})
    void aFlippedBitLeavesAPrefixOrIsRefused(long from) throws IOException {
        long seed = 42;
        Random random = new Random(seed);
        List<Transaction> all = new ArrayList<>();
        for (long zxid = 1; zxid <= 30; zxid++) {
            all.add(TestTransactions.random(random, zxid));
        }
        TestLogs.write(disk, all);
        byte[] whole = TestLogs.bytes(disk, "log.1");
        List<Transaction> expected = all.subList((int) from - 1, all.size());
        int refused = 0;
        for (int i = 0; i < FLIPS; i++) {
            int bit = random.nextInt(whole.length * 8);
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            TestLogs.write(disk, "log.1", damaged);
            try (LogCursor cursor = TestLogs.log(disk).replay(new Zxid(from))) {
                for (Transaction next = cursor.next(); next != null; next = cursor.next()) {
                    assertThat(next).as("bit %d, seed %d", bit, seed).isEqualTo(expected.get((int)
                            (next.zxid().value() - from)));
                }
            } catch (DamagedLogException damage) {
                assertThat(damage.file()).isEqualTo(TestLogs.file("log.1"));
                refused++;
            }
        }
        assertThat(refused).isBetween(FLIPS / 10, FLIPS);
    }

    /** A length with a single bit can become that of the room behind the records. */
    @Test
    void aLengthThatHasBecomeZeroIsNotTheEnd() throws IOException {
        int dataSize = 20;
        while (Integer.bitCount(sized(2, dataSize).size()) != 1) {
            dataSize++;
        }
        TestLogs.write(disk, List.of(transaction(1), sized(2, dataSize), transaction(3)));
        byte[] bytes = TestLogs.bytes(disk, "log.1");
        int length = TestLogs.offsets(disk, "log.1").get(1).intValue() + Long.BYTES;
        Arrays.fill(bytes, length, length + Integer.BYTES, (byte) 0);
        TestLogs.write(disk, "log.1", bytes);

        assertThatThrownBy(() -> read("log.1", 1))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("a length of 0 bytes");
    }

    @Test
    void damageBelowWhatIsAskedForHarmsNobody() throws IOException {
        TestLogs.write(disk, 1, 9);
        byte[] bytes = TestLogs.bytes(disk, "log.1");
        bytes[TestLogs.offsets(disk, "log.1").get(4).intValue() - 5] ^= 1;
        TestLogs.write(disk, "log.1", bytes);

        assertThat(TestLogs.zxids(read("log.1", 6))).isEqualTo(TestLogs.range(6, 9));
        assertThatThrownBy(() -> read("log.1", 4)).isInstanceOf(DamagedLogException.class);
    }

    @Test
    void aZxidOutOfOrderIsNotBelievedUnchecked() throws IOException {
        TestLogs.write(disk, 1, 9);
        byte[] bytes = TestLogs.bytes(disk, "log.1");
        int zxidOfLast = TestLogs.offsets(disk, "log.1").get(8).intValue() + 12 + 12;
        bytes[zxidOfLast + 7] = 3;
        TestLogs.write(disk, "log.1", bytes);

        assertThatThrownBy(() -> read("log.1", 8)).isInstanceOf(DamagedLogException.class);
    }

    @Test
    void damageSaysWhereAndWhatToDo() throws IOException {
        TestLogs.write(disk, 1, 3);
        byte[] bytes = TestLogs.bytes(disk, "log.1");
        long second = TestLogs.offsets(disk, "log.1").get(1);
        bytes[(int) second + 30] ^= 1;
        TestLogs.write(disk, "log.1", bytes);

        assertThatThrownBy(() -> read("log.1", 1))
                .isInstanceOfSatisfying(
                        DamagedLogException.class,
                        damage -> assertThat(damage.offset()).isEqualTo(second))
                .hasMessageContaining("/data/version-2/log.1 is damaged at byte " + second)
                .hasMessageContaining("checksum")
                .hasMessageContaining("backup");
    }

    @Test
    void aLastRecordWithAWrongChecksumIsDroppedIfTheOperatorSaysSo() throws IOException {
        TestLogs.write(disk, 1, 3);
        byte[] bytes = TestLogs.bytes(disk, "log.1");
        List<Long> offsets = TestLogs.offsets(disk, "log.1");
        bytes[offsets.get(2).intValue() + 30] ^= 1;
        TestLogs.write(disk, "log.1", bytes);
        TxnLog tolerant = new TxnLog(disk, TestLogs.DIRECTORY, true);

        assertThatThrownBy(() -> TestLogs.replay(TestLogs.log(disk), 1)).isInstanceOf(DamagedLogException.class);
        assertThat(TestLogs.zxids(TestLogs.replay(tolerant, 1))).isEqualTo(TestLogs.range(1, 2));

        bytes[offsets.get(1).intValue() + 30] ^= 1;
        TestLogs.write(disk, "log.1", bytes);
        assertThatThrownBy(() -> TestLogs.replay(tolerant, 1)).isInstanceOf(DamagedLogException.class);
    }

    @Test
    void aRecordThatCannotBeReadIsDamage() throws IOException {
        TestLogs.write(disk, 1, 2);
        byte[] bytes = TestLogs.bytes(disk, "log.1");
        int record = TestLogs.offsets(disk, "log.1").get(1).intValue();
        bytes[record + 12 + 31] = 99; // its type, with the right checksum
        var checksum = new Adler32();
        checksum.update(bytes, record + 12, transaction(2).size());
        ByteBuffer.wrap(bytes).putLong(record, checksum.getValue());
        TestLogs.write(disk, "log.1", bytes);

        assertThatThrownBy(() -> read("log.1", 1))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("no transaction of type 99");
    }

    @Test
    void aFileThatIsNoLogIsDamage() throws IOException {
        TestLogs.write(disk, "log.1", "ZKSN and some more bytes".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> read("log.1", 1))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining("0x5a4b534e in place of \"ZKLG\"");
    }

    private LogReader open(String name, long from) throws IOException {
        LogFile log = LogFile.ofName(TestLogs.DIRECTORY, name);
        return new LogReader(disk, log, new Zxid(from), LogReader.DamagedEnd.REFUSE);
    }

    private List<Transaction> read(String name, long from) throws IOException {
        try (LogReader reader = open(name, from)) {
            List<Transaction> all = new ArrayList<>();
            for (LogRecord next = reader.next(); next != null; next = reader.next()) {
                all.add(next.transaction());
            }
            return all;
        }
    }
}
