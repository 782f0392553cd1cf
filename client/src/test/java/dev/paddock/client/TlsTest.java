package dev.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.server.EmbeddedServer;
import dev.paddock.testing.Certificates;
import dev.paddock.testing.FreePort;
import dev.paddock.testing.RealZooKeeper;
import dev.paddock.testing.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, to ZooKeeper and to Paddock, with certificates that are made here. */
@Timeout(120)
class TlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private final int securePort = FreePort.next();
    private Map<String, String> settings;
    private TlsSettings tls;

    /** One pair of keys for both sides. */
    @BeforeEach
    void makeKeys() throws Exception {
        Certificates certificates = new Certificates(directory);
        Path keys = certificates.keyStore("keys.p12", "CN=localhost", "dns:localhost");
        Path trusted = certificates.trustStore("trusted.p12", keys);
        settings = Certificates.settings(securePort, keys, trusted);
        settings.put("serverCnxnFactory", "org.apache.zookeeper.server.NettyServerCnxnFactory");
        tls = TlsSettings.ofStores(
                new TlsSettings.Store(keys, Certificates.PASSWORD),
                new TlsSettings.Store(trusted, Certificates.PASSWORD));
    }

    @Test
    void bothSidesShowCertificatesAndTheServersIsHeldAgainstItsName() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(settings)) {
            assertBothSidesShowCertificates(server.connectString());
        }
    }

    @Test
    void soDoesZooKeeper() throws Exception {
        try (ServerProcess server = RealZooKeeper.start(settings)) {
            assertBothSidesShowCertificates(server.connectString());
        }
    }

    private void assertBothSidesShowCertificates(String plain) throws Exception {
        PaddockClientBuilder builder = PaddockClient.builder().tls(tls);
        try (PaddockClient client =
                builder.connectString("localhost:" + securePort).connect(PATIENCE)) {
            assertThat(client.whoAmI()).anySatisfy(id -> {
                assertThat(id.scheme()).isEqualTo("x509");
                assertThat(id.id()).isEqualTo("CN=localhost");
            });
            assertThat(client.create("/a", new byte[100_000]).path()).isEqualTo("/a");
            assertThat(client.getData("/a").bytes()).hasSize(100_000);
        }
        builder.connectString("127.0.0.1:" + securePort);
        assertThatThrownBy(() -> builder.connect(Duration.ofMillis(500))).isInstanceOf(DeadlineExceededException.class);
        try (PaddockClient trusting = builder.tls(tls.withoutHostNames()).connect(PATIENCE)) {
            assertThat(trusting.exists("/a")).isPresent();
        }
        try (PaddockClient inTheClear =
                PaddockClient.builder().connectString(plain).connect(PATIENCE)) {
            assertThat(inTheClear.exists("/a")).isPresent();
        }
    }
}
