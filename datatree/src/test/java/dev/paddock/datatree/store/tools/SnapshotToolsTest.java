package dev.paddock.datatree.store.tools;

import static dev.paddock.datatree.store.tools.ToolRun.expected;
import static dev.paddock.datatree.store.tools.ToolRun.golden;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Formatter, comparer and summary: they read snapshots and change nothing. */
class SnapshotToolsTest {
    private static final Path SMALL = golden("28-tiny-doc-example", "snapshot.2");
    private static final Path EARLY = golden("05-many-logs", "snapshot.7");
    private static final Path RICH = golden("02-snapshot-and-log-split", "snapshot.41");

    private final Tool formatter = new SnapshotFormatter();
    private final Tool comparer = new SnapshotComparer();
    private final Tool summary = new SnapshotRecursiveSummary();

    @Test
    void formatsZnodesAndSessions() {
        assertThat(ToolRun.of(formatter, SMALL)).isEqualTo(new ToolRun(0, expected("snapshot-28.txt"), ""));
        assertThat(ToolRun.of(formatter, "-d", SMALL)).isEqualTo(new ToolRun(0, expected("snapshot-28-data.txt"), ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "03-gz-snapshot/data/version-2/snapshot.41.gz",
                "04-snappy-snapshot/data/version-2/snapshot.41.snappy"
            })
    void compressionMakesNoDifference(String compressed) {
        assertThat(ToolRun.of(formatter, ToolRun.GOLDEN.resolve(compressed))).isEqualTo(ToolRun.of(formatter, RICH));
    }

    @Test
    void aFileOfAnyNameIsRead() {
        ToolRun run = ToolRun.of(formatter, ToolRun.GOLDEN.resolve("27-admin-snapshot-stream/snapshot-stream.bin"));

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("ZNode Details (count=10):").endsWith("Last zxid: 0x6\n");
    }

    @Test
    void jsonIsWhatNcduReads() throws IOException {
        ToolRun run = ToolRun.of(formatter, "-json", RICH);

        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(run.out()).doesNotContain("\n");
        assertThat(json.get(0).asInt()).isEqualTo(1);
        assertThat(json.get(2).get("progname").asText()).isEqualTo("SnapshotFormatter.java");
        JsonNode root = json.get(3);
        assertThat(root.get(0).toString()).isEqualTo("{\"name\":\"/\",\"asize\":9,\"dsize\":9,\"dev\":0,\"ino\":1001}");
        assertThat(root.get(1).get(0).get("name").asText())
                .as("a znode with children is an array")
                .isEqualTo("a");
        assertThat(root.get(4).get("name").asText())
                .as("one without is an object")
                .isEqualTo("big");
    }

    @Test
    void aWrongSealIsWarnedOf() {
        ToolRun run = ToolRun.of(formatter, golden("08d-all-snapshots-bad-checksum", "snapshot.15"));

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("ZNode Details (count=20):").endsWith("Last zxid: 0x15\n");
        assertThat(run.err())
                .contains("WARNING: this snapshot is damaged", "snapshot.15, byte 1849: expected the checksum");
    }

    @ParameterizedTest
    @ValueSource(strings = {"08a-newest-snapshot-empty", "08b-newest-snapshot-truncated"})
    void aSnapshotThatEndsTooEarlyIsNotShown(String set) {
        ToolRun run = ToolRun.of(formatter, golden(set, "snapshot.15"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("snapshot.15, byte ");
    }

    @Test
    void theFormatterIsParticularAboutItsArguments() {
        String usage = "USAGE: SnapshotFormatter [-d|-json] snapshot_file\n       -d dump the data for each znode\n"
                + "       -json dump znode info in json format\n";
        assertThat(ToolRun.of(formatter)).isEqualTo(new ToolRun(2, "", usage));
        assertThat(ToolRun.of(formatter, SMALL, "-d")).isEqualTo(new ToolRun(2, "", usage));
        assertThat(ToolRun.of(formatter, "-x", SMALL)).isEqualTo(new ToolRun(2, "", usage));
        assertThat(ToolRun.of(formatter, "-d", "-json", SMALL).err()).startsWith("Cannot specify both");
        assertThat(ToolRun.of(formatter, "nofile")).isEqualTo(new ToolRun(2, "", "File 'nofile' does not exist.\n"));
        assertThat(ToolRun.of(formatter, "src").err()).isEqualTo("'src' is a directory. it must be a file.\n");
    }

    @Test
    void comparesLayerByLayer() {
        ToolRun run = ToolRun.of(comparer, "-l", EARLY, "-r", RICH, "-b", 10, "-n", 3);

        assertThat(run.code()).isZero();
        assertThat(withoutDurations(run)).isEqualTo(expected("compare-05-02.txt"));
    }

    @Test
    void tellsEveryStepIfAsked() {
        Path later = golden("05-many-logs", "snapshot.e");

        ToolRun run = ToolRun.of(comparer, "--left", EARLY, "--right", later, "--bytes=10", "--nodes=3", "--debug");

        assertThat(withoutDurations(run)).isEqualTo(expected("compare-debug.txt"));
    }

    @Test
    void comparesWhatItsUserAsksFor() {
        String input = "\n2\n/a\n/nope\nfoo\n99\n" + "\n".repeat(13);

        ToolRun run = ToolRun.answering(input, comparer, "-i", "-l", EARLY, "-r", RICH, "-b", 10, "-n", 3);

        assertThat(run.code()).isZero();
        assertThat(withoutDurations(run)).isEqualTo(expected("compare-interactive.txt"));
    }

    @Test
    void theDialogEndsWithItsInput() {
        ToolRun run = ToolRun.answering("1\n", comparer, "-i", "-l", EARLY, "-r", RICH, "-b", 10, "-n", 3);

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Analysis for depth 1\n").doesNotContain("All layers compared.");
    }

    @Test
    void theComparerNamesWhatIsMissing() {
        ToolRun nothing = ToolRun.of(comparer);
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).isEqualTo("Missing required options: l, r, b, n\n");
        assertThat(nothing.out())
                .startsWith("usage: java -cp <classPath> org.apache.zookeeper.server.SnapshotComparer\n");
        assertThat(ToolRun.of(comparer, "-l", "a", "-r", "b", "-n", 1).err()).isEqualTo("Missing required option: b\n");
        assertThat(ToolRun.of(comparer, "-l", "a", "-r", "b", "-n", 1, "-b", "x")
                        .err())
                .isEqualTo("'x' is not a number, as --bytes needs it.\n");
        assertThat(ToolRun.of(comparer, "-l", "nofile", "-r", RICH, "-n", 1, "-b", 1)
                        .code())
                .isEqualTo(1);
    }

    @Test
    void summarisesSubtrees() {
        assertThat(ToolRun.of(summary, RICH, "/", 2)).isEqualTo(new ToolRun(0, expected("summary-02.txt"), ""));
        assertThat(ToolRun.of(summary, RICH, "/a", 0).out()).isEqualTo(" /a\n   children: 5\n   data: 19\n\n");
        assertThat(ToolRun.of(summary, RICH, "/a/eph", 0).out()).as("a leaf").isEqualTo("\n");
    }

    @Test
    void theSummaryKnowsWhatItCannotDo() {
        assertThat(ToolRun.of(summary).err()).startsWith("USAGE:\n\n\nSnapshotRecursiveSummary  <snapshot_file>");
        assertThat(ToolRun.of(summary, RICH, "/", "x").code()).isEqualTo(2);
        assertThat(ToolRun.of(summary, RICH, "/nope", 1).err()).startsWith("There is no znode /nope in ");
        assertThat(ToolRun.of(summary, "nofile", "/", 1).err()).contains("nofile");
    }

    private static String withoutDurations(ToolRun run) {
        return run.out().replaceAll("in [0-9.]+ seconds", "in S seconds");
    }
}
