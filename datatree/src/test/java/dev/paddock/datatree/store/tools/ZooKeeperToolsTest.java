package dev.paddock.datatree.store.tools;

import static dev.paddock.datatree.store.tools.ToolRun.golden;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.testing.Ended;
import dev.paddock.testing.RealZooKeeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same command given to ZooKeeper's tool, in a process of its own, and to ours: both print the same. */
class ZooKeeperToolsTest {
    private static final String TOOLKIT = "org.apache.zookeeper.server.persistence.TxnLogToolkit";
    private static final String FORMATTER = "org.apache.zookeeper.server.SnapshotFormatter";
    private static final String COMPARER = "org.apache.zookeeper.server.SnapshotComparer";
    private static final String SUMMARY = "org.apache.zookeeper.server.SnapshotRecursiveSummary";
    private static final String PURGE = "org.apache.zookeeper.server.PurgeTxnLog";

    private static final UnaryOperator<String> AS_IT_IS = text -> text;

    /** ZooKeeper prints siblings and sessions in the order of a hash map. */
    private static final UnaryOperator<String> ANY_ORDER =
            text -> Arrays.stream(text.split("\n")).sorted().toList().toString();

    /** Logs that ZooKeeper's tool reads to the end; of those with damage, one whose checksum is wrong. */
    @ParameterizedTest
    @CsvSource({
        "05-many-logs, log.1",
        "06a-torn-tail-truncated, log.16",
        "07a-corrupt-record-crc, log.16",
        "09b-header-only-tail-log, log.1d",
        "13-fuzzy-snapshot, log.1826",
        "18-duplicate-zxid-error-record, log.1",
        "20-quorum-epochs-reconfig, log.200000001",
        "22-written-by-3.5.10, log.1",
    })
    void dumpsAreTheSame(String set, String name) throws Exception {
        assertSame(new TxnLogToolkit(), TOOLKIT, AS_IT_IS, golden(set, name));
    }

    /**
     * Two differences in what is read: a closeSession without a body but with a digest ends ZooKeeper's dump, and a
     * character outside the BMP is two question marks there.
     */
    @Test
    void dumpsDifferWhereZooKeeperMisreads() throws Exception {
        Path noBody = golden("15-closesession-no-body-with-digest", "log.1");
        ToolRun theirs = zooKeeper(TOOLKIT, noBody);
        assertThat(theirs.code()).isEqualTo(1);
        assertThat(ToolRun.of(new TxnLogToolkit(), noBody).out())
                .startsWith(theirs.out())
                .endsWith("after 5 txns.\n");

        Path emoji = golden("19-non-bmp-acl-id", "log.1");
        assertThat(ToolRun.of(new TxnLogToolkit(), emoji).out().replace("\uD83D\uDE00", "\uFFFD\uFFFD"))
                .isEqualTo(zooKeeper(TOOLKIT, emoji).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-ry", "-ryv"})
    void recoveriesAreTheSame(String option, @TempDir Path directory) throws Exception {
        Path log = Files.copy(golden("07a-corrupt-record-crc", "log.16"), directory.resolve("log.16"));
        Path fixed = directory.resolve("log.16.fixed");

        ToolRun theirs = zooKeeper(TOOLKIT, option, log);
        byte[] theirFile = Files.readAllBytes(fixed);
        Files.delete(fixed);
        ToolRun ours = ToolRun.of(new TxnLogToolkit(), option, log);

        assertThat(ours.out()).isEqualTo(theirs.out());
        byte[] ourFile = Files.readAllBytes(fixed);
        assertThat(ourFile).as("without the zeros behind it").isEqualTo(Arrays.copyOf(theirFile, ourFile.length));
    }

    @Test
    void choppedLogsAreTheSame(@TempDir Path directory) throws Exception {
        Path log = Files.copy(golden("05-many-logs", "log.16"), directory.resolve("log.16"));
        Path chopped = directory.resolve("log.16.chopped24");

        ToolRun theirs = zooKeeper(TOOLKIT, "-c", "-z", "0x18", log);
        byte[] theirFile = Files.readAllBytes(chopped);
        ToolRun ours = ToolRun.of(new TxnLogToolkit(), "-c", "-z", "0x18", log);

        assertThat(ours).isEqualTo(theirs);
        assertThat(chopped).hasBinaryContent(theirFile);
    }

    @ParameterizedTest
    @CsvSource({
        "02-snapshot-and-log-split, snapshot.41",
        "08c-newest-snapshot-bad-checksum, snapshot.15",
        "13-fuzzy-snapshot, snapshot.181a",
        "21-written-by-3.4.14, snapshot.8",
    })
    void formattedSnapshotsHaveTheSameLines(String set, String name) throws Exception {
        assertSame(new SnapshotFormatter(), FORMATTER, ANY_ORDER, golden(set, name));
    }

    @Test
    void formattedDataIsTheSame() throws Exception {
        Path snapshot = golden("25-written-by-3.8.4", "snapshot.3e");
        assertSame(new SnapshotFormatter(), FORMATTER, ANY_ORDER, "-d", snapshot);
    }

    /** Znodes have other numbers there, since their order is another. */
    @Test
    void jsonHasTheSameZnodes() throws Exception {
        UnaryOperator<String> znodes = text -> {
            String objects = text.substring(text.indexOf("[{\"name\"")).replaceAll(",\"ino\":[0-9]+", "");
            return ANY_ORDER.apply(objects.replaceAll("[\\[\\]]", "").replace("},{", "}\n{"));
        };
        assertSame(
                new SnapshotFormatter(),
                FORMATTER,
                znodes,
                "-json",
                golden("02-snapshot-and-log-split", "snapshot.41"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-d"})
    void comparisonsAreTheSame(String option) throws Exception {
        List<Object> arguments = new ArrayList<>(List.of(
                "-l",
                golden("25-written-by-3.8.4", "snapshot.3e"),
                "-r",
                golden("05-many-logs", "snapshot.15"),
                "-b",
                2,
                "-n",
                0));
        if (!option.isEmpty()) {
            arguments.add(option);
        }
        UnaryOperator<String> withoutDurations = text -> text.replaceAll("in [0-9.]+ seconds", "");

        assertSame(new SnapshotComparer(), COMPARER, withoutDurations, arguments.toArray());
    }

    @Test
    void summariesAreTheSame() throws Exception {
        Path snapshot = golden("02-snapshot-and-log-split", "snapshot.41");
        assertSame(new SnapshotRecursiveSummary(), SUMMARY, ANY_ORDER, snapshot, "/", 3);
    }

    @Test
    void purgesAreTheSame(@TempDir Path ours, @TempDir Path theirs) throws Exception {
        for (Path directory : List.of(ours, theirs)) {
            ToolRun.copy("05-many-logs", directory);
            Files.copy(golden("05-many-logs", "snapshot.15"), directory.resolve("version-2/snapshot.16"));
            for (Path file : files(directory.resolve("version-2"))) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(1_795_277_276_000L));
            }
        }

        ToolRun theirRun = zooKeeper(PURGE, theirs, "-n", 3);
        ToolRun ourRun = ToolRun.of(new PurgeTxnLog(), ours, "-n", 3);

        assertThat(ANY_ORDER.apply(ourRun.out().replace(ours.toString(), "")))
                .isEqualTo(ANY_ORDER.apply(theirRun.out().replace(theirs.toString(), "")));
        assertThat(names(ours.resolve("version-2"))).isEqualTo(names(theirs.resolve("version-2")));
    }

    private static void assertSame(Tool ours, String theirs, UnaryOperator<String> comparable, Object... arguments)
            throws Exception {
        ToolRun expected = zooKeeper(theirs, arguments);
        ToolRun found = ToolRun.of(ours, arguments);

        assertThat(comparable.apply(found.out())).isEqualTo(comparable.apply(expected.out()));
        assertThat(found.code()).isEqualTo(expected.code());
    }

    private static ToolRun zooKeeper(String mainClass, Object... arguments) throws Exception {
        Ended ended = RealZooKeeper.run(mainClass, "", List.of(arguments));
        // Newer versions of Java put another space in front of AM and PM.
        return new ToolRun(ended.exitCode(), ended.out().replace('\u202F', ' '), ended.err());
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static List<String> names(Path directory) throws IOException {
        return files(directory).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }
}
