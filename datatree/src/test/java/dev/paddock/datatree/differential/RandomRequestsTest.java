package dev.paddock.datatree.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Random requests, answered twice. What fails prints the seed, and is found again with it. */
class RandomRequestsTest {
    private static final int REQUESTS = 20_000;
    private static final int REQUESTS_ONE_BY_ONE = 4_000;

    /** Two of them, or those of a range such as {@code -Ddifferential.seeds=1000-1099}. */
    static LongStream seeds() {
        String[] range = System.getProperty("differential.seeds", "11-12").split("-");
        return LongStream.rangeClosed(Long.parseLong(range[0]), Long.parseLong(range[1]));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void paddockAnswersAsZooKeeperDoes(long seed) throws IOException {
        Settings settings = Settings.standard().with("extendedTypesEnabled=true");
        List<String> commands = RandomRequests.of(seed, REQUESTS, true);
        List<String> expected = play(commands, settings, ZooKeeperTarget::start);
        requireAlike(seed, expected, play(commands, settings, PaddockInMemory::start));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void paddockThatEnforcesQuotasAnswersAsZooKeeperDoes(long seed) throws IOException {
        Settings settings = Settings.standard().with("enforceQuota=true");
        List<String> commands = RandomRequests.of(seed, REQUESTS_ONE_BY_ONE, false);
        List<String> expected = play(commands, settings, ZooKeeperTarget::start);
        requireAlike(seed, expected, play(commands, settings, PaddockInMemory::start));
    }

    /** A comparison that finds differences where there are none would be worth nothing. */
    @Test
    void twoZooKeepersAnswerAlike() throws IOException {
        Settings settings = Settings.standard().with("extendedTypesEnabled=true");
        List<String> commands = RandomRequests.of(1, REQUESTS, true);
        List<String> expected = play(commands, settings, ZooKeeperTarget::start);
        requireAlike(1, expected, play(commands, settings, ZooKeeperTarget::start));
    }

    /** Nor would one that finds none where there are some. */
    @ParameterizedTest
    @EnumSource
    void oneWrongAnswerAmongThousandsIsFound(LyingTarget.Lie lie) throws IOException {
        Settings settings = Settings.standard();
        List<String> commands = RandomRequests.of(3, 2_000, true);
        List<String> truth = play(commands, settings, ZooKeeperTarget::start);
        List<String> lies = play(commands, settings, asked -> new LyingTarget(ZooKeeperTarget.start(asked), lie, 50));
        assertThatThrownBy(() -> requireAlike(3, truth, lies)).isInstanceOf(AssertionError.class);
    }

    /** Requests that all fail, or all hit nothing, would agree easily. */
    @Test
    void randomRequestsReachMostOfWhatCanHappen() throws IOException {
        List<String> transcript =
                play(RandomRequests.of(4, REQUESTS, true), Settings.standard(), ZooKeeperTarget::start);
        assertThat(transcript.stream().filter(line -> line.startsWith("    ok")).count())
                .isGreaterThan(REQUESTS / 2);
        for (String code : List.of("-5", "-6", "-8", "-101", "-102", "-103", "-108", "-110", "-111", "-114", "-121")) {
            assertThat(transcript.stream().filter(line -> line.startsWith("    " + code + " ")))
                    .as(code)
                    .isNotEmpty();
        }
        for (String event : List.of("NodeCreated", "NodeDeleted", "NodeDataChanged", "NodeChildrenChanged")) {
            assertThat(transcript.stream().filter(line -> line.contains(event)).count())
                    .as(event)
                    .isGreaterThan(100);
        }
    }

    private static void requireAlike(long seed, List<String> expected, List<String> actual) {
        Transcripts.requireEqual("seed " + seed, expected, actual);
    }

    private static List<String> play(List<String> commands, Settings settings, ServerUnderTest kind)
            throws IOException {
        List<String> transcript = new ArrayList<>();
        try (Target target = kind.start(settings);
                Player player = new Player(target, settings)) {
            for (String command : commands) {
                transcript.add(command);
                player.play(command).forEach(answer -> transcript.add(ScenarioFile.ANSWER + answer));
            }
        }
        return transcript;
    }
}
