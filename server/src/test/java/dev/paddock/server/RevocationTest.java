package dev.paddock.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.paddock.testing.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients whose certificates have lost their worth, as their issuer says. */
@Timeout(120)
class RevocationTest {
    private static final int PATIENCE_MILLIS = 30_000;

    @TempDir
    private static Path stores;

    private static HttpServer issuer;
    private static Path serverKeys;
    private static Path trustedByServer;
    private static Path trustedByClient;
    private static Path good;
    private static Path revoked;
    private static Path unheardOf;

    @TempDir
    private Path directory;

    @BeforeAll
    static void makeCertificates() throws Exception {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String address = "http://127.0.0.1:" + issuer.getAddress().getPort() + "/";
        Certificates certificates = new Certificates(stores);
        Path authority = certificates.authority("authority.p12", "CN=authority");
        serverKeys = certificates.keyStore("server.p12", "CN=localhost");
        good = certificates.signed("good.p12", "CN=good", authority, address + "list");
        revoked = certificates.signed("revoked.p12", "CN=revoked", authority, address + "list");
        unheardOf = certificates.signed("unheard-of.p12", "CN=unheard-of", authority, address + "nothing");
        trustedByServer = certificates.trustStore("trusted-by-server.p12", authority);
        trustedByClient = certificates.trustStore("trusted-by-client.p12", serverKeys);
        byte[] list = Files.readAllBytes(certificates.revocationOf(revoked, authority));
        issuer.createContext("/list", exchange -> {
            exchange.sendResponseHeaders(200, list.length);
            exchange.getResponseBody().write(list);
            exchange.close();
        });
        issuer.start();
    }

    @AfterAll
    static void stop() {
        issuer.stop(0);
    }

    private RunningServer start(String... keysOfRevocation) throws IOException {
        Map<String, String> settings = Certificates.settings(0, serverKeys, trustedByServer);
        settings.put("4lw.commands.whitelist", "*");
        for (String key : keysOfRevocation) {
            settings.put(key, "true");
        }
        return new RunningServer(directory, settings);
    }

    private static String ask(RunningServer server, Path keys) throws Exception {
        try (Socket socket = Certificates.context(keys, trustedByClient)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.securePort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write("ruok".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static void assertRefused(RunningServer server, Path keys) {
        assertThatThrownBy(() -> ask(server, keys)).isInstanceOf(IOException.class);
    }

    @Test
    void nobodyIsAskedByDefault() throws Exception {
        try (RunningServer server = start()) {
            assertThat(ask(server, good)).isEqualTo("imok");
            assertThat(ask(server, revoked)).isEqualTo("imok");
        }
    }

    @Test
    void whoIsInTheListOfHisIssuerIsRefusedAndWhoseIssuerHasNone() throws Exception {
        try (RunningServer server = start("ssl.crl")) {
            assertThat(ask(server, good)).isEqualTo("imok");
            assertRefused(server, revoked);
            assertRefused(server, unheardOf);
        }
    }

    @Test
    void theListDoesNotCountWhereTheIssuerIsToBeAskedAndCannotBe() throws Exception {
        try (RunningServer server = start("ssl.ocsp")) {
            assertRefused(server, good);
        }
    }

    @Test
    void withBothTheListCountsIfTheIssuerCannotBeAsked() throws Exception {
        try (RunningServer server = start("ssl.crl", "ssl.ocsp")) {
            assertThat(ask(server, good)).isEqualTo("imok");
            assertRefused(server, revoked);
        }
    }
}
