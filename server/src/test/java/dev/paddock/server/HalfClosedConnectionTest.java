package dev.paddock.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that has closed its sending side: {@code echo srvr | nc host port} does. */
class HalfClosedConnectionTest {
    /** Which of the two the server sees first is a matter of luck. */
    private static final int MANY = 50;

    private static final int PATIENCE_MILLIS = 20_000;

    @TempDir
    Path directory;

    private RunningServer server;

    @BeforeEach
    void start() throws IOException {
        server = new RunningServer(directory, Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    @Test
    void aWordIsAnsweredToWhoSaysNoMore() throws Exception {
        for (int i = 0; i < MANY; i++) {
            try (Socket client = connect()) {
                client.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
                client.shutdownOutput();
                assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("Zookeeper version: ");
            }
        }
    }

    @Test
    void aConnectionWithoutAWordEndsWithItsInput() throws Exception {
        try (Socket client = connect()) {
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aSessionsConnectionEndsWithItsInput() throws Exception {
        try (Socket client = connect()) {
            OutputStream out = client.getOutputStream();
            out.write(handshake());
            assertThat(client.getInputStream().readNBytes(1)).hasSize(1);
            client.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes()).hasSizeLessThan(2 * handshake().length);
        }
    }

    /** A new session of ten seconds, with an empty password. */
    private static byte[] handshake() {
        int length = Integer.BYTES + Long.BYTES + Integer.BYTES + Long.BYTES + Integer.BYTES;
        return ByteBuffer.allocate(Integer.BYTES + length)
                .putInt(length)
                .putInt(0)
                .putLong(0)
                .putInt(10_000)
                .putLong(0)
                .putInt(0)
                .array();
    }
}
