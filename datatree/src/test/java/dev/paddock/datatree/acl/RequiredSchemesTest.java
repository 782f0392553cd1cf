package dev.paddock.datatree.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.wire.Id;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequiredSchemesTest {
    @Test
    void anyOneOfTheSchemesIsEnough() {
        RequiredSchemes required = RequiredSchemes.of(List.of("digest", "sasl"), Given.all());
        assertThat(required.areMetBy(Identities.of(Given.LOCALHOST))).isFalse();
        assertThat(required.areMetBy(Identities.of(Given.LOCALHOST, Given.SUPER)))
                .isFalse();
        assertThat(required.areMetBy(Identities.of(Given.LOCALHOST, Given.BOB))).isTrue();
        assertThat(required.areMetBy(Identities.of(new Id("sasl", "bob")))).isTrue();
    }

    @Test
    void withSaslRequiredADigestIsNotEnough() {
        RequiredSchemes required = RequiredSchemes.of(List.of("sasl"), Given.all());
        assertThat(required.areMetBy(Identities.of(Given.LOCALHOST, Given.BOB))).isFalse();
    }

    @Test
    void nothingRequiredIsAlwaysMet() {
        assertThat(RequiredSchemes.NONE.areMetBy(Identities.NONE)).isTrue();
    }

    @Test
    void aListThatWouldLetNobodyInIsRefused() {
        assertThatThrownBy(() -> RequiredSchemes.of(List.of(), Given.all()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("enforce.auth.schemes");
        assertThatThrownBy(() -> RequiredSchemes.of(List.of("digest", "kerberos"), Given.all()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kerberos");
    }
}
