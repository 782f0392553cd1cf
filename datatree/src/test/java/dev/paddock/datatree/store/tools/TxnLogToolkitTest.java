package dev.paddock.datatree.store.tools;

import static dev.paddock.datatree.store.tools.ToolRun.expected;
import static dev.paddock.datatree.store.tools.ToolRun.golden;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TxnLogToolkitTest {
    private static final Path DAMAGED = golden("07a-corrupt-record-crc", "log.16");
    private static final String HEADER = "ZooKeeper Transactional Log File with dbid 0 txnlog format version 2\n";
    private static final String BAD_RECORD =
            "11/21/26, 4:02:14 PM UTC session 0x10000ffcdb50000 cxid 0x3 zxid 0x19 create /few-0000000017,v2,"
                    + "[31,s{'world,'anyone}\n],false,18\n";
    private static final String QUESTION = "Would you like to fix it (Yes/No/Abort) ? ";

    private final TxnLogToolkit toolkit = new TxnLogToolkit();

    @TempDir
    Path directory;

    private Path log;
    private Path fixed;

    @BeforeEach
    void copyTheDamagedLog() throws IOException {
        log = Files.copy(DAMAGED, directory.resolve("log.16"));
        fixed = directory.resolve("log.16.fixed");
    }

    @ParameterizedTest
    @CsvSource({
        "01-all-types, log.1, dump-01-log.1.txt",
        "07a-corrupt-record-crc, log.16, dump-07a-log.16.txt",
        "20-quorum-epochs-reconfig, log.100000001, dump-20-log.100000001.txt",
    })
    void dumpsWhatZooKeeperDumps(String set, String name, String expected) {
        ToolRun run = ToolRun.of(toolkit, golden(set, name));

        assertThat(run).isEqualTo(new ToolRun(0, expected(expected), ""));
    }

    @Test
    void aRecordWithoutItsEndIsPartial() {
        ToolRun run = ToolRun.of(toolkit, golden("07c-end-marker-damaged-mid-log", "log.16"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).endsWith("],false,16\n");
        assertThat(run.err()).startsWith("Last transaction was partial.\n").contains("log.16, byte 77: ");
    }

    @ParameterizedTest
    @CsvSource({
        "06b-torn-tail-zero-filled, log.16, byte 647, no transaction of type 0",
        "07b-corrupt-record-length, log.16, byte 77, a record of 2147483647 bytes",
        "09a-empty-tail-log, log.1d, first 16 bytes, holds no transaction",
        "09c-short-header-tail-log, log.1d, first 16 bytes, holds no transaction",
    })
    void whatCannotBeReadIsNamedWithItsPlace(String set, String name, String place, String reason) {
        ToolRun run = ToolRun.of(toolkit, golden(set, name));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(name, place, reason);
    }

    @Test
    void aFileThatIsNoLogIsRefused() {
        ToolRun run = ToolRun.of(toolkit, golden("05-many-logs", "snapshot.e"));

        assertThat(run).isEqualTo(new ToolRun(2, "", "Invalid magic number for snapshot.e\n"));
    }

    @Test
    void recoveryFixesWhatItsUserSays() throws IOException {
        ToolRun run = ToolRun.answering("what\nyes\n", toolkit, "-r", log);

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .isEqualTo(HEADER + "CRC ERROR - " + BAD_RECORD + QUESTION + QUESTION + "EOF reached after 7 txns.\n"
                        + "Recovery file " + fixed + " has been written with 1 fixed CRC error(s)\n");
        assertThat(run.err()).contains("Move " + fixed + " out of this directory");
        assertThat(log).hasSameBinaryContentAs(DAMAGED);
        assertThat(ToolRun.of(toolkit, fixed).out()).doesNotContain("CRC ERROR").contains(BAD_RECORD);
    }

    @Test
    void recoveryKeepsARecordAsItIsIfItsUserSaysSo() throws IOException {
        ToolRun run = ToolRun.answering("N\n", toolkit, "--recover", log);

        assertThat(run.out()).endsWith("has been written with 0 fixed CRC error(s)\n");
        assertThat(Files.readAllBytes(fixed)).isEqualTo(Arrays.copyOf(Files.readAllBytes(log), 708));
    }

    @Test
    void recoveryNeedNotAsk() {
        ToolRun run = ToolRun.of(toolkit, "-ryv", log);

        assertThat(run.out())
                .contains("\nCRC FIXED - " + BAD_RECORD + BAD_RECORD)
                .contains("zxid 0x16 createSession 40000\n")
                .endsWith("has been written with 1 fixed CRC error(s)\n");
    }

    @Test
    void anAbortedRecoveryLeavesNothing() {
        ToolRun run = ToolRun.answering("abort\n", toolkit, "-r", log);

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEqualTo("Recovery aborted.\n");
        assertThat(fixed).doesNotExist();
    }

    @Test
    void aRecoveryThatNobodyAnswersIsAborted() {
        ToolRun run = ToolRun.answering("", toolkit, "-r", log);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("nobody answers. Use -y");
        assertThat(fixed).doesNotExist();
    }

    @Test
    void recoveryOverwritesNothing() throws IOException {
        Files.writeString(fixed, "precious");

        ToolRun run = ToolRun.of(toolkit, "-r", "-y", log);

        assertThat(run)
                .isEqualTo(new ToolRun(1, HEADER, "Recovery file " + fixed + " already exists or not writable\n"));
        assertThat(fixed).hasContent("precious");
    }

    @ParameterizedTest
    @CsvSource({"0x18, 24, 3, 305", "22, 22, 1, 77", "0x1c, 28, 7, 708"})
    void chopsBehindAZxid(String zxid, long decimal, int records, int size) throws IOException {
        Path sound = Files.copy(golden("05-many-logs", "log.16"), directory.resolve("log.17"));

        ToolRun run = ToolRun.of(toolkit, "-c", sound, "-z", zxid);

        assertThat(run)
                .isEqualTo(new ToolRun(
                        0,
                        HEADER + "Chopping at " + Long.toHexString(decimal) + " new log has " + records + " records\n",
                        ""));
        assertThat(Files.readAllBytes(directory.resolve("log.17.chopped" + decimal)))
                .isEqualTo(Arrays.copyOf(Files.readAllBytes(sound), size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x15", "0x1d", "4294967296"})
    void cannotChopAtWhatIsNotThere(String zxid) throws IOException {
        Path sound = Files.copy(golden("05-many-logs", "log.16"), directory.resolve("log.17"));

        ToolRun run = ToolRun.of(toolkit, "-c", "-z", zxid, sound);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("This log does not contain zxid ")
                .endsWith("Got exception: Failed to chop log.17\n");
        assertThat(directory).isDirectoryNotContaining("glob:**chopped*");
    }

    @Test
    void cannotChopBehindDamage() {
        ToolRun run = ToolRun.of(toolkit, "-c", "-z", "0x1a", log);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).endsWith("Got exception: CRC doesn't match 376967187 vs 1751388393 at byte 305\n");
        assertThat(directory).isDirectoryNotContaining("glob:**chopped*");
    }

    @Test
    void chopTellsOfGaps() throws IOException {
        Path repeated = Files.copy(golden("18-duplicate-zxid-error-record", "log.1"), directory.resolve("log.1"));

        ToolRun run = ToolRun.of(toolkit, "-c", "-z", "2", repeated);

        assertThat(run.out())
                .isEqualTo(HEADER + "There is intra-epoch gap between 2 and 2\nChopping at 2 new log has 3 records\n");
    }

    @Test
    void helpIsNoFailure() {
        ToolRun help = ToolRun.of(toolkit, "-h");
        ToolRun nothing = ToolRun.of(toolkit);

        assertThat(help.code()).isZero();
        assertThat(nothing.code()).isEqualTo(1);
        assertThat(help.out())
                .isEqualTo(nothing.out())
                .startsWith(
                        "usage: TxnLogToolkit [-dhrvc] <txn_log_file_name> (-z <zxid>)\n -c,--chop         Chop mode.");
    }

    @Test
    void wrongArgumentsAreToldApart() {
        assertThat(ToolRun.of(toolkit, "nofile"))
                .isEqualTo(new ToolRun(1, "", "File doesn't exist or not readable: nofile\n"));
        assertThat(ToolRun.of(toolkit, directory).err()).startsWith("File doesn't exist or not readable: ");
        assertThat(ToolRun.of(toolkit, "--foo", log).err()).isEqualTo("Unrecognized option: --foo\n");
        assertThat(ToolRun.of(toolkit, "-c", "-z", "abc", log).err()).contains("'abc' is not a zxid");
        assertThat(ToolRun.of(toolkit, "-c", "-z", "-5", log).err()).contains("'-5' is not a zxid");
    }
}
