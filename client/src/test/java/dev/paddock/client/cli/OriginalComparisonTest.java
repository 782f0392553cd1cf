package dev.paddock.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.server.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The same commands for ZooKeeper's command line and for ours, each on a server of its own: both say the same on the
 * standard output, but for what is listed here with its reason.
 */
@Timeout(180)
class OriginalComparisonTest {
    private static final Map<String, String> SETTINGS =
            Map.of("extendedTypesEnabled", "true", "enforceQuota", "true", "reconfigEnabled", "false");

    /** What ours says otherwise, and why. */
    private static final Map<String, String> DIFFERENCES = Map.of(
            "ls -?", "help that was not asked for as a result stands on the standard error",
            "get -b /app/child1", "no data is null; the original encodes the word null",
            "get -x /app/child1", "the same",
            "version", "ours has a version of its own behind the one that it stands in for");

    /** Behind each command: what it prints tells where that command's output ends. */
    private static final String MARK = "printwatches";

    private static final Pattern EVENT = Pattern.compile("WatchedEvent .*|WATCHER::|");
    private static final Pattern TIME = Pattern.compile("^([cm]time = ).*");
    private static final Pattern HEX = Pattern.compile("0x(?!0$)[0-9a-f]+");
    private static final Pattern ZXID = Pattern.compile("zxid: \\d+");

    @Test
    void allCommandsPrintWhatTheOriginalPrints() throws Exception {
        List<String> commands = commands();
        Run original;
        Run ours;
        try (EmbeddedServer server = EmbeddedServer.start(SETTINGS)) {
            original = Original.run(server.connectString(), script(commands));
        }
        try (EmbeddedServer server = EmbeddedServer.start(SETTINGS)) {
            ours = CommandLine.run(server.connectString(), script(commands));
        }
        List<List<String>> theirAnswers = answers(original.out());
        List<List<String>> ourAnswers = answers(ours.out());
        assertThat(ourAnswers).as("answers of ours, for as many commands").hasSameSizeAs(theirAnswers);
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < commands.size(); i++) {
            if (!ourAnswers.get(i).equals(theirAnswers.get(i))) {
                found.put(commands.get(i), theirAnswers.get(i) + " became " + ourAnswers.get(i));
            }
        }
        System.out.println(commands.size() + " commands compared, " + found.size() + " differ: " + found);
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(DIFFERENCES.keySet());
        assertThat(ours.err().lines()).containsSubsequence(errors(original.err()));
        assertThat(changes(ours.out())).isEqualTo(changes(original.out()));
        // Of a removal of several kinds, the original tells in an order that differs from run to run.
        assertThat(events(ours.out())).containsExactlyInAnyOrderElementsOf(events(original.out()));
        assertThat(ours.exitCode()).isEqualTo(original.exitCode());
    }

    /** A process of the original takes its time, so these are few. */
    @Test
    void aSingleCommandEndsAsTheOriginalDoes() throws Exception {
        List<List<String>> commands = List.of(
                List.of("create", "/one", "some words"),
                List.of("get", "/one"),
                List.of("get", "/none"),
                List.of("ls"),
                List.of("nothing"));
        try (EmbeddedServer theirs = EmbeddedServer.start(SETTINGS);
                EmbeddedServer server = EmbeddedServer.start(SETTINGS)) {
            for (List<String> command : commands) {
                Run original = Original.run(theirs.connectString(), "", command.toArray(String[]::new));
                Run ours = CommandLine.once(server.connectString(), command.toArray(String[]::new));
                assertThat(ours.exitCode()).as("%s", command).isEqualTo(original.exitCode());
                assertThat(ours.result()).as("%s", command).isEqualTo(original.result());
                assertThat(ours.err().lines()).containsSubsequence(errors(original.err()));
            }
        }
    }

    private static List<String> commands() throws IOException {
        try (InputStream in = OriginalComparisonTest.class.getResourceAsStream("commands.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private static String script(List<String> commands) {
        StringBuilder script = new StringBuilder();
        for (String command : commands) {
            script.append(command).append('\n').append(MARK).append('\n');
        }
        return script.toString();
    }

    /** For each command the lines that it has printed, without events and without what differs from run to run. */
    private static List<List<String>> answers(String out) {
        List<List<String>> answers = new ArrayList<>();
        List<String> answer = new ArrayList<>();
        boolean isBanner = true;
        for (String line : out.lines().toList()) {
            if (isBanner || EVENT.matcher(line).matches()) {
                isBanner &= !line.startsWith("JLine support is ");
            } else if (line.startsWith("printwatches is ") && !answer.contains(line)) {
                answers.add(answer);
                answer = new ArrayList<>();
            } else {
                answer.add(normal(line));
            }
        }
        answers.add(answer);
        return answers;
    }

    private static String normal(String line) {
        if (line.startsWith("[/")) {
            return Arrays.stream(line.substring(1, line.length() - 1).split(", "))
                    .sorted()
                    .toList()
                    .toString();
        }
        String text = TIME.matcher(line).replaceAll("$1*");
        return HEX.matcher(text).replaceAll("0x*");
    }

    /** But for the list of options, in which ours has more, and for a line that says twice what is wrong with an ACL. */
    private static List<String> errors(String err) {
        return err.lines()
                .filter(line ->
                        !line.isEmpty() && !line.startsWith(" ") && !line.startsWith("KeeperErrorCode = InvalidACL"))
                .toList();
    }

    private static List<String> changes(String out) {
        return events(out).stream()
                .filter(event -> !event.contains("WatchRemoved"))
                .toList();
    }

    private static List<String> events(String out) {
        return out.lines()
                .filter(line -> line.startsWith("WatchedEvent"))
                .map(line -> ZXID.matcher(line).replaceAll("zxid: *"))
                .toList();
    }
}
