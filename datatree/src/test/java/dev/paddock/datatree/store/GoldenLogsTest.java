package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.datatree.store.disk.RealDisk;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.CloseSessionTxn;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs that unmodified ZooKeeper servers wrote, or that were damaged on purpose. */
class GoldenLogsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir
    private Path copy;

    private final Disk disk = new RealDisk();

    /** A line of golden-logs.txt: what another reader, made from the description of the format, found in a file. */
    record Expected(String name, int count, String first, String last, long end, String note) {
        static Expected ofLine(String line) {
            String[] parts = line.split(" ");
            return new Expected(
                    parts[0],
                    Integer.parseInt(parts[1]),
                    parts[2],
                    parts[3],
                    Long.parseLong(parts[4]),
                    parts.length > 5 ? parts[5] : "");
        }

        LogFile file() {
            Path path = GOLDEN.resolve(name);
            return LogFile.ofName(path.getParent(), path.getFileName().toString());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Expected> logs() throws IOException {
        return Files.readAllLines(GOLDEN.resolveSibling("golden-logs.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Expected::ofLine);
    }

    @Test
    void everyLogIsExpected() throws IOException {
        try (Stream<Path> all = Files.walk(GOLDEN)) {
            List<String> names = all.filter(path ->
                            LogFile.ofName(path.getParent(), path.getFileName().toString()) != null)
                    .map(path -> GOLDEN.relativize(path).toString())
                    .toList();

            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(
                            logs().map(Expected::name).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("logs")
    void everyRecordIsRead(Expected expected) throws IOException {
        try (LogReader reader = new LogReader(disk, expected.file(), Zxid.ZERO, LogReader.DamagedEnd.REFUSE)) {
            int count = 0;
            String first = "-";
            String last = "-";
            for (LogRecord next = nextBeforeDamage(reader, expected);
                    next != null;
                    next = nextBeforeDamage(reader, expected)) {
                last = Long.toHexString(next.transaction().zxid().value());
                first = count++ == 0 ? last : first;
            }

            assertThat(new Expected(expected.name(), count, first, last, reader.position(), expected.note()))
                    .isEqualTo(expected);
            assertThat(reader.isHeaderMissing()).isEqualTo(expected.note().equals("headless"));
        }
    }

    private static LogRecord nextBeforeDamage(LogReader reader, Expected expected) throws IOException {
        if (reader.position() == expected.end() && expected.note().equals("damaged")) {
            assertThatThrownBy(reader::next)
                    .isInstanceOf(DamagedLogException.class)
                    .hasMessageContaining(expected.file().path() + " is damaged at byte " + expected.end());
            return null;
        }
        return reader.next();
    }

    /** The two exceptions are records that we can read and do not write. */
    @ParameterizedTest
    @MethodSource("logs")
    void everyRecordIsWrittenAsItWas(Expected expected) throws IOException {
        if (expected.note().equals("damaged") || expected.name().startsWith("19-non-bmp-acl-id")) {
            return;
        }
        byte[] file = Files.readAllBytes(expected.file().path());
        ByteBuf written = Unpooled.buffer();
        try (LogReader reader = new LogReader(disk, expected.file(), Zxid.ZERO, LogReader.DamagedEnd.REFUSE)) {
            for (LogRecord next = reader.next(); next != null; next = reader.next()) {
                if (next.transaction().txn() == CloseSessionTxn.WITHOUT_PATHS) {
                    continue;
                }
                written.clear();
                LogFormat.writeRecord(written, next.transaction(), new Adler32());
                assertThat(ByteBufUtil.hexDump(written))
                        .as("the record at %d", next.offset())
                        .isEqualTo(ByteBufUtil.hexDump(file, (int) next.offset(), (int) (next.end() - next.offset())));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "01-all-types, 1, 41",
        "05-many-logs, 1, 1c",
        "05-many-logs, 16, 1c",
        "06a-torn-tail-truncated, 16, 1b",
        "06b-torn-tail-zero-filled, 16, 1b",
        "06c-unpadded-logs-torn-tail, f, 1b",
        "07c-end-marker-damaged-mid-log, 16, 16",
        "09a-empty-tail-log, 16, 1c",
        "09b-header-only-tail-log, 16, 1c",
        "09c-short-header-tail-log, 16, 1c",
        "10a-gap-after-snapshot, f, 1c",
        "11-logs-without-snapshot, 1, 1c",
        "12-suffixed-names, f, 1c",
        "13-fuzzy-snapshot, 181b, 1989",
        "15-closesession-no-body-with-digest, 1, 5",
        "18-duplicate-zxid-error-record, 1, 4",
        "20-quorum-epochs-reconfig, 100000005, 200000009",
        "20-quorum-epochs-reconfig, 1, 200000009",
        "21-written-by-3.4.14, 1, e",
        "26-learner-after-snap-sync, 100000008, 10000000a",
    })
    void theLogsAreReplayedToTheirEnd(String set, String from, String last) throws IOException {
        TxnLog log = new TxnLog(disk, GOLDEN.resolve(set).resolve("data/version-2"), false);
        try (LogCursor cursor = log.replay(zxid(from))) {
            TestLogs.read(cursor);

            assertThat(cursor.last()).isEqualTo(zxid(last));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "07a-corrupt-record-crc, 16, byte 305, checksum",
        "07b-corrupt-record-length, 16, byte 77, a record of 2147483647 bytes",
        "10a-gap-after-snapshot, 8, log.f is damaged at byte 16, after 0x7 comes 0xf",
        "10b-gap-between-logs, 8, log.16 is damaged at byte 16, after 0xe comes 0x16",
    })
    void whatIsDamagedOrMissingIsRefused(String set, String from, String place, String what) {
        TxnLog log = new TxnLog(disk, GOLDEN.resolve(set).resolve("data/version-2"), false);

        assertThatThrownBy(() -> TestLogs.replay(log, zxid(from).value()))
                .isInstanceOf(DamagedLogException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(what);
    }

    @Test
    void onlyStrictNamesAreLogs() throws IOException {
        TxnLog log = new TxnLog(disk, GOLDEN.resolve("12-suffixed-names/data/version-2"), false);

        assertThat(log.files()).extracting(LogFile::name).containsExactly("log.1", "log.8", "log.f", "log.16");
        assertThat(log.lookAlikes()).containsExactly("LOG.99", "log.16.copy");
    }

    /** The end byte of 17 is gone, and so all that comes behind it; the operator keeps a copy. */
    @Test
    void aDamagedEndByteCostsTheTailButNotItsCopy() throws IOException {
        TxnLog log = copyOf("07c-end-marker-damaged-mid-log");
        List<LogTail> tails;
        try (LogCursor cursor = log.replay(zxid("16"))) {
            TestLogs.read(cursor);
            tails = cursor.tails();
        }
        assertThat(tails).hasSize(1);
        assertThat(tails.get(0).offset()).isEqualTo(77);
        assertThat(tails.get(0).length()).isEqualTo(708 - 77);
        List<Path> copies = log.repair(tails);

        assertThat(copies).containsExactly(copy.resolve("torn-log.16-at-77"));
        assertThat(copies.get(0)).hasSize(708 - 77);
        assertThat(copy.resolve("log.16")).hasSize(77);
        assertThat(log.floor(zxid("ff"))).contains(zxid("16"));
    }

    @ParameterizedTest
    @CsvSource({"18, 305", "16, 77"})
    void truncationKeepsTheTransactionItNames(String last, long size) throws IOException {
        TxnLog log = copyOf("05-many-logs");

        assertThat(log.truncate(zxid(last))).isTrue();
        assertThat(log.files()).extracting(LogFile::name).containsExactly("log.1", "log.8", "log.f", "log.16");
        assertThat(copy.resolve("log.16")).hasSize(size);
    }

    @Test
    void truncationRemovesLaterLogs() throws IOException {
        TxnLog log = copyOf("05-many-logs");

        assertThat(log.truncate(zxid("15"))).isTrue();
        assertThat(log.files()).extracting(LogFile::name).containsExactly("log.1", "log.8", "log.f");
        assertThat(copy.resolve("log.f")).hasSize(708);
        assertThat(log.truncate(zxid("c"))).isTrue();
        assertThat(log.files()).extracting(LogFile::name).containsExactly("log.1", "log.8");
        assertThat(copy.resolve("log.8")).hasSize(533);
        assertThat(TestLogs.zxids(TestLogs.replay(log, 1))).isEqualTo(TestLogs.range(1, 0xc));
    }

    @Test
    void truncationToWhatIsNotThereChangesNothing() throws IOException {
        TxnLog log = copyOf("05-many-logs");

        assertThat(log.truncate(zxid("1d"))).isFalse();
        assertThat(log.truncate(zxid("100000000"))).isFalse();
        assertThat(log.truncate(Zxid.ZERO)).isFalse();
        assertThat(TestLogs.zxids(TestLogs.replay(log, 1))).isEqualTo(TestLogs.range(1, 0x1c));
        assertThat(copy.resolve("log.16")).hasSize(8208);
    }

    @Test
    void theEpochsOfAMemberAreRead() throws IOException {
        copyOf("20-quorum-epochs-reconfig");
        EpochFiles epochs = EpochFiles.open(disk, copy, zxid("200000009"));

        assertThat(epochs.accepted()).isEqualTo(2);
        assertThat(epochs.current()).isEqualTo(2);
    }

    private TxnLog copyOf(String set) throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve(set).resolve("data/version-2"))) {
            files.forEach(file -> {
                try {
                    Files.copy(file, copy.resolve(file.getFileName()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return new TxnLog(disk, copy, false);
    }

    private static Zxid zxid(String hex) {
        return new Zxid(Long.parseLong(hex, 16));
    }
}
