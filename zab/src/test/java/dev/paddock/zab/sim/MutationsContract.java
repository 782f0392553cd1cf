package dev.paddock.zab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looking for the mistakes of a module takes an hour; that each still has its line is seen at once. */
public abstract class MutationsContract {
    private final Path sources;

    /** @param sources the folder of the package, within the module's main code */
    protected MutationsContract(String sources) {
        this.sources = Path.of("src/main/java").resolve(sources);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    final void everyMistakeHasItsLine(Mutations.Mutation mistake) throws IOException {
        assertThat(mistake.edits()).isNotEmpty();
        for (Mutations.Edit edit : mistake.edits()) {
            String source = Files.readString(sources.resolve(edit.file()));

            assertThat(Mutations.apply(edit, source)).contains(edit.replacement());
        }
    }

    static List<Mutations.Mutation> mistakes() throws IOException {
        return Mutations.parse(Files.readString(Path.of("src/test/mutations.txt")));
    }
}
