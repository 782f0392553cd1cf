package dev.paddock.datatree.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.zookeeper.server.auth.SASLAuthenticationProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaslAuthProviderTest {
    private final SaslAuthProvider sasl = new SaslAuthProvider("anybody");

    @ParameterizedTest
    @ValueSource(strings = {"bob", "bob/host", "bob/host@R", "bob@R", "@", "", "super", "a/b/c", "//", "/@"})
    void principalsAndPlainTextAreValid(String id) {
        assertThat(sasl.isValid(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b@c", "a/b/c@d", "a@b/c", "@@"})
    void withARealmTheFormCounts(String id) {
        assertThat(sasl.isValid(id)).isFalse();
    }

    @Property(seed = "20260101", tries = 2_000)
    void idsAreValidAsInZooKeeper(@ForAll("principals") String id) {
        assertThat(sasl.isValid(id)).isEqualTo(new SASLAuthenticationProvider().isValid(id));
    }

    @Provide
    Arbitrary<String> principals() {
        return Arbitraries.strings().withChars("ab@/ ").ofMaxLength(7);
    }

    @Test
    void anIdMatchesItself() {
        assertThat(sasl.matches("bob", "bob")).isTrue();
        assertThat(sasl.matches("bob", "alice")).isFalse();
        assertThat(sasl.matches("bob", "super")).isFalse();
    }

    @Test
    void superMatchesEveryEntry() {
        assertThat(sasl.matches("super", "bob")).isTrue();
    }

    @Test
    void anEntryCanBeOpenToEveryUser() {
        assertThat(sasl.matches("bob", "anybody")).isTrue();
        assertThat(new SaslAuthProvider(null).matches("bob", "anybody")).isFalse();
    }

    @Test
    void anAuthPacketIsNotTheWayIn() {
        assertThatThrownBy(() -> sasl.authenticate(Given.from("127.0.0.1"), Bytes.ofText("bob")))
                .isInstanceOf(AuthenticationRefused.class);
    }

    @Test
    void superUsersBecomeSuperWhenTheExchangeIsDone() {
        SaslUsers users = new SaslUsers(Set.of("root"));
        assertThat(users.idsOf("root")).containsExactly(new Id("sasl", "root"), Given.SUPER);
        assertThat(users.idsOf("bob")).containsExactly(new Id("sasl", "bob"));
    }
}
