package dev.paddock.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.server.config.TlsConfig;
import dev.paddock.testing.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTlsTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
    private static final List<String> BOTH = List.of("TLSv1.3", "TLSv1.2");

    @TempDir
    private static Path stores;

    private static Path first;
    private static Path second;
    private static Pem firstPem;
    private static Pem secondPem;

    @TempDir
    private Path directory;

    private Path keys;
    private Path trusted;

    @BeforeAll
    static void makeKeys() throws Exception {
        Certificates certificates = new Certificates(stores);
        first = certificates.keyStore("first.p12", "CN=first");
        second = certificates.keyStore("second.p12", "CN=second");
        firstPem = Pem.of(Certificates.open(first), Certificates.PASSWORD);
        secondPem = Pem.of(Certificates.open(second), Certificates.PASSWORD);
    }

    @BeforeEach
    void copy() throws Exception {
        keys = Files.copy(first, directory.resolve("keys.p12"));
        trusted = new Certificates(directory).trustStore("trusted.p12", first);
    }

    private static TlsConfig.Store store(String key, Path path) {
        return new TlsConfig.Store(key, Optional.of(path), Certificates.PASSWORD, Optional.empty(), Optional.empty());
    }

    private ServerTls tls(List<String> protocols, List<String> ciphers, TlsConfig.ClientAuth auth) throws IOException {
        return new ServerTls(new TlsConfig(
                store("ssl.keyStore", keys),
                store("ssl.trustStore", trusted),
                protocols,
                ciphers,
                auth,
                false,
                false,
                false,
                "x509",
                0));
    }

    private ServerTls tls() throws IOException {
        return tls(BOTH, List.of(), TlsConfig.ClientAuth.NEED);
    }

    private static void assertTrusts(X509TrustManager trust, Certificate certificate) throws CertificateException {
        trust.checkClientTrusted(new X509Certificate[] {(X509Certificate) certificate}, "EC");
    }

    private static void assertDoesNotTrust(X509TrustManager trust, Certificate certificate) {
        assertThatThrownBy(() -> assertTrusts(trust, certificate)).isInstanceOf(CertificateException.class);
    }

    @Test
    void anEngineIsAServersAndSpeaksWhatIsConfigured() throws Exception {
        String cipher = "TLS_AES_256_GCM_SHA384";
        SSLEngine engine = tls(List.of("TLSv1.3"), List.of(cipher), TlsConfig.ClientAuth.WANT)
                .newEngine(CLIENT);

        assertThat(engine.getUseClientMode()).isFalse();
        assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3");
        assertThat(engine.getEnabledCipherSuites()).containsExactly(cipher);
        assertThat(engine.getWantClientAuth()).isTrue();
        assertThat(engine.getNeedClientAuth()).isFalse();
    }

    @Test
    void aCertificateIsNeededOrNotAskedForAsConfigured() throws Exception {
        SSLEngine needing = tls().newEngine(CLIENT);
        SSLEngine silent = tls(BOTH, List.of(), TlsConfig.ClientAuth.NONE).newEngine(CLIENT);

        assertThat(needing.getNeedClientAuth()).isTrue();
        assertThat(silent.getNeedClientAuth()).isFalse();
        assertThat(silent.getWantClientAuth()).isFalse();
    }

    @Test
    void whatTheJvmDoesNotKnowIsRefusedAtTheStart() {
        assertThatThrownBy(() -> tls(List.of("TLSv9"), List.of(), TlsConfig.ClientAuth.NEED))
                .isInstanceOf(UnusableTlsException.class)
                .hasMessageContaining("ssl.enabledProtocols has TLSv9")
                .hasMessageContaining("TLSv1.3");
        assertThatThrownBy(() -> tls(BOTH, List.of("TLS_ROT13"), TlsConfig.ClientAuth.NEED))
                .isInstanceOf(UnusableTlsException.class)
                .hasMessageContaining("ssl.ciphersuites has TLS_ROT13");
    }

    @Test
    void aKeyStoreWithoutAKeyIsRefused() throws Exception {
        Files.copy(trusted, keys, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(this::tls)
                .isInstanceOf(UnusableTlsException.class)
                .hasMessageContaining("did not find a private key");
    }

    @Test
    void aKeyAndTheCertificateOfAnotherAreRefused() throws Exception {
        keys = Files.writeString(directory.resolve("keys.pem"), firstPem.keyBlock() + secondPem.certificateBlock());
        assertThatThrownBy(this::tls)
                .isInstanceOf(UnusableTlsException.class)
                .hasMessageContaining("the private key does not belong to the certificate of CN=second");
    }

    @Test
    void aTrustStoreThatTrustsNobodyIsRefused() throws Exception {
        trusted = new Certificates(directory).trustStore("nobody.p12");
        assertThatThrownBy(this::tls)
                .isInstanceOf(UnusableTlsException.class)
                .hasMessageContaining("ssl.trustStore.location=" + trusted);
    }

    @Test
    void whoIsTrustedChangesWithTheFile() throws Exception {
        ServerTls tls = tls();
        X509TrustManager trust = tls.trust();
        assertTrusts(trust, firstPem.certificate());
        assertDoesNotTrust(trust, secondPem.certificate());

        new Certificates(directory).trustStore("trusted.p12", second, first);
        tls.reloadIfChanged();
        assertTrusts(trust, secondPem.certificate());
    }

    @Test
    void aFileThatCannotBeUsedLeavesInPlaceWhatWasThere() throws Exception {
        ServerTls tls = tls();
        Files.writeString(trusted, "half of a");
        tls.reloadIfChanged();
        assertTrusts(tls.trust(), firstPem.certificate());
        Files.delete(trusted);
        tls.reloadIfChanged();
        assertTrusts(tls.trust(), firstPem.certificate());

        new Certificates(directory).trustStore("trusted.p12", second);
        tls.reloadIfChanged();
        assertTrusts(tls.trust(), secondPem.certificate());
        assertDoesNotTrust(tls.trust(), firstPem.certificate());
    }
}
