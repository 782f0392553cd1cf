package dev.paddock.zab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mistakes of {@code zab/mutate}. */
class MutationsTest extends MutationsContract {
    MutationsTest() {
        super("dev/paddock/zab");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void theStoriesOfAMistakeAreThere(Mutations.Mutation mistake) throws IOException {
        assertThat(ScenarioTest.names()).containsAll(mistake.stories());
    }
}
