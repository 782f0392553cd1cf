package dev.paddock.datatree.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import java.security.NoSuchAlgorithmException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestAuthProviderTest {
    private static final Connection CLIENT = Given.from("127.0.0.1");

    private final DigestAuthProvider digest = new DigestAuthProvider("SHA1", Given.SUPER_DIGEST);

    @ParameterizedTest
    @CsvSource({
        "bob:pw, bob:ikIaKsbtGweaHnb/jKn7OHqbunM=",
        "abc, abc:qZk+NkcGgWq6PiVxeFDCbJzQ2J0=",
        "'', :2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
        "a:b:c, a:cLzgnoJ6mP5qz3w+mwvPE2vDgu0=",
    })
    void aClientIsItsUserAndTheHashOfAllOfIt(String data, String id) throws AuthenticationRefused {
        assertThat(digest.authenticate(CLIENT, Bytes.ofText(data))).containsExactly(new Id("digest", id));
    }

    @Property(seed = "20260101", tries = 1_000)
    void idsAreThoseOfZooKeeper(@ForAll("users") String data) throws AuthenticationRefused, NoSuchAlgorithmException {
        assertThat(digest.authenticate(CLIENT, Bytes.ofText("u" + data)))
                .containsExactly(new Id("digest", DigestAuthenticationProvider.generateDigest("u" + data)));
    }

    @Test
    void separatorsAloneHaveAnEmptyUser() throws AuthenticationRefused {
        assertThat(digest.authenticate(CLIENT, Bytes.ofText(":")))
                .first()
                .extracting(Id::id)
                .asString()
                .startsWith(":");
    }

    @Test
    void withoutDataThereIsNoId() {
        assertThatThrownBy(() -> digest.authenticate(CLIENT, null)).isInstanceOf(AuthenticationRefused.class);
    }

    @Test
    void theSuperDigestMakesSuper() throws AuthenticationRefused {
        assertThat(digest.authenticate(CLIENT, Bytes.ofText("super:admin")))
                .containsExactly(new Id("digest", Given.SUPER_DIGEST), Given.SUPER);
        assertThat(digest.authenticate(CLIENT, Bytes.ofText("super:wrong")))
                .doesNotContain(Given.SUPER)
                .hasSize(1);
    }

    @Test
    void withoutASuperDigestNobodyIsSuper() throws AuthenticationRefused {
        assertThat(new DigestAuthProvider("SHA1", null).authenticate(CLIENT, Bytes.ofText("super:admin")))
                .containsExactly(new Id("digest", Given.SUPER_DIGEST));
    }

    @Test
    void theHashCanBeAnother() throws AuthenticationRefused {
        assertThat(new DigestAuthProvider("SHA-256", null).authenticate(CLIENT, Bytes.ofText("bob:pw")))
                .containsExactly(new Id("digest", "bob:lXdkgIa9O1CDDWAryQ0pe9wUYi2LkG6M7Uocn/Vyn2g="));
        assertThatThrownBy(() -> new DigestAuthProvider("foo", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("digestAlg=foo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"u:h", ":h", "u:h:", "u:h::", ":b:"})
    void aUserAndAHashAreValid(String id) {
        assertThat(digest.isValid(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "a:", ":", "::", "a:b:c", "u::h", "::h", "a:b:c:"})
    void moreOrLessIsNot(String id) {
        assertThat(digest.isValid(id)).isFalse();
    }

    @Property(seed = "20260101", tries = 2_000)
    void idsAreValidAsInZooKeeper(@ForAll("users") String id) {
        assertThat(digest.isValid(id)).isEqualTo(new DigestAuthenticationProvider().isValid(id));
    }

    @Provide
    Arbitrary<String> users() {
        return Arbitraries.strings().withChars("ab\u00e9\u20ac:").ofMaxLength(8);
    }

    @Test
    void onlyTheSameIdMatches() {
        assertThat(digest.matches("bob:hash", "bob:hash")).isTrue();
        assertThat(digest.matches("bob:hash", "bob:hasH")).isFalse();
        assertThat(digest.matches("bob:hash", "bob:hash:")).isFalse();
        assertThat(digest.matches("bob:hash", "Bob:hash")).isFalse();
        assertThat(digest.matches("bob:hash", "")).isFalse();
    }

    @Test
    void theUserIsWhatStandsBeforeTheHash() {
        assertThat(digest.userName("bob:a:b")).isEqualTo("bob");
        assertThat(digest.userName(":a")).isEmpty();
        assertThat(digest.userName("bob")).isEqualTo("bob");
    }
}
