package dev.paddock.zab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looking for the mistakes takes an hour; that each still has its line is seen at once. */
class MutationsTest {
    private static final Path PROTOCOL = Path.of("src/main/java/dev/paddock/zab");

    @ParameterizedTest
    @MethodSource("mistakes")
    void everyMistakeHasItsLine(Mutations.Mutation mistake) throws IOException {
        assertThat(mistake.edits()).isNotEmpty();
        for (Mutations.Edit edit : mistake.edits()) {
            String source = Files.readString(PROTOCOL.resolve(edit.file()));

            assertThat(Mutations.apply(edit, source)).contains(edit.replacement());
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void theStoriesOfAMistakeAreThere(Mutations.Mutation mistake) throws IOException {
        assertThat(ScenarioTest.names()).containsAll(mistake.stories());
    }

    static List<Mutations.Mutation> mistakes() throws IOException {
        return Mutations.parse(Files.readString(Path.of("src/test/mutations.txt")));
    }
}
