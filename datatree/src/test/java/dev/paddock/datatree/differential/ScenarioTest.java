package dev.paddock.datatree.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The table of cases of the semantics of ZooKeeper, played on ZooKeeper itself: what the scenario files say of it is
 * true.
 *
 * <p>Run with {@code -Ddifferential.rewrite=true} the tests write down what ZooKeeper answers instead, to be reviewed
 * as a diff. These rows of the table are not here, since they need more than a state, and belong to the tests of the
 * server: 47, 208 to 211, 213 and 224 to 228 (time passes, or the server starts again); 104 (configuration that is
 * refused); 110, 111, 214 to 223, 252 and 258 to 261 (an ensemble); 229 (a restart with other settings); 253, 254 and
 * 256 (limits of connections); 255 (digests, which no client sees); 262 to 266 (read-only mode).
 */
class ScenarioTest {
    private static final boolean REWRITE = Boolean.getBoolean("differential.rewrite");

    @TestFactory
    Stream<DynamicTest> paths() throws IOException {
        return rows("paths.txt");
    }

    @TestFactory
    Stream<DynamicTest> create() throws IOException {
        return rows("create.txt");
    }

    @TestFactory
    Stream<DynamicTest> createWithExtendedTypes() throws IOException {
        return rows("create-extended-types.txt");
    }

    @TestFactory
    Stream<DynamicTest> countersAtTheirEnds() throws IOException {
        return rows("counters.txt");
    }

    @TestFactory
    Stream<DynamicTest> acl() throws IOException {
        return rows("acl.txt");
    }

    @TestFactory
    Stream<DynamicTest> aclSkipped() throws IOException {
        return rows("acl-skipped.txt");
    }

    @TestFactory
    Stream<DynamicTest> aclWithoutDigest() throws IOException {
        return rows("acl-without-digest.txt");
    }

    @TestFactory
    Stream<DynamicTest> aclOfOtherSchemes() throws IOException {
        return rows("acl-other-schemes.txt");
    }

    @TestFactory
    Stream<DynamicTest> enforcedDigest() throws IOException {
        return rows("enforced-digest.txt");
    }

    @TestFactory
    Stream<DynamicTest> enforcedSasl() throws IOException {
        return rows("enforced-sasl.txt");
    }

    @TestFactory
    Stream<DynamicTest> write() throws IOException {
        return rows("write.txt");
    }

    @TestFactory
    Stream<DynamicTest> deleteContainer() throws IOException {
        return rows("delete-container.txt");
    }

    @TestFactory
    Stream<DynamicTest> multi() throws IOException {
        return rows("multi.txt");
    }

    @TestFactory
    Stream<DynamicTest> watches() throws IOException {
        return rows("watches.txt");
    }

    @TestFactory
    Stream<DynamicTest> watchesOfTheOptimizedKind() throws IOException {
        return rows("watches-optimized.txt");
    }

    @TestFactory
    Stream<DynamicTest> sessions() throws IOException {
        return rows("sessions.txt");
    }

    @TestFactory
    Stream<DynamicTest> zxids() throws IOException {
        return rows("zxids.txt");
    }

    @TestFactory
    Stream<DynamicTest> sessionsOfShortTimeouts() throws IOException {
        return rows("sessions-short.txt");
    }

    @TestFactory
    Stream<DynamicTest> quotaEnforced() throws IOException {
        return rows("quota-enforced.txt");
    }

    /** The reason for some of the differences between Paddock and ZooKeeper: this must not happen to ours. */
    @TestFactory
    Stream<DynamicTest> whatStopsZooKeeper() {
        ScenarioFile file = ScenarioFile.read("defects.txt");
        return file.scenarios().stream()
                .map(scenario -> dynamicTest(scenario.title(), () -> requireStopped(scenario, file.settings())));
    }

    private static void requireStopped(ScenarioFile.Scenario scenario, Settings settings) throws Exception {
        try (ZooKeeperTarget server = ZooKeeperTarget.start(settings);
                Player player = new Player(server, settings)) {
            for (String command : scenario.commands()) {
                player.play(command);
            }
            assertThat(server.hasEnded()).isTrue();
        }
    }

    private static Stream<DynamicTest> rows(String name) throws IOException {
        ScenarioFile file = ScenarioFile.read(name);
        Target server = ZooKeeperTarget.start(file.settings());
        Player player = new Player(server, file.settings());
        List<String> written = new ArrayList<>(file.header());
        return file.scenarios().stream()
                .map(scenario -> dynamicTest(scenario.title(), () -> {
                    List<String> transcript = scenario.played(player);
                    written.add(ScenarioFile.TITLE + scenario.title());
                    written.addAll(transcript);
                    if (!REWRITE) {
                        Transcripts.requireEqual(scenario.title(), scenario.lines(), transcript);
                    }
                }))
                .onClose(() -> {
                    try (server;
                            player) {
                        if (REWRITE) {
                            Files.write(source(name), written);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static Path source(String name) {
        return Path.of("src/test/resources", ScenarioTest.class.getPackageName().replace('.', '/'), name);
    }
}
