package dev.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.testing.FreePort;
import dev.paddock.testing.RealZooKeeper;
import dev.paddock.testing.ServerProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, to ZooKeeper, with certificates that are made here. */
@Timeout(120)
class TlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "password";

    @TempDir
    private Path directory;

    @Test
    void bothSidesShowCertificatesAndTheServersIsHeldAgainstItsName() throws Exception {
        Path keys = keyStore("localhost");
        Path trusted = trustStore(keys);
        int port = FreePort.next();
        Map<String, String> settings = new TreeMap<>(Map.of(
                "secureClientPort", Integer.toString(port),
                "serverCnxnFactory", "org.apache.zookeeper.server.NettyServerCnxnFactory",
                "authProvider.x509", "org.apache.zookeeper.server.auth.X509AuthenticationProvider"));
        settings.putAll(Map.of(
                "ssl.keyStore.location",
                keys.toString(),
                "ssl.keyStore.password",
                PASSWORD,
                "ssl.trustStore.location",
                trusted.toString(),
                "ssl.trustStore.password",
                PASSWORD));
        TlsSettings tls =
                TlsSettings.ofStores(new TlsSettings.Store(keys, PASSWORD), new TlsSettings.Store(trusted, PASSWORD));
        try (ServerProcess server = RealZooKeeper.start(settings)) {
            PaddockClientBuilder builder = PaddockClient.builder().tls(tls);
            try (PaddockClient client =
                    builder.connectString("localhost:" + port).connect(PATIENCE)) {
                assertThat(client.whoAmI()).anySatisfy(id -> {
                    assertThat(id.scheme()).isEqualTo("x509");
                    assertThat(id.id()).isEqualTo("CN=localhost");
                });
                assertThat(client.create("/a", new byte[100_000]).path()).isEqualTo("/a");
                assertThat(client.getData("/a").bytes()).hasSize(100_000);
            }
            builder.connectString("127.0.0.1:" + port);
            assertThatThrownBy(() -> builder.connect(Duration.ofMillis(500)))
                    .isInstanceOf(DeadlineExceededException.class);
            try (PaddockClient trusting = builder.tls(tls.withoutHostNames()).connect(PATIENCE)) {
                assertThat(trusting.exists("/a")).isPresent();
            }
            try (PaddockClient inTheClear = PaddockClient.builder()
                    .connectString(server.connectString())
                    .connect(PATIENCE)) {
                assertThat(inTheClear.exists("/a")).isPresent();
            }
        }
    }

    /** One pair of keys for both sides. */
    private Path keyStore(String name) throws IOException, InterruptedException {
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "both",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        return file;
    }

    /** Who trusts the owner of those keys. */
    private Path trustStore(Path keys) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "both",
                KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()).getCertificate("both"));
        Path file = directory.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}
