package dev.paddock.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.testing.Certificates;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.GetDataRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The port that speaks TLS, and who comes there. */
@Timeout(120)
class TlsPortTest {
    private static final int PATIENCE_MILLIS = 30_000;

    @TempDir
    private static Path stores;

    private static Path serverKeys;
    private static Path clientKeys;
    private static Path trustedByServer;
    private static Path trustedByClient;

    @TempDir
    private Path directory;

    private RunningServer server;

    @BeforeAll
    static void makeCertificates() throws Exception {
        Certificates certificates = new Certificates(stores);
        serverKeys = certificates.keyStore("server.p12", "CN=localhost", "dns:localhost", "ip:127.0.0.1");
        clientKeys = certificates.keyStore("client.p12", "CN=alice,O=Acme", "ip:127.0.0.1");
        trustedByServer = certificates.trustStore("trusted-by-server.p12", clientKeys);
        trustedByClient = certificates.trustStore("trusted-by-client.p12", serverKeys);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void start(Map<String, String> settings) throws IOException {
        Map<String, String> all = Certificates.settings(0, serverKeys, trustedByServer);
        all.put("4lw.commands.whitelist", "*");
        all.putAll(settings);
        server = new RunningServer(directory, all);
    }

    private static SSLContext withCertificate() throws IOException, GeneralSecurityException {
        return Certificates.context(clientKeys, trustedByClient);
    }

    private static SSLContext withoutCertificate() throws IOException, GeneralSecurityException {
        return Certificates.context(null, trustedByClient);
    }

    private Socket plain(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private SSLSocket secure(SSLContext context, String... protocols) throws IOException {
        SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.securePort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return socket;
    }

    private static String ask(String word, Socket socket) throws IOException {
        socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private String askSecurely(SSLContext context, String... protocols) throws IOException {
        try (SSLSocket socket = secure(context, protocols)) {
            return ask("ruok", socket);
        }
    }

    private long metric(String name) throws IOException {
        try (Socket socket = plain(server.port())) {
            return ask("mntr", socket)
                    .lines()
                    .filter(line -> line.startsWith("zk_" + name + "\t"))
                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('\t') + 1)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What has happened on an event loop is told with the next question to it. */
    private void awaitMetric(String name, long value) throws IOException {
        long found;
        do {
            found = metric(name);
        } while (found < value);
        assertThat(found).isEqualTo(value);
    }

    @Test
    void aWordIsAnsweredInBothVersionsOfTls() throws Exception {
        start(Map.of());

        assertThat(askSecurely(withCertificate(), "TLSv1.3")).isEqualTo("imok");
        assertThat(askSecurely(withCertificate(), "TLSv1.2")).isEqualTo("imok");
        assertThat(metric("unsuccessful_handshake")).isZero();
    }

    @Test
    void aConnectionEndsWithItsInput() throws Exception {
        start(Map.of());
        try (SSLSocket socket = secure(withCertificate(), "TLSv1.3")) {
            socket.startHandshake();
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    /** What is sent waits in several places on its way through TLS, and all of it counts. */
    @Test
    void aClientThatDoesNotReadIsNotReadEitherUntilItDoes() throws Exception {
        int replies = 200;
        start(Map.of());
        SSLSocket socket = secure(withCertificate());
        try (RawClient client = new RawClient(socket)) {
            client.sendHandshake();
            client.receiveHandshake();
            byte[] data = new byte[1_000_000];
            client.ask(new CreateRequest(
                    OpCode.CREATE,
                    Utf8.of("/a"),
                    Bytes.wrap(data),
                    Acl.OPEN,
                    CreateMode.PERSISTENT.flags(),
                    CreateRequest.NO_TTL));
            client.flush();
            client.receive();
            for (int i = 0; i < replies; i++) {
                client.ask(new GetDataRequest(Utf8.of("/a"), false));
            }
            client.flush();
            String notRead = ":" + socket.getLocalPort() + "[0]";
            String connections;
            do {
                try (Socket plain = plain(server.port())) {
                    connections = ask("cons", plain);
                }
            } while (!connections.contains(notRead));
            for (int i = 0; i < replies; i++) {
                assertThat(client.receiveFrame()).hasSizeGreaterThan(data.length);
            }
        }
    }

    @Test
    void aRenewedCertificateIsShownToWhoComesLater() throws Exception {
        Certificates certificates = new Certificates(directory);
        Path renewed = certificates.keyStore("renewed.p12", "CN=renewed");
        Path keys = Files.copy(serverKeys, directory.resolve("keys.p12"));
        Path trusted = certificates.trustStore("trusted.p12", serverKeys, renewed);
        start(Map.of("ssl.keyStore.location", keys.toString(), "maxClientCnxns", "0"));
        try (SSLSocket earlier = secure(Certificates.context(clientKeys, trusted))) {
            earlier.startHandshake();
            Files.move(renewed, keys, StandardCopyOption.REPLACE_EXISTING);
            String subject;
            do {
                try (SSLSocket later = secure(Certificates.context(clientKeys, trusted))) {
                    subject = later.getSession().getPeerPrincipal().getName();
                }
            } while (subject.equals("CN=localhost"));
            assertThat(subject).isEqualTo("CN=renewed");
            assertThat(ask("ruok", earlier)).isEqualTo("imok");
        }
    }

    @Test
    void bothPortsHaveTheirConnectionsInOneList() throws Exception {
        start(Map.of());
        try (SSLSocket secure = secure(withCertificate());
                Socket plain = plain(server.port())) {
            secure.startHandshake();
            awaitMetric("num_alive_connections", 3); // With the one that asks.
            assertThat(ask("cons", plain)).contains(":" + secure.getLocalPort() + "[1]", ":" + plain.getLocalPort());
        }
    }

    @Test
    void onlyTheProtocolsThatAreEnabledAreSpoken() throws Exception {
        start(Map.of("ssl.protocol", "TLSv1.3"));

        assertThat(askSecurely(withCertificate(), "TLSv1.3")).isEqualTo("imok");
        assertThatThrownBy(() -> askSecurely(withCertificate(), "TLSv1.2")).isInstanceOf(IOException.class);
        assertThat(metric("unsuccessful_handshake")).isEqualTo(1);
    }

    @Test
    void aClientWithoutACertificateIsTurnedAwayIfItNeedsOne() throws Exception {
        start(Map.of());

        assertThatThrownBy(() -> askSecurely(withoutCertificate())).isInstanceOf(IOException.class);
        awaitMetric("unsuccessful_handshake", 1);
    }

    @Test
    void aClientWithoutACertificateIsServedIfOneIsOnlyWanted() throws Exception {
        start(Map.of("ssl.clientAuth", "want"));

        assertThat(askSecurely(withoutCertificate())).isEqualTo("imok");
        assertThat(askSecurely(withCertificate())).isEqualTo("imok");
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefusedAlsoIfNoneWouldDo() throws Exception {
        start(Map.of("ssl.clientAuth", "want"));
        // Under a name that is trusted: with another one the client would not even show it.
        Path forged = new Certificates(directory).keyStore("forged.p12", "CN=alice,O=Acme");

        assertThatThrownBy(() -> askSecurely(Certificates.context(forged, trustedByClient)))
                .isInstanceOf(IOException.class);
        awaitMetric("unsuccessful_handshake", 1);
    }

    @Test
    void nobodyIsAskedForACertificateIfNoneIsTheSetting() throws Exception {
        start(Map.of("ssl.clientAuth", "none"));

        assertThat(askSecurely(withoutCertificate())).isEqualTo("imok");
        assertThat(askSecurely(Certificates.context(serverKeys, trustedByClient)))
                .isEqualTo("imok");
    }

    @Test
    void theCertificateHasToBeForTheAddressOfTheClientIfThatIsVerified() throws Exception {
        Certificates certificates = new Certificates(directory);
        Path elsewhere = certificates.keyStore("elsewhere.p12", "CN=bob", "ip:192.0.2.1");
        Path trusted = certificates.trustStore("trusted.p12", clientKeys, elsewhere);
        start(Map.of("ssl.clientHostnameVerification", "true", "ssl.trustStore.location", trusted.toString()));

        assertThat(askSecurely(withCertificate())).isEqualTo("imok");
        assertThatThrownBy(() -> askSecurely(Certificates.context(elsewhere, trustedByClient)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void plainTextOnTheSecurePortIsNotAnswered() throws Exception {
        start(Map.of());
        try (Socket plain = plain(server.securePort())) {
            plain.getOutputStream().write("ruok, is anybody there?".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(plain.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .doesNotContain("imok");
        }
        awaitMetric("unsuccessful_handshake", 1);
    }

    @Test
    void tlsOnThePlainPortIsClosed() throws Exception {
        start(Map.of());
        assertThatThrownBy(() -> {
                    try (SSLSocket socket = (SSLSocket) withCertificate()
                            .getSocketFactory()
                            .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
                        socket.startHandshake();
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void whatCannotBeDecipheredEndsTheConnection() throws Exception {
        start(Map.of());
        try (Socket socket = plain(server.securePort());
                SSLSocket secure = (SSLSocket) withCertificate()
                        .getSocketFactory()
                        .createSocket(socket, "localhost", socket.getPort(), false)) {
            secure.startHandshake();
            awaitMetric("num_alive_connections", 2);
            byte[] applicationData = {23, 3, 3, 0, 32};
            socket.getOutputStream().write(applicationData);
            socket.getOutputStream().write(new byte[32]);
            InputStream in = socket.getInputStream();
            assertThat(in.readAllBytes()).isNotEmpty(); // An alert, and the end.
        }
        awaitMetric("num_alive_connections", 1);
    }

    @Test
    void handshakesThatStandStillCostThemselvesAndHaveABound() throws Exception {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        int most = 20 * threads;
        start(Map.of("maxClientCnxns", "0", "netty.server.outstandingHandshake.limit", Integer.toString(most)));
        List<Socket> still = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * most; i++) {
                Socket socket = plain(server.securePort());
                still.add(socket);
                socket.getOutputStream().write(22); // So TLS may begin.
            }
            awaitMetric("tls_handshake_exceeded", most);
            assertThat(metric("outstanding_tls_handshake")).isEqualTo(most);
            assertThat(metric("num_alive_connections")).isEqualTo(1);
        } finally {
            for (Socket socket : still) {
                socket.close();
            }
        }
        awaitMetric("unsuccessful_handshake", most);
        assertThat(metric("outstanding_tls_handshake")).isZero();
        assertThat(askSecurely(withCertificate())).isEqualTo("imok");
    }

    @Test
    void aHandshakeHasAsMuchTimeAsThereIsForASession() throws Exception {
        start(Map.of("nio.sessionlessCnxnTimeout", "200"));
        try (Socket socket = plain(server.securePort())) {
            assertThat(socket.getInputStream().read()).isNegative();
        }
        assertThat(metric("unsuccessful_handshake")).isEqualTo(1);
    }

    @Test
    void connectionsOfOneAddressAreCountedOnBothPorts() throws Exception {
        start(Map.of("maxClientCnxns", "2"));
        try (SSLSocket one = secure(withCertificate());
                SSLSocket two = secure(withCertificate())) {
            one.startHandshake();
            two.startHandshake();
            try (Socket three = plain(server.port())) {
                assertThat(three.getInputStream().read()).isNegative();
            }
        }
    }
}
