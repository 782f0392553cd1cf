package dev.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsConfigTest {
    @TempDir
    private Path directory;

    private ConfigFolder folder;

    @BeforeEach
    void useFolder() {
        folder = new ConfigFolder(directory);
    }

    /** With a port, a key and somebody to trust, which are needed. */
    private ServerConfig load(String... lines) throws ConfigException {
        return folder.load(Stream.concat(
                        Stream.of(
                                "secureClientPort=2281",
                                "ssl.keyStore.location=/keys.p12",
                                "ssl.trustStore.location=/trusted.pem"),
                        Stream.of(lines))
                .toArray(String[]::new));
    }

    @Test
    void whatIsNotSaidHasItsDefault() throws ConfigException {
        ServerConfig config = load();
        TlsConfig tls = config.tls();

        assertThat(tls.keyStore().location()).contains(Path.of("/keys.p12"));
        assertThat(tls.keyStore().password()).isEmpty();
        assertThat(tls.keyStore().passwordFile()).isEmpty();
        assertThat(tls.keyStore().type()).isEmpty();
        assertThat(tls.trustStore().location()).contains(Path.of("/trusted.pem"));
        assertThat(tls.enabledProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(tls.cipherSuites()).isEmpty();
        assertThat(tls.clientAuth()).isEqualTo(TlsConfig.ClientAuth.NEED);
        assertThat(tls.verifyClientHostname()).isFalse();
        assertThat(tls.crl()).isFalse();
        assertThat(tls.ocsp()).isFalse();
        assertThat(tls.authProvider()).isEqualTo("x509");
        assertThat(tls.mostHandshakes()).isEqualTo(1000);
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void everythingCanBeSaid() throws ConfigException {
        ServerConfig config = load(
                "ssl.keyStore.password=one",
                "ssl.keyStore.passwordPath=/one",
                "ssl.keyStore.type=jks",
                "ssl.trustStore.password=two",
                "ssl.trustStore.passwordPath=/two",
                "ssl.trustStore.type=Pem",
                "ssl.enabledProtocols=TLSv1.2",
                "ssl.ciphersuites=A, B",
                "ssl.clientAuth=Want",
                "ssl.clientHostnameVerification=true",
                "ssl.crl=true",
                "ssl.ocsp=true",
                "ssl.sslProvider=JDK",
                "netty.server.outstandingHandshake.limit=7");

        assertThat(config.tls())
                .isEqualTo(new TlsConfig(
                        new TlsConfig.Store(
                                "ssl.keyStore",
                                Optional.of(Path.of("/keys.p12")),
                                "one",
                                Optional.of(Path.of("/one")),
                                Optional.of("JKS")),
                        new TlsConfig.Store(
                                "ssl.trustStore",
                                Optional.of(Path.of("/trusted.pem")),
                                "two",
                                Optional.of(Path.of("/two")),
                                Optional.of("PEM")),
                        List.of("TLSv1.2"),
                        List.of("A", "B"),
                        TlsConfig.ClientAuth.WANT,
                        true,
                        true,
                        true,
                        "x509",
                        7));
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void asPropertiesToo() throws ConfigException {
        Properties system = ConfigFolder.properties(
                "zookeeper.ssl.keyStore.location", "/keys.p12", "zookeeper.ssl.clientAuth", "none");
        TlsConfig tls = folder.load(system, "secureClientPort=2281").tls();

        assertThat(tls.keyStore().location()).contains(Path.of("/keys.p12"));
        assertThat(tls.clientAuth()).isEqualTo(TlsConfig.ClientAuth.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2,'',TLSv1.2",
        "TLS,'','TLSv1.3,TLSv1.2'",
        "TLSv1.3,'TLSv1.2,TLSv1.3','TLSv1.2,TLSv1.3'",
    })
    void aProtocolAloneIsTheOnlyOneAndAListCountsBeforeIt(String protocol, String enabled, String expected)
            throws ConfigException {
        TlsConfig tls = load("ssl.protocol=" + protocol, "ssl.enabledProtocols=" + enabled)
                .tls();
        assertThat(tls.enabledProtocols()).containsExactly(expected.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl.clientAuth=maybe",
                "ssl.clientHostnameVerification=perhaps",
                "ssl.crl=1",
                "ssl.ocsp=on",
                "ssl.sslProvider=OPENSSL",
                "netty.server.outstandingHandshake.limit=many"
            })
    void aValueThatMakesNoSenseIsWarnedOfAndCountsAsAbsent(String line) throws ConfigException {
        ServerConfig config = load(line);

        assertThat(config.tls()).isEqualTo(load().tls());
        assertThat(config.warnings())
                .singleElement()
                .asString()
                .startsWith(line)
                .contains("accepted is");
    }

    @Test
    void theKeysMayBeThoseOfJava() throws ConfigException {
        Properties system =
                ConfigFolder.properties("javax.net.ssl.keyStore", "/java", "javax.net.ssl.keyStorePassword", "secret");
        TlsConfig.Store keys = folder.load(system, "secureClientPort=2281", "ssl.clientAuth=none")
                .tls()
                .keyStore();

        assertThat(keys.key()).isEqualTo("javax.net.ssl.keyStore");
        assertThat(keys.location()).contains(Path.of("/java"));
        assertThat(keys.password()).isEqualTo("secret");
        assertThat(keys.type()).contains("PKCS12");
    }

    @Test
    void whoTrustsWithoutAStoreIsWarned() throws ConfigException {
        String[] lines = {"secureClientPort=2281", "ssl.keyStore.location=/keys.p12"};
        assertThat(folder.load(lines).warnings())
                .singleElement()
                .asString()
                .startsWith("zookeeper.ssl.trustStore.location not specified");
        assertThat(folder.load(lines[0], lines[1], "ssl.clientAuth=none").warnings())
                .isEmpty();
    }

    @Test
    void certificatesNameClientsWhereverTheyAreShown() throws ConfigException {
        assertThat(load().access().x509()).isTrue();
        assertThat(folder.load().access().x509()).isFalse();
    }

    @Test
    void anAuthProviderThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> load("ssl.authProvider=passport"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Authentication scheme passport is not available.")
                .hasMessageContaining("ssl.authProvider=passport");
    }

    @Test
    void whatIsNotThereIsReported() throws ConfigException {
        assertThat(load("client.portUnification=true", "ssl.handshakeDetectionTimeoutMillis=1")
                        .warnings())
                .hasSize(2)
                .allSatisfy(warning -> assertThat(warning).contains("this server does not have that"));
    }
}
