package dev.paddock.datatree.store.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Check, recover and purge: they see a data directory as a whole. */
class StoreToolsTest {
    private final Tool check = new StoreCheck();
    private final Tool recover = new StoreRecovery();
    private final Tool purge = new PurgeTxnLog();

    @TempDir
    Path dataDir;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "01-all-types                   | 0 | snapshot snapshot.0 ",
                "06a-torn-tail-truncated        | 1 | then at byte 647 32 bytes of records that are not complete",
                "07a-corrupt-record-crc         | 2 | damaged  log.16, byte 305: the checksum of the record is",
                "07b-corrupt-record-length      | 2 | damaged  log.16, byte 77: it has a record of 2147483647 bytes",
                "08a-newest-snapshot-empty      | 1 | snapshot.15, byte 0: expected a header",
                "08c-newest-snapshot-bad-checksum | 1 | A server would start: snapshot snapshot.e ",
                "08d-all-snapshots-bad-checksum | 2 | A server would not start: None of the 4 snapshots",
                "09a-empty-tail-log             | 0 | log.1d: no transaction, an empty file",
                "09c-short-header-tail-log      | 1 | log.1d: no transaction, then at byte 0 4 bytes",
                "10b-gap-between-logs           | 2 | gap      after 0xe comes 0x16 in log.16",
                "11-logs-without-snapshot       | 2 | snapshot.trust.empty=true",
                "12-suffixed-names              | 0 | unused   log.16.copy: ",
                "20-quorum-epochs-reconfig      | 0 | Epochs: accepted 2, current 2",
                "26-learner-after-snap-sync     | 0 | Epochs: accepted 1, current 1",
            })
    void checkTellsWhatIsWrongAndTouchesNothing(String set, int code, String told) throws IOException {
        Path data = ToolRun.copy(set, dataDir);
        Map<String, Long> before = sizes(data);

        ToolRun run = ToolRun.of(check, dataDir);

        assertThat(run.out()).contains(told);
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.err()).isEmpty();
        assertThat(sizes(data)).isEqualTo(before);
    }

    @Test
    void checkMayTrustLogsAlone() throws IOException {
        ToolRun.copy("11-logs-without-snapshot", dataDir);

        assertThat(ToolRun.of(check, "--trust-empty", dataDir).code()).isZero();
    }

    @Test
    void checkReadsLogsThatAreElsewhere() {
        Path set = ToolRun.GOLDEN.resolve("02-snapshot-and-log-split");

        ToolRun run = ToolRun.of(check, set.resolve("data"), set.resolve("log"));

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("ok       snapshot.41: ", "ok       log.42: 6 transactions, 0x42 to 0x47");
    }

    @Test
    void checkLooksAtEpochs() throws IOException {
        Path data = ToolRun.copy("20-quorum-epochs-reconfig", dataDir);
        Files.writeString(data.resolve("acceptedEpoch"), "1");

        ToolRun run = ToolRun.of(check, dataDir);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("The accepted epoch, 1, is less than the current epoch, 2");
    }

    @Test
    void checkNeedsADirectory() {
        assertThat(ToolRun.of(check).code()).isEqualTo(3);
        assertThat(ToolRun.of(check, dataDir).err()).contains("There is no directory " + dataDir.resolve("version-2"));
    }

    @Test
    void recoverCutsATornTailAndKeepsIt() throws IOException {
        Path data = ToolRun.copy("07c-end-marker-damaged-mid-log", dataDir);

        ToolRun run = ToolRun.answering("yes\n", recover, dataDir);

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("log.16 ends at byte 77 with a torn tail", "Recovered: ", "last zxid 0x16");
        assertThat(data.resolve("log.16")).hasSize(77);
        assertThat(data.resolve("torn-log.16-at-77")).hasSize(708 - 77);
        assertThat(ToolRun.of(recover, dataDir).out()).startsWith("Nothing to recover");
        assertThat(ToolRun.of(check, dataDir).code()).isZero();
    }

    @Test
    void recoverDeletesALogThatWasOnlyBegun() throws IOException {
        Path data = ToolRun.copy("09c-short-header-tail-log", dataDir);

        assertThat(ToolRun.of(recover, "-y", dataDir).code()).isZero();

        assertThat(data.resolve("log.1d")).doesNotExist();
        assertThat(data.resolve("log.16")).exists();
    }

    @ParameterizedTest
    @CsvSource({"no", "''"})
    void recoverDoesNothingWithoutAYes(String answer) throws IOException {
        Path data = ToolRun.copy("06a-torn-tail-truncated", dataDir);
        Map<String, Long> before = sizes(data);

        ToolRun run = ToolRun.answering(answer, recover, dataDir);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).endsWith("Nothing was changed.\n");
        assertThat(sizes(data)).isEqualTo(before);
    }

    @Test
    void recoverDoesNotTouchWhatWouldNotStart() throws IOException {
        Path data = ToolRun.copy("07a-corrupt-record-crc", dataDir);
        Map<String, Long> before = sizes(data);

        ToolRun run = ToolRun.of(recover, "-y", dataDir);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("log.16 is damaged at byte 305");
        assertThat(sizes(data)).isEqualTo(before);
    }

    @Test
    void recoverNeedsADatabase() throws IOException {
        Files.createDirectories(dataDir.resolve("version-2"));

        assertThat(ToolRun.of(recover, "-y", dataDir).err()).startsWith("There is no database in ");
        assertThat(ToolRun.of(recover).code()).isEqualTo(2);
    }

    @Test
    void purgePrintsWhatItRemoves() throws IOException {
        Path data = ToolRun.copy("05-many-logs", dataDir);
        Files.setLastModifiedTime(data.resolve("snapshot.0"), FileTime.from(Instant.parse("2026-11-21T16:17:48Z")));

        ToolRun run = ToolRun.of(purge, dataDir, "-n", 3);

        assertThat(run)
                .isEqualTo(new ToolRun(
                        0, "Removing file: Nov 21, 2026, 4:17:48 PM\t" + data.resolve("snapshot.0") + "\n", ""));
        assertThat(sizes(data))
                .containsOnlyKeys("log.1", "log.16", "log.8", "log.f", "snapshot.15", "snapshot.7", "snapshot.e");
    }

    @Test
    void purgeCountsOnlySoundSnapshots() throws IOException {
        ToolRun.copy("08c-newest-snapshot-bad-checksum", dataDir);

        assertThat(ToolRun.of(purge, dataDir, dataDir, "-n", 3)).isEqualTo(new ToolRun(0, "", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "-n 2,     count should be greater than or equal to 3",
        "-n abc,   'abc' can not be parsed to integer.",
        "-c 3,     ''",
        "-n,       ''",
    })
    void purgeIsParticularAboutItsArguments(String rest, String message) {
        Object[] arguments = (dataDir + " " + rest).split(" ");

        ToolRun run = ToolRun.of(purge, arguments);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().strip()).isEqualTo(message);
        assertThat(run.out()).startsWith("Usage:\nPurgeTxnLog dataLogDir [snapDir] -n count\n\tdataLogDir -- path");
    }

    @Test
    void purgeNeedsItsDirectories() {
        assertThat(ToolRun.of(purge, dataDir.resolve("nowhere"), "-n", 3).err())
                .isEqualTo("Path '" + dataDir.resolve("nowhere") + "' does not exist. \n");
        assertThat(ToolRun.of(purge, dataDir, "-n", 3).err()).contains("version-2 does not exist");
    }

    @Test
    void mainFindsTheToolByItsName() {
        assertThat(ToolRun.main("help").out()).contains("paddock-store check /var/lib/zookeeper");
        assertThat(ToolRun.main("summary", ToolRun.golden("05-many-logs", "snapshot.e"), "/", 1)
                        .out())
                .startsWith(" /\n   children: 13\n");
        assertThat(ToolRun.main("chekc").code()).isEqualTo(2);
        assertThat(ToolRun.main("chekc").err()).startsWith("There is no command chekc.\n\nusage: paddock-store");
        assertThat(ToolRun.main().code()).isEqualTo(2);
    }

    private static Map<String, Long> sizes(Path directory) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (var files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                sizes.put(file.getFileName().toString(), Files.size(file));
            }
        }
        return sizes;
    }
}
