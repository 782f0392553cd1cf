package dev.paddock.zab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The problems that others have published, as stories: each file says in its first lines what went wrong and what holds
 * here. What happens in one is written with {@code -Dpaddock.trace=true}.
 */
@Timeout(60)
class ScenarioTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/paddock/zab/sim");

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".txt", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void holds(String name) throws IOException {
        PrintStream out = Boolean.getBoolean("paddock.trace") ? System.out : null;
        String text = Files.readString(FOLDER.resolve(name + ".txt"), StandardCharsets.UTF_8);
        new Scenario(text, out == null ? null : new Journal(out)).play();
    }

    @Test
    void everyStoryIsPlayed() throws IOException {
        assertThat(names()).hasSizeGreaterThanOrEqualTo(12);
    }
}
