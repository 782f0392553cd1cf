package dev.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.paddock.datatree.acl.AuthProvider;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.AuthenticationRefused;
import dev.paddock.datatree.acl.Connection;
import dev.paddock.datatree.acl.Identities;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessConfigTest {
    private static final String ORIGINAL = "org.apache.zookeeper.server.auth.";

    private static final Connection CONNECTION = new Connection() {
        @Override
        public String remoteAddress() {
            return "127.0.0.1";
        }

        @Override
        public List<X509Certificate> certificates() {
            return List.of();
        }
    };

    @TempDir
    private Path directory;

    private ConfigFolder folder;

    /** What a user may bring. */
    public static final class Badge implements AuthProvider {
        @Override
        public String scheme() {
            return "badge";
        }

        @Override
        public List<Id> authenticate(Connection connection, Bytes data) {
            return List.of(new Id("badge", data.text()));
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

    @BeforeEach
    void makeAFolder() {
        folder = new ConfigFolder(directory);
    }

    @Test
    void digestAndAddressesAreThereWithoutBeingNamed() throws ConfigException {
        AuthProviders providers = providers(folder.load().access());
        assertThat(providers.has("digest")).isTrue();
        assertThat(providers.has("ip")).isTrue();
        assertThat(providers.has("sasl")).isFalse();
        assertThat(providers.has("ensemble")).isFalse();
    }

    @Test
    void digestCanBeSwitchedOff() throws ConfigException {
        assertThat(providers(folder.load("DigestAuthenticationProvider.enabled=false")
                                .access())
                        .has("digest"))
                .isFalse();
    }

    @Test
    void theSuperDigestPassesEveryAcl() throws ConfigException, AuthenticationRefused {
        AccessConfig access = folder.load("DigestAuthenticationProvider.superDigest=super:xQJmxLMiHGwaqBvst5y6rkB6HQs=")
                .access();
        Identities admin = providers(access)
                .authenticate(
                        Identities.NONE,
                        "digest",
                        CONNECTION,
                        Bytes.wrap("super:admin".getBytes(StandardCharsets.UTF_8)));
        assertThat(admin.isSuper()).isTrue();
    }

    @Test
    void classesOfZooKeeperStandForOurs() throws ConfigException {
        ServerConfig config = folder.load(
                "authProvider.1=" + ORIGINAL + "SASLAuthenticationProvider",
                "authProvider.2=" + ORIGINAL + "DigestAuthenticationProvider",
                "authProvider.3=" + ORIGINAL + "EnsembleAuthenticationProvider");
        AuthProviders providers = providers(config.access());
        assertThat(providers.has("sasl")).isTrue();
        assertThat(providers.has("digest")).isTrue();
        assertThat(providers.has("ensemble")).isTrue();
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void aClassOfAUserIsLoadedByItsName() throws ConfigException {
        ServerConfig config = folder.load("authProvider.badge=" + Badge.class.getName());
        assertThat(providers(config.access()).has("badge")).isTrue();
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void aClassThatFailsIsWarnedOfAndLeftOut() throws ConfigException {
        ServerConfig config = folder.load("authProvider.a=com.acme.Nope", "authProvider.b=java.lang.String");
        assertThat(config.access().providers()).isEmpty();
        assertThat(config.warnings()).hasSize(2);
        assertThat(config.warnings().get(0)).contains("Problems loading com.acme.Nope", "authProvider.a");
        assertThat(config.warnings().get(1)).contains("Problems loading java.lang.String", "authProvider.b");
    }

    @Test
    void enforcedSchemesNeedProviders() throws ConfigException {
        assertThat(folder.load("enforce.auth.enabled=true", "enforce.auth.schemes=digest, ip")
                        .access()
                        .required()
                        .schemes())
                .containsExactly("digest", "ip");
        assertThat(folder.load("enforce.auth.schemes=digest")
                        .access()
                        .required()
                        .schemes())
                .isEmpty();
    }

    @Test
    void requiringSaslCountsBeforeTheList() throws ConfigException {
        assertThat(folder.load(
                                "sessionRequireClientSASLAuth=true",
                                "enforce.auth.enabled=true",
                                "enforce.auth.schemes=digest")
                        .access()
                        .required()
                        .schemes())
                .containsExactly("sasl");
    }

    @Test
    void superUsersOfSaslMayBeMany() throws ConfigException {
        assertThat(folder.load(
                                ConfigFolder.properties("zookeeper.superUser.9", "nine"),
                                "superUser=one",
                                "superUser.1=two")
                        .access()
                        .saslUsers()
                        .superUsers())
                .containsExactlyInAnyOrder("one", "two", "nine");
    }

    private static AuthProviders providers(AccessConfig access) {
        return access.authProviders(Optional.empty(), (provider, fault) -> fail("nobody was asked", fault));
    }
}
