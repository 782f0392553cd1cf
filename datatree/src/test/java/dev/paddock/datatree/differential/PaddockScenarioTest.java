package dev.paddock.datatree.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of cases, played on Paddock: it answers as ZooKeeper does, or as {@code differences.txt} says and why. */
class PaddockScenarioTest {
    /** All but that of the other keeper of watches, which Paddock has not. */
    private static final List<String> FILES = List.of(
            "paths.txt",
            "create.txt",
            "create-extended-types.txt",
            "counters.txt",
            "acl.txt",
            "acl-skipped.txt",
            "acl-without-digest.txt",
            "acl-other-schemes.txt",
            "enforced-digest.txt",
            "enforced-sasl.txt",
            "write.txt",
            "delete-container.txt",
            "multi.txt",
            "watches.txt",
            "sessions.txt",
            "sessions-short.txt",
            "zxids.txt",
            "quota-enforced.txt",
            "defects.txt",
            "in-flight.txt");

    private static final Map<String, ScenarioFile.Scenario> DIFFERENCES =
            ScenarioFile.read("differences.txt").scenarios().stream()
                    .collect(Collectors.toMap(ScenarioFile.Scenario::title, Function.identity()));

    @TestFactory
    Stream<DynamicContainer> paddockAnswersAsZooKeeperDoes() {
        return FILES.stream().map(name -> dynamicContainer(name, rows(ScenarioFile.read(name))));
    }

    private static Stream<DynamicTest> rows(ScenarioFile file) {
        Player player = new Player(PaddockInMemory.start(file.settings()), file.settings());
        return file.scenarios().stream()
                .map(scenario -> dynamicTest(scenario.title(), () -> {
                    ScenarioFile.Scenario ours = DIFFERENCES.getOrDefault(scenario.title(), scenario);
                    Transcripts.requireEqual(scenario.title(), ours.lines(), ours.played(player));
                }));
    }

    @Test
    void everyDifferenceIsOneAndHasAReason() {
        Set<String> unknown = new HashSet<>(DIFFERENCES.keySet());
        for (String name : FILES) {
            for (ScenarioFile.Scenario scenario : ScenarioFile.read(name).scenarios()) {
                ScenarioFile.Scenario ours = DIFFERENCES.get(scenario.title());
                if (ours != null) {
                    unknown.remove(scenario.title());
                    assertThat(ours.comments()).as(scenario.title()).isNotEmpty();
                    assertThat(ours.commands()).as(scenario.title()).isEqualTo(scenario.commands());
                    assertThat(ours.answers()).as(scenario.title()).isNotEqualTo(scenario.answers());
                }
            }
        }
        assertThat(unknown).isEmpty();
    }
}
