package dev.paddock.server.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.zab.sim.Mutations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code server/mutate} looks for the mistakes; that each still has its line is seen at once. */
class MutationsTest {
    private static final Path CORE = Path.of("src/main/java/dev/paddock/server/core");

    @ParameterizedTest
    @MethodSource("mistakes")
    void everyMistakeHasItsLine(Mutations.Mutation mistake) throws IOException {
        assertThat(mistake.edits()).isNotEmpty();
        for (Mutations.Edit edit : mistake.edits()) {
            String source = Files.readString(CORE.resolve(edit.file()));

            assertThat(Mutations.apply(edit, source)).contains(edit.replacement());
        }
    }

    static List<Mutations.Mutation> mistakes() throws IOException {
        return Mutations.parse(Files.readString(Path.of("src/test/mutations.txt")));
    }
}
