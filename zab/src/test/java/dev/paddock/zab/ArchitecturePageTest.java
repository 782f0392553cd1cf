package dev.paddock.zab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on architecture lists all that goes into agreement, and all that comes out. */
class ArchitecturePageTest {
    private static final Path PAGE = Path.of("..", "docs", "architecture.md");

    @ParameterizedTest
    @ValueSource(classes = {Input.class, Effect.class})
    void namesEveryKind(Class<?> sealed) throws IOException {
        String page = Files.readString(PAGE);
        List<String> kinds = kinds(sealed).map(Class::getSimpleName).toList();

        assertThat(kinds)
                .hasSizeGreaterThan(20)
                .allSatisfy(kind -> assertThat(page).contains("`" + kind));
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ArchitecturePageTest::kinds)
                : Stream.of(type);
    }
}
