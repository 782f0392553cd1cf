package dev.paddock.datatree.acl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import dev.paddock.wire.Permission;
import dev.paddock.wire.Utf8;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AclRulesTest {
    private static final Identities ANYBODY = Identities.of(Given.LOCALHOST);
    private static final Identities BOB = Identities.of(Given.LOCALHOST, Given.BOB);
    private static final Identities ADMIN = Identities.of(Given.LOCALHOST, Given.SUPER);
    private static final List<Acl> CLOSED = List.of(new Acl(0, Id.ANYONE));
    private static final List<Acl> BOBS = List.of(new Acl(Permission.ALL, Given.BOB));

    private final AclRules rules = new AclRules(Given.all(), false);
    private final AclRules skipping = new AclRules(Given.all(), true);

    @ParameterizedTest
    @EnumSource
    void theOpenAclAndTheEmptyOneLetEverybodyDoEverything(Permission permission) {
        assertThat(mayOf(Acl.OPEN, Identities.NONE)).contains(permission);
        assertThat(mayOf(new ArrayList<>(Acl.OPEN), Identities.NONE)).contains(permission);
        assertThat(mayOf(List.of(), Identities.NONE)).contains(permission);
    }

    @Property(seed = "20260101", tries = 200)
    void aBitLetsDoWhatItSaysAndNothingElse(@ForAll @IntRange(min = 0, max = 255) int permissions) {
        EnumSet<Permission> expected = EnumSet.noneOf(Permission.class);
        for (Permission permission : Permission.values()) {
            if ((permissions >> permission.ordinal() & 1) != 0) {
                expected.add(permission);
            }
        }
        assertThat(mayOf(List.of(new Acl(permissions, Id.ANYONE)), ANYBODY)).isEqualTo(expected);
        assertThat(mayOf(List.of(new Acl(permissions, Given.BOB)), BOB)).isEqualTo(expected);
    }

    @Test
    void onlyTheIdOfTheEntryIsLetThrough() {
        assertThat(mayOf(BOBS, ANYBODY)).isEmpty();
        assertThat(mayOf(BOBS, BOB)).containsExactly(Permission.values());
        assertThat(mayOf(BOBS, Identities.of(new Id("digest", "bob:wrong")))).isEmpty();
        assertThat(mayOf(BOBS, Identities.of(new Id("digest", "bob:wrong"), Given.BOB)))
                .containsExactly(Permission.values());
    }

    @Test
    void anIdOfAnotherSchemeWithTheSameTextIsNobody() {
        assertThat(mayOf(BOBS, Identities.of(new Id("sasl", Given.BOB.id())))).isEmpty();
        assertThat(mayOf(List.of(new Acl(31, new Id("sasl", "bob"))), Identities.of(new Id("digest", "bob"))))
                .isEmpty();
    }

    @Test
    void permissionsOfSeveralEntriesAddUp() {
        List<Acl> acl = List.of(new Acl(1, Id.ANYONE), new Acl(2, Given.BOB), new Acl(4, Given.LOCALHOST));
        assertThat(mayOf(acl, BOB)).containsExactly(Permission.READ, Permission.WRITE, Permission.CREATE);
        assertThat(mayOf(acl, ANYBODY)).containsExactly(Permission.READ, Permission.CREATE);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.0.0.1/8, true",
        "127.0.0.0/31, true",
        "10.0.0.0/0, true",
        "0.0.0.0/1, true",
        "127.0.0.2, false",
        "127.0.0.2/31, false",
        "128.0.0.0/1, false",
    })
    void anAddressIsLetThroughByItsNetworks(String network, boolean permitted) {
        List<Acl> acl = List.of(new Acl(Permission.ALL, new Id("ip", network)));
        assertThat(mayOf(acl, ANYBODY).isEmpty()).isEqualTo(!permitted);
    }

    @Test
    void superIsLetThroughEverywhere() {
        assertThat(mayOf(CLOSED, ADMIN)).containsExactly(Permission.values());
        assertThat(mayOf(BOBS, ADMIN)).containsExactly(Permission.values());
    }

    @Test
    void skippingLetsEverybodyThroughEverywhere() {
        for (Permission permission : Permission.values()) {
            assertThat(skipping.isPermitted(CLOSED, permission, ANYBODY, Given.PATH))
                    .isTrue();
        }
        assertThat(skipping.maySee(CLOSED, ANYBODY, Given.PATH)).isTrue();
    }

    @Test
    void anEntryWithoutAProviderMatchesNobody() {
        Id stranger = new Id("kerberos", "bob");
        assertThat(mayOf(List.of(new Acl(31, stranger)), Identities.of(stranger)))
                .isEmpty();
        assertThat(mayOf(List.of(new Acl(31, new Id("world", "x"))), BOB)).isEmpty();
    }

    @Test
    void anAclIsSeenByWhoMayReadOrAdminister() {
        for (Permission permission : Permission.values()) {
            boolean enough = Set.of(Permission.READ, Permission.ADMIN).contains(permission);
            assertThat(rules.maySee(List.of(new Acl(permission.bit(), Id.ANYONE)), ANYBODY, Given.PATH))
                    .isEqualTo(enough);
        }
        assertThat(rules.maySee(CLOSED, ANYBODY, Given.PATH)).isFalse();
    }

    @Test
    void aReaderIsShownUsersWithoutHashes() {
        Acl world = new Acl(1, Id.ANYONE);
        Acl ip = new Acl(31, new Id("ip", "10.0.0.1"));
        List<Acl> acl =
                List.of(world, new Acl(31, new Id("digest", "bob:h")), ip, new Acl(1, new Id("digest", ":a:b")));
        assertThat(rules.shown(acl, ANYBODY, Given.PATH))
                .containsExactly(world, new Acl(31, new Id("digest", "bob:x")), ip, new Acl(1, new Id("digest", ":x")));
    }

    @Test
    void whoMayAdministerIsShownAll() {
        List<Acl> acl = List.of(new Acl(1, Id.ANYONE), new Acl(31, Given.BOB));
        assertThat(rules.shown(acl, BOB, Given.PATH)).isEqualTo(acl);
        assertThat(rules.shown(acl, ADMIN, Given.PATH)).isEqualTo(acl);
        assertThat(skipping.shown(acl, ANYBODY, Given.PATH)).isEqualTo(acl);
        assertThat(rules.shown(acl, ANYBODY, Given.PATH)).isNotEqualTo(acl);
        assertThat(rules.shown(Acl.OPEN, ANYBODY, Given.PATH)).isSameAs(Acl.OPEN);
    }

    @Property(seed = "20260101", tries = 2_000)
    void whatIsShownNeverDependsOnAHash(
            @ForAll("users") String user, @ForAll("hashes") String one, @ForAll("hashes") String other) {
        assertThat(rules.shown(readableWith(user + ":" + one), ANYBODY, Given.PATH))
                .isEqualTo(rules.shown(readableWith(user + ":" + other), ANYBODY, Given.PATH));
    }

    @Test
    void aHashWithoutAUserIsNotShownEither() {
        assertThat(rules.shown(readableWith("secret"), ANYBODY, Given.PATH)).isEqualTo(readableWith(":x"));
    }

    @Provide
    Arbitrary<String> users() {
        return Arbitraries.strings().alpha().ofMaxLength(5);
    }

    @Provide
    Arbitrary<String> hashes() {
        return Arbitraries.strings().withChars("ab:+/=").ofMaxLength(30);
    }

    private static List<Acl> readableWith(String digest) {
        return List.of(new Acl(Permission.READ.bit(), Id.ANYONE), new Acl(31, new Id("digest", digest)));
    }

    @Test
    void whoAmINamesTheUserOfEachId() {
        Identities identities = Identities.of(
                Given.LOCALHOST,
                Given.BOB,
                Given.SUPER,
                new Id("super", Given.ALICE),
                new Id("x509", Given.ALICE),
                new Id("sasl", "bob:b"),
                new Id("kerberos", "k:k"));
        assertThat(rules.whoAmI(identities))
                .containsExactly(
                        Given.LOCALHOST,
                        new Id("digest", "bob"),
                        new Id("super", ""),
                        new Id("super", ""),
                        new Id("x509", Given.ALICE),
                        new Id("sasl", "bob:b"),
                        new Id("kerberos", "k:k"));
    }

    @Test
    void aProviderLearnsWhatIsAskedFor() {
        List<Access> asked = new ArrayList<>();
        AclRules curious = new AclRules(Given.providers(new Curious(asked)), false);
        Id carol = new Id("curious", "carol");
        List<Acl> acl = List.of(new Acl(Permission.ALL, carol));

        assertThat(curious.isPermitted(acl, Permission.ADMIN, Identities.of(carol), Utf8.of("/a"), Acl.OPEN))
                .isTrue();
        assertThat(curious.isPermitted(acl, Permission.CREATE, Identities.of(carol), Utf8.of("/b")))
                .isTrue();
        assertThat(curious.maySee(acl, Identities.of(carol), Utf8.of("/c"))).isTrue();

        assertThat(asked)
                .containsExactly(
                        new Access(Utf8.of("/a"), 16, Acl.OPEN),
                        new Access(Utf8.of("/b"), 4, List.of()),
                        new Access(Utf8.of("/c"), 17, List.of()));
    }

    private Set<Permission> mayOf(List<Acl> acl, Identities identities) {
        EnumSet<Permission> may = EnumSet.noneOf(Permission.class);
        for (Permission permission : Permission.values()) {
            if (rules.isPermitted(acl, permission, identities, Given.PATH)) {
                may.add(permission);
            }
        }
        return may;
    }

    private record Curious(List<Access> asked) implements AuthProvider {
        @Override
        public String scheme() {
            return "curious";
        }

        @Override
        public List<Id> authenticate(Connection connection, Bytes data) {
            return List.of();
        }

        @Override
        public boolean matches(String id, String aclId) {
            return false;
        }

        @Override
        public boolean matches(String id, String aclId, Access access) {
            asked.add(access);
            return true;
        }

        @Override
        public boolean isAuthenticating() {
            return false;
        }

        @Override
        public boolean isValid(String id) {
            return false;
        }
    }
}
