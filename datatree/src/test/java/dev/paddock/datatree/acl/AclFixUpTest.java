package dev.paddock.datatree.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.datatree.Refused;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.Id;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class AclFixUpTest {
    private static final Identities NOBODY = Identities.of(Given.LOCALHOST);
    private static final Id ANN = new Id("digest", "ann:hash");

    private final AclRules rules = new AclRules(Given.ordinary(), false);

    @Test
    void theOpenAclStaysTheOneInstance() throws Refused {
        assertThat(rules.fixUp(Acl.OPEN, NOBODY)).isSameAs(Acl.OPEN);
        assertThat(rules.fixUp(List.of(world(31)), NOBODY)).isSameAs(Acl.OPEN);
        assertThat(rules.fixUp(List.of(world(31), world(31)), NOBODY)).isSameAs(Acl.OPEN);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void anAclNeedsEntries(List<Acl> acl) {
        assertRefused(ErrorCode.INVALID_ACL, acl);
    }

    @ParameterizedTest
    @CsvSource({
        "world, x",
        "world, ''",
        "auth, ''",
        "foo, x",
        "super, ''",
        "sasl, bob",
        "x509, CN=a",
        "digest, abc",
        "digest, ''",
        "digest, a:",
        "digest, a:b:c",
        "ip, 127.0.0.1/33",
        "ip, foo",
    })
    void anIdThatNobodyKnowsIsInvalid(String scheme, String id) {
        assertRefused(ErrorCode.INVALID_ACL, List.of(new Acl(31, new Id(scheme, id))));
    }

    @ParameterizedTest
    @CsvSource({"digest, u:h", "digest, :b", "ip, 127.0.0.1", "ip, ::1", "ip, 127.0.0.0/8"})
    void aKnownIdIsStoredAsItIs(String scheme, String id) throws Refused {
        List<Acl> acl = List.of(new Acl(31, new Id(scheme, id)));
        assertThat(rules.fixUp(acl, NOBODY)).isEqualTo(acl);
    }

    @Test
    void oneBadEntrySpoilsAllOthers() {
        assertRefused(ErrorCode.INVALID_ACL, List.of(world(31), new Acl(31, new Id("digest", "abc"))));
        assertRefused(ErrorCode.INVALID_ACL, List.of(new Acl(31, new Id("digest", "abc")), world(31)));
    }

    @Test
    void duplicatesAreStoredOnceWhereTheFirstStood() throws Refused {
        assertThat(rules.fixUp(List.of(entry(1, ANN), world(1), entry(1, ANN), world(1)), NOBODY))
                .containsExactly(entry(1, ANN), world(1));
    }

    @Test
    void theSameIdWithOtherPermissionsIsNoDuplicate() throws Refused {
        assertThat(rules.fixUp(List.of(world(1), world(2)), NOBODY)).containsExactly(world(1), world(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255, -1, Integer.MIN_VALUE})
    void permissionsAreStoredAsGiven(int permissions) throws Refused {
        assertThat(rules.fixUp(List.of(world(permissions)), NOBODY)).containsExactly(world(permissions));
    }

    @Test
    void aMissingEntryIdOrSchemeIsInvalid() {
        assertRefused(ErrorCode.INVALID_ACL, Collections.singletonList(null));
        assertRefused(ErrorCode.INVALID_ACL, List.of(new Acl(31, null)));
        assertRefused(ErrorCode.INVALID_ACL, List.of(new Acl(31, new Id(null, "a"))));
        assertRefused(ErrorCode.INVALID_ACL, List.of(new Acl(31, new Id(null, null))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"world", "digest", "ip"})
    void aMissingTextOfAKnownSchemeIsMalformed(String scheme) {
        assertRefused(ErrorCode.MARSHALLING_ERROR, List.of(new Acl(31, new Id(scheme, null))));
    }

    @Test
    void aMissingTextOfAnUnknownSchemeIsInvalid() {
        assertRefused(ErrorCode.INVALID_ACL, List.of(new Acl(31, new Id("foo", null))));
        assertRefused(ErrorCode.INVALID_ACL, List.of(new Acl(31, new Id("super", null))));
    }

    @Test
    void theFirstBadEntryDecides() {
        Acl malformed = new Acl(31, new Id("digest", null));
        Acl invalid = new Acl(31, new Id("foo", "x"));
        assertRefused(ErrorCode.MARSHALLING_ERROR, List.of(malformed, invalid));
        assertRefused(ErrorCode.INVALID_ACL, List.of(invalid, malformed));
    }

    @Test
    void authBecomesAllIdsThatTheConnectionHasProved() throws Refused {
        Identities two = Identities.of(Given.LOCALHOST, Given.BOB, ANN);
        assertThat(rules.fixUp(List.of(auth(31)), two)).containsExactly(entry(31, Given.BOB), entry(31, ANN));
        assertThat(rules.fixUp(List.of(auth(1), auth(31)), two))
                .containsExactly(entry(1, Given.BOB), entry(1, ANN), entry(31, Given.BOB), entry(31, ANN));
    }

    @Test
    void theTextOfAuthMeansNothing() throws Refused {
        Identities bob = Identities.of(Given.BOB);
        assertThat(rules.fixUp(List.of(new Acl(1, new Id("auth", "whoever"))), bob))
                .containsExactly(entry(1, Given.BOB));
        assertThat(rules.fixUp(List.of(new Acl(1, new Id("auth", null))), bob)).containsExactly(entry(1, Given.BOB));
    }

    @Test
    void anAddressProvesNothing() throws AuthenticationRefused {
        Identities ip = Given.ordinary().authenticate(NOBODY, "ip", Given.from("127.0.0.1"), null);
        assertThatThrownBy(() -> rules.fixUp(List.of(auth(31)), ip)).isSameAs(Refused.with(ErrorCode.INVALID_ACL));
    }

    @Test
    void superIsLeftOutWhenAuthIsUnfolded() throws AuthenticationRefused, Refused {
        Identities admin =
                Given.ordinary().authenticate(NOBODY, "digest", Given.from("127.0.0.1"), Bytes.ofText("super:admin"));
        assertThat(admin.isSuper()).isTrue();
        assertThat(rules.fixUp(List.of(auth(31)), admin))
                .containsExactly(entry(31, new Id("digest", Given.SUPER_DIGEST)));
    }

    @Test
    void withAclsSkippedTheRulesForStoringStay() {
        AclRules skipping = new AclRules(Given.ordinary(), true);
        assertThatThrownBy(() -> skipping.fixUp(List.of(), NOBODY)).isSameAs(Refused.with(ErrorCode.INVALID_ACL));
        assertThatThrownBy(() -> skipping.fixUp(List.of(new Acl(31, new Id("foo", "x"))), Identities.of(Given.SUPER)))
                .isSameAs(Refused.with(ErrorCode.INVALID_ACL));
    }

    @Test
    void anAclCannotUnfoldBeyondAllMeasure() {
        List<Id> ids = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(new Id("digest", "u" + i + ":h"));
        }
        Identities thousand = Identities.NONE.with(ids);
        List<Acl> acl = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            acl.add(auth(i));
        }
        assertThatThrownBy(() -> rules.fixUp(acl, thousand)).isSameAs(Refused.with(ErrorCode.INVALID_ACL));
    }

    /** "Aa" and "BB" have one hash, and so has every word made of them. */
    @Test
    void idsOfOneHashCostNoMoreThanOthers() {
        List<Acl> acl = new ArrayList<>();
        for (int word = 0; word < 1 << 15; word++) {
            StringBuilder text = new StringBuilder("u:");
            for (int bit = 0; bit < 15; bit++) {
                text.append((word >> bit & 1) == 0 ? "Aa" : "BB");
            }
            acl.add(entry(1, new Id("digest", text.toString())));
        }
        assertThat(acl.get(0).hashCode()).isEqualTo(acl.get(acl.size() - 1).hashCode());

        List<Acl> stored = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> rules.fixUp(acl, NOBODY));

        assertThat(stored).hasSameSizeAs(acl);
    }

    @Property(seed = "20260101", tries = 2_000)
    void fixingUpOnceIsEnough(@ForAll("acls") List<Acl> acl) throws Refused {
        List<Acl> stored = rules.fixUp(acl, NOBODY);
        assertThat(stored).containsExactlyElementsOf(new LinkedHashSet<>(acl));
        assertThat(rules.fixUp(stored, NOBODY)).isEqualTo(stored);
    }

    @Provide
    Arbitrary<List<Acl>> acls() {
        Arbitrary<Id> ids = Arbitraries.of(Id.ANYONE, ANN, Given.BOB, Given.LOCALHOST, new Id("ip", "::/0"));
        return Combinators.combine(Arbitraries.integers().between(-1, 3), ids)
                .as(Acl::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private void assertRefused(ErrorCode error, List<Acl> acl) {
        assertThatThrownBy(() -> rules.fixUp(acl, NOBODY)).isSameAs(Refused.with(error));
    }

    private static Acl world(int permissions) {
        return entry(permissions, Id.ANYONE);
    }

    private static Acl auth(int permissions) {
        return entry(permissions, new Id("auth", ""));
    }

    private static Acl entry(int permissions, Id id) {
        return new Acl(permissions, id);
    }
}
