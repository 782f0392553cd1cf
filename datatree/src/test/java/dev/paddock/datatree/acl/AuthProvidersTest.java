package dev.paddock.datatree.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import dev.paddock.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthProvidersTest {
    private static final Access READ = new Access(Given.PATH, 1, List.of());

    @Test
    void aUsersProviderTakesThePlaceOfABuiltInOne() throws AuthenticationRefused {
        AuthProviders providers = Given.providers(new DigestAuthProvider("SHA1", null), new Words("digest"));
        Identities carol = providers.authenticate(Identities.NONE, "digest", Given.from(""), Bytes.ofText("carol"));
        assertThat(carol.all()).containsExactly(new Id("digest", "carol"));
        assertThat(providers.isValid(new Id("digest", "no colon"))).isTrue();
    }

    @Test
    void authenticatingAddsAndNeverRemoves() throws AuthenticationRefused {
        AuthProviders providers = Given.providers(new Words("words"));
        Identities both = providers.authenticate(
                Identities.of(Given.LOCALHOST), "words", Given.from("127.0.0.1"), Bytes.ofText("a"));
        assertThat(both.all()).containsExactly(Given.LOCALHOST, new Id("words", "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"world", "auth", "super"})
    void whatMeansSomethingByItselfCannotBeProvided(String scheme) {
        assertThatThrownBy(() -> Given.providers(new Words(scheme)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(scheme);
    }

    @Test
    void aProviderMayLookAtWhatIsAskedFor() {
        AuthProviders providers = Given.providers(new Words("words") {
            @Override
            public boolean matches(String id, String aclId, Access access) {
                return access.path().equals(Given.PATH) && matches(id, aclId);
            }
        });
        Identities carol = Identities.of(new Id("words", "carol"));
        assertThat(providers.matches(carol, new Id("words", "carol"), READ)).isTrue();
        assertThat(providers.matches(carol, new Id("words", "carol"), new Access(Utf8.of("/q"), 1, List.of())))
                .isFalse();
    }

    @Test
    void aProviderThatThrowsSaysNoAndIsReported() {
        List<String> faults = new ArrayList<>();
        AuthProviders providers = new AuthProviders(
                List.of(new Broken()), (provider, fault) -> faults.add(provider.scheme() + " " + fault.getMessage()));
        Id id = new Id("broken", "a");

        assertThat(providers.isValid(id)).isFalse();
        assertThat(providers.matches(Identities.of(id), id, READ)).isFalse();
        assertThat(providers.userName(id)).isEmpty();
        assertThat(faults).containsExactly("broken validity", "broken match", "broken name");
    }

    @Test
    void aProviderThatThrowsOnCredentialsRefusesThem() {
        AuthProviders providers = Given.providers(new Broken());
        assertThatThrownBy(() -> providers.authenticate(Identities.NONE, "broken", Given.from(""), Bytes.EMPTY))
                .isInstanceOfSatisfying(
                        AuthenticationRefused.class,
                        refused -> assertThat(refused.isAnswered()).isTrue())
                .hasRootCauseMessage("credentials");
    }

    @Test
    void anIdWithoutASchemeIsNotTaken() {
        AuthProviders providers = Given.providers(new Words("words") {
            @Override
            public List<Id> authenticate(Connection connection, Bytes data) {
                return List.of(new Id(null, "x"));
            }
        });
        assertThatThrownBy(() -> providers.authenticate(Identities.NONE, "words", Given.from(""), Bytes.EMPTY))
                .isInstanceOf(AuthenticationRefused.class);
    }

    /** A user's provider: whoever says a word is that word. */
    private static class Words implements AuthProvider {
        private final String scheme;

        Words(String scheme) {
            this.scheme = scheme;
        }

        @Override
        public String scheme() {
            return scheme;
        }

        @Override
        public List<Id> authenticate(Connection connection, Bytes data) {
            return List.of(new Id(scheme, data.text()));
        }

        @Override
        public boolean matches(String id, String aclId) {
            return id.equals(aclId);
        }

        @Override
        public boolean isAuthenticating() {
            return true;
        }

        @Override
        public boolean isValid(String id) {
            return true;
        }
    }

    private static final class Broken implements AuthProvider {
        @Override
        public String scheme() {
            return "broken";
        }

        @Override
        public List<Id> authenticate(Connection connection, Bytes data) {
            throw new IllegalStateException("credentials");
        }

        @Override
        public boolean matches(String id, String aclId) {
            throw new IllegalStateException("match");
        }

        @Override
        public boolean isAuthenticating() {
            return true;
        }

        @Override
        public boolean isValid(String id) {
            throw new IllegalStateException("validity");
        }

        @Override
        public String userName(String id) {
            throw new IllegalStateException("name");
        }
    }
}
