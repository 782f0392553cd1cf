package dev.paddock.datatree.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random requests, answered twice. */
class RandomRequestsTest {
    private static final int REQUESTS = 20_000;
    private static final int REQUESTS_ONE_BY_ONE = 4_000;

    /** A comparison that finds differences where there are none would be worth nothing. */
    @ParameterizedTest
    @ValueSource(longs = 1)
    void twoZooKeepersAnswerAlike(long seed) throws IOException {
        Settings settings = Settings.standard().with("extendedTypesEnabled=true");
        List<String> commands = RandomRequests.of(seed, REQUESTS, true);
        requireAlike(
                seed, play(commands, settings, RealZooKeeper::start), play(commands, settings, RealZooKeeper::start));
    }

    @ParameterizedTest
    @ValueSource(longs = 2)
    void twoZooKeepersThatEnforceQuotasAnswerAlike(long seed) throws IOException {
        Settings settings = Settings.standard().with("enforceQuota=true");
        List<String> commands = RandomRequests.of(seed, REQUESTS_ONE_BY_ONE, false);
        requireAlike(
                seed, play(commands, settings, RealZooKeeper::start), play(commands, settings, RealZooKeeper::start));
    }

    /** Nor would one that finds none where there are some. */
    @ParameterizedTest
    @EnumSource
    void oneWrongAnswerAmongThousandsIsFound(LyingTarget.Lie lie) throws IOException {
        Settings settings = Settings.standard();
        List<String> commands = RandomRequests.of(3, 2_000, true);
        List<String> truth = play(commands, settings, RealZooKeeper::start);
        List<String> lies = play(commands, settings, kind -> new LyingTarget(RealZooKeeper.start(kind), lie, 50));
        assertThatThrownBy(() -> requireAlike(3, truth, lies)).isInstanceOf(AssertionError.class);
    }

    /** Requests that all fail, or all hit nothing, would agree easily. */
    @Test
    void randomRequestsReachMostOfWhatCanHappen() throws IOException {
        List<String> transcript = play(RandomRequests.of(4, REQUESTS, true), Settings.standard(), RealZooKeeper::start);
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
