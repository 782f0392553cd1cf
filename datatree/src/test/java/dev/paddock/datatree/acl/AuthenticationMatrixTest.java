package dev.paddock.datatree.acl;

import static dev.paddock.datatree.acl.AuthenticationMatrixTest.Outcome.CUT_OFF;
import static dev.paddock.datatree.acl.AuthenticationMatrixTest.Outcome.IDS;
import static dev.paddock.datatree.acl.AuthenticationMatrixTest.Outcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.paddock.datatree.Refused;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.Id;
import dev.paddock.wire.Permission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scheme, with its provider and without: what credentials of it do, and what an ACL may say of it. */
class AuthenticationMatrixTest {
    private static final Connection ALICE = Given.from("127.0.0.1", Given.ALICES);
    private static final Connection PLAIN = Given.from("127.0.0.1");

    private static final Map<String, AuthProvider> PROVIDERS = new LinkedHashMap<>();

    static {
        for (AuthProvider provider : List.of(
                new IpAuthProvider(),
                new DigestAuthProvider("SHA1", Given.SUPER_DIGEST),
                new SaslAuthProvider(null),
                new X509AuthProvider(Given.TRUSTS_ALL, null),
                new EnsembleAuthProvider(Set.of("blue", "green")))) {
            PROVIDERS.put(provider.scheme(), provider);
        }
    }

    enum Outcome {
        IDS,
        REFUSED,
        CUT_OFF
    }

    static Stream<Arguments> withEveryProvider() {
        return Stream.of(
                credentials("world", PLAIN, "anyone", REFUSED),
                credentials("auth", PLAIN, "", REFUSED),
                credentials("super", PLAIN, "super:admin", REFUSED),
                credentials("foo", PLAIN, "bar", REFUSED),
                credentials(null, PLAIN, "bar", REFUSED),
                credentials("Digest", PLAIN, "bob:pw", REFUSED),
                credentials("ip", PLAIN, "10.0.0.1", IDS, Given.LOCALHOST),
                credentials("ip", PLAIN, null, IDS, Given.LOCALHOST),
                credentials("digest", PLAIN, "bob:pw", IDS, Given.BOB),
                credentials("digest", PLAIN, null, REFUSED),
                credentials("digest", PLAIN, "super:admin", IDS, new Id("digest", Given.SUPER_DIGEST), Given.SUPER),
                credentials("sasl", PLAIN, "bob", REFUSED),
                credentials("sasl", ALICE, null, REFUSED),
                credentials("x509", ALICE, null, IDS, new Id("x509", Given.ALICE)),
                credentials("x509", ALICE, "CN=root", IDS, new Id("x509", Given.ALICE)),
                credentials("x509", PLAIN, Given.ALICE, REFUSED),
                credentials("ensemble", PLAIN, "blue", IDS),
                credentials("ensemble", PLAIN, "green", IDS),
                credentials("ensemble", PLAIN, "", IDS),
                credentials("ensemble", PLAIN, null, IDS),
                credentials("ensemble", PLAIN, "red", CUT_OFF));
    }

    @ParameterizedTest
    @MethodSource("withEveryProvider")
    void credentialsGiveTheIdsOfTheirScheme(
            String scheme, Connection connection, Bytes data, Outcome outcome, List<Id> ids) {
        assertThat(outcomeOf(all(), scheme, connection, data)).isEqualTo(outcome == IDS ? ids : outcome);
    }

    /** Not configured, and switched off, are the same: the provider is not there. */
    @ParameterizedTest
    @MethodSource("withEveryProvider")
    void withoutTheProviderAllCredentialsAreRefused(
            String scheme, Connection connection, Bytes data, Outcome outcome, List<Id> ids) {
        assertThat(outcomeOf(allBut(scheme), scheme, connection, data)).isEqualTo(REFUSED);
    }

    static Stream<Arguments> idsInAcls() {
        return Stream.of(
                Arguments.of("world", "anyone", true),
                Arguments.of("world", "x", false),
                Arguments.of("super", "", false),
                Arguments.of("foo", "bar", false),
                Arguments.of("Digest", "u:h", false),
                Arguments.of("ip", "127.0.0.0/8", true),
                Arguments.of("ip", "localhost", false),
                Arguments.of("digest", "u:h", true),
                Arguments.of("digest", "u", false),
                Arguments.of("sasl", "bob@R", true),
                Arguments.of("sasl", "a@b@c", false),
                Arguments.of("x509", "CN=a", true),
                Arguments.of("x509", "garbage", false),
                Arguments.of("ensemble", "blue", false));
    }

    @ParameterizedTest
    @MethodSource("idsInAcls")
    void anAclMayNameWhatTheProviderKnows(String scheme, String id, boolean accepted) {
        assertThat(isStored(all(), new Id(scheme, id))).isEqualTo(accepted);
    }

    @ParameterizedTest
    @MethodSource("idsInAcls")
    void withoutTheProviderAnAclMayNotNameTheScheme(String scheme, String id, boolean accepted) {
        assertThat(isStored(allBut(scheme), new Id(scheme, id))).isEqualTo(accepted && scheme.equals("world"));
    }

    static Stream<Arguments> idsOfConnections() {
        return Stream.of(
                Arguments.of(Given.LOCALHOST, false),
                Arguments.of(Given.BOB, true),
                Arguments.of(new Id("sasl", "bob"), true),
                Arguments.of(new Id("x509", Given.ALICE), true),
                Arguments.of(Given.SUPER, false));
    }

    @ParameterizedTest
    @MethodSource("idsOfConnections")
    void authStandsForTheIdsThatProveSomething(Id id, boolean proves) {
        assertThat(isStored(all(), new Id("auth", ""), id)).isEqualTo(proves);
        assertThat(isStored(allBut(id.scheme()), new Id("auth", ""), id)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("idsOfConnections")
    void anEntryMatchesItsOwnIdWhileThereIsAProvider(Id id, boolean proves) {
        List<Acl> acl = List.of(new Acl(Permission.ALL, id));
        Identities identities = Identities.of(id);
        assertThat(new AclRules(all(), false).isPermitted(acl, Permission.READ, identities, Given.PATH))
                .isTrue();
        assertThat(new AclRules(allBut(id.scheme()), false).isPermitted(acl, Permission.READ, identities, Given.PATH))
                .isEqualTo(id.equals(Given.SUPER));
    }

    private static Arguments credentials(String scheme, Connection from, String data, Outcome outcome, Id... ids) {
        return Arguments.of(scheme, from, data == null ? null : Bytes.ofText(data), outcome, List.of(ids));
    }

    /** The ids that came, or how the client was turned away. */
    private static Object outcomeOf(AuthProviders providers, String scheme, Connection connection, Bytes data) {
        List<Id> ids = new ArrayList<>();
        AuthenticationRefused refused = catchThrowableOfType(
                AuthenticationRefused.class,
                () -> ids.addAll(providers
                        .authenticate(Identities.NONE, scheme, connection, data)
                        .all()));
        if (refused == null) {
            return ids;
        }
        return refused.isAnswered() ? REFUSED : CUT_OFF;
    }

    private static boolean isStored(AuthProviders providers, Id aclId, Id... identities) {
        Refused refused = catchThrowableOfType(
                Refused.class,
                () -> new AclRules(providers, false)
                        .fixUp(List.of(new Acl(Permission.ALL, aclId)), Identities.of(identities)));
        assertThat(refused).isIn(null, Refused.with(ErrorCode.INVALID_ACL));
        return refused == null;
    }

    private static AuthProviders all() {
        return allBut("");
    }

    private static AuthProviders allBut(String scheme) {
        return Given.providers(PROVIDERS.values().stream()
                .filter(provider -> !provider.scheme().equals(scheme))
                .toArray(AuthProvider[]::new));
    }
}
