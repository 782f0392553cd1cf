package dev.paddock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on architecture tells where a create goes, stop by stop. Every stop has to be there. */
class ArchitecturePageTest {
    private static final Path PAGE = Path.of("..", "docs", "architecture.md");
    private static final Pattern STOP = Pattern.compile("(?m)^ {4,5}\\d+ ([\\w.]+)#(\\w+)");

    @Test
    void everyStopOnTheWayOfACreateExists() throws IOException, ClassNotFoundException {
        List<MatchResult> stops = STOP.matcher(Files.readString(PAGE)).results().toList();

        assertThat(stops).hasSizeGreaterThan(4);
        for (MatchResult stop : stops) {
            Class<?> owner = Class.forName("dev.paddock." + stop.group(1));
            assertThat(Arrays.stream(owner.getDeclaredMethods()).map(Method::getName))
                    .as(stop.group())
                    .contains(stop.group(2));
        }
    }
}
