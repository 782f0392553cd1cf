package dev.paddock.client.recipe.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.client.PaddockClient;
import dev.paddock.server.EmbeddedServer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the page about recipes shows is what is compiled and run here. */
@Timeout(60)
class ExamplesTest {
    private static final Path PAGE = Path.of("..", "docs", "recipes.md");
    private static final Path SOURCE = Path.of("src/test/java/dev/paddock/client/recipe/example/Examples.java");

    private static final Pattern BLOCK = Pattern.compile("<!-- example (\\w+) -->\n```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern METHOD = Pattern.compile(
            "    static void (\\w+)\\(PaddockClient client\\) throws InterruptedException \\{\n(.*?)\n    }\n",
            Pattern.DOTALL);

    @Test
    void thePageShowsEachExampleAsItIs() throws IOException {
        assertThat(texts(BLOCK, PAGE)).isEqualTo(texts(METHOD, SOURCE));
    }

    private static Map<String, String> texts(Pattern pattern, Path file) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (MatchResult found :
                pattern.matcher(Files.readString(file)).results().toList()) {
            texts.put(found.group(1), found.group(2).stripIndent().strip());
        }
        assertThat(texts).as("examples in %s", file).isNotEmpty();
        return texts;
    }

    @Test
    void eachExampleRuns() throws Exception {
        List<Method> examples = Arrays.stream(Examples.class.getDeclaredMethods())
                .filter(each -> !Modifier.isPrivate(each.getModifiers()) && !each.isSynthetic())
                .toList();
        assertThat(examples).hasSameSizeAs(texts(METHOD, SOURCE).keySet());
        try (EmbeddedServer server = EmbeddedServer.start();
                PaddockClient client = PaddockClient.builder()
                        .connectString(server.connectString())
                        .connect(Duration.ofSeconds(20))) {
            for (Method example : examples) {
                example.invoke(null, client);
            }
        }
    }
}
