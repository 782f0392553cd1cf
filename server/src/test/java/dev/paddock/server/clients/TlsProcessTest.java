package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.server.Server;
import dev.paddock.server.config.ServerConfig;
import dev.paddock.testing.Certificates;
import dev.paddock.testing.Ended;
import dev.paddock.testing.FreePort;
import dev.paddock.testing.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What TLS means for the process as a whole: how it ends, and what it asks of the JVM. */
@Timeout(120)
class TlsProcessTest {
    private static final int PATIENCE_MILLIS = 30_000;

    @TempDir
    private Path directory;

    @Test
    void aServerWhoseKeysCannotBeUsedEndsWithTheReason() throws Exception {
        Path keys = new Certificates(directory).keyStore("keys.p12", "CN=localhost");
        Path file = Files.write(
                directory.resolve("zoo.cfg"),
                List.of(
                        "dataDir=" + directory,
                        "admin.enableServer=false",
                        "secureClientPort=" + FreePort.next(),
                        "ssl.keyStore.location=" + keys,
                        "ssl.keyStore.password=wrong",
                        "ssl.clientAuth=none"));
        Ended server = Ended.of(
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Servers.PADDOCK.classPath(),
                        Servers.PADDOCK.mainClass(),
                        file.toString()),
                "");

        assertThat(server.exitCode()).isEqualTo(2);
        assertThat(server.err()).contains("Invalid config, exiting abnormally");
        assertThat(server.out()).contains("ssl.keyStore.location=" + keys + ": keystore password was incorrect");
    }

    @Test
    void thePortThatSpeaksTlsMayBeTheOnlyOne() throws Exception {
        Certificates certificates = new Certificates(directory);
        Path keys = certificates.keyStore("keys.p12", "CN=localhost");
        Path trusted = certificates.trustStore("trusted.p12", keys);
        int port = FreePort.next();
        List<String> lines = new ArrayList<>(
                List.of("dataDir=" + directory, "admin.enableServer=false", "4lw.commands.whitelist=conf"));
        Certificates.settings(port, keys, trusted).forEach((key, value) -> lines.add(key + "=" + value));
        Path file = Files.write(directory.resolve("zoo.cfg"), lines);
        AtomicReference<String> failure = new AtomicReference<>();

        try (Server server = Server.start(
                        ServerConfig.load(file, new Properties()), (message, cause) -> failure.set(message));
                Socket client = Certificates.context(keys, trusted)
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(server.addresses()).containsExactly(new InetSocketAddress("127.0.0.1", port));
            client.setSoTimeout(PATIENCE_MILLIS);
            client.getOutputStream().write("conf".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("clientPort=-1\nsecureClientPort=" + port + "\n");
        }
        assertThat(failure).hasValue(null);
    }

    /** Otherwise a client could have one connection work for as many handshakes as it likes. */
    @Test
    void aSecondHandshakeOnAConnectionIsRefused() throws Exception {
        Certificates certificates = new Certificates(directory);
        Path keys = certificates.keyStore("keys.p12", "CN=localhost");
        Path trusted = certificates.trustStore("trusted.p12", keys);
        int port = FreePort.next();
        Map<String, String> settings = Certificates.settings(port, keys, trusted);
        settings.put("ssl.clientAuth", "none");
        try (ServerProcess server =
                        ServerProcess.of(Servers.PADDOCK).with(settings).start();
                SSLSocket client = (SSLSocket) Certificates.context(null, trusted)
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(PATIENCE_MILLIS);
            client.setEnabledProtocols(new String[] {"TLSv1.2"});
            client.startHandshake();
            assertThatThrownBy(() -> {
                        client.startHandshake(); // It is begun here, and done with what is read.
                        client.getInputStream().read();
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
            assertThat(server.log()).doesNotContain("ERROR");
        }
    }
}
