package dev.paddock.datatree.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.wire.Bytes;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnsembleAuthProviderTest {
    private static final Connection CLIENT = Given.from("127.0.0.1");

    private final EnsembleAuthProvider ensemble = new EnsembleAuthProvider(Set.of("blue", "green"));

    @Test
    void whoLooksForThisEnsembleIsLetInWithoutAnId() throws AuthenticationRefused {
        assertThat(ensemble.authenticate(CLIENT, Bytes.ofText("green"))).isEmpty();
    }

    @Test
    void whoLooksForAnotherIsCutOffWithoutAnAnswer() {
        assertThatThrownBy(() -> ensemble.authenticate(CLIENT, Bytes.ofText(" blue")))
                .isInstanceOfSatisfying(
                        AuthenticationRefused.class,
                        refused -> assertThat(refused.isAnswered()).isFalse())
                .hasMessageContaining(" blue");
    }

    @Test
    void whoLooksForNoneInParticularIsLetIn() throws AuthenticationRefused {
        assertThat(ensemble.authenticate(CLIENT, Bytes.EMPTY)).isEmpty();
        assertThat(ensemble.authenticate(CLIENT, null)).isEmpty();
    }

    @Test
    void anEnsembleWithoutANameAnswersToAll() throws AuthenticationRefused {
        assertThat(new EnsembleAuthProvider(Set.of()).authenticate(CLIENT, Bytes.ofText("red")))
                .isEmpty();
    }
}
