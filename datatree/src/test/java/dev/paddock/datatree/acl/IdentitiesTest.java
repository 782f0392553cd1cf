package dev.paddock.datatree.acl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Id;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
    @Test
    void idsStayInTheOrderInWhichTheyCame() {
        Identities identities =
                Identities.of(Given.LOCALHOST).with(List.of(new Id("digest", "z:1"), new Id("digest", "a:1")));
        assertThat(identities.all()).containsExactly(Given.LOCALHOST, new Id("digest", "z:1"), new Id("digest", "a:1"));
    }

    @Test
    void addingTwiceChangesNothing() {
        Identities identities = Identities.of(Given.LOCALHOST, Given.BOB);
        assertThat(identities.with(List.of(Given.BOB, Given.LOCALHOST))).isSameAs(identities);
        assertThat(Identities.NONE.with(List.of(Given.BOB, Given.BOB)).all()).containsExactly(Given.BOB);
    }

    @Test
    void addingLeavesTheOldOnesAsTheyWere() {
        Identities before = Identities.of(Given.LOCALHOST);
        before.with(List.of(Given.SUPER));
        assertThat(before.all()).containsExactly(Given.LOCALHOST);
        assertThat(before.isSuper()).isFalse();
    }

    @Test
    void anyIdOfTheSchemeSuperIsSuper() {
        assertThat(Identities.of(Given.LOCALHOST, Given.SUPER).isSuper()).isTrue();
        assertThat(Identities.of(new Id("super", Given.ALICE)).isSuper()).isTrue();
        assertThat(Identities.of(new Id("sasl", "super"), new Id("digest", "super:x"))
                        .isSuper())
                .isFalse();
        assertThat(Identities.NONE.isSuper()).isFalse();
    }
}
