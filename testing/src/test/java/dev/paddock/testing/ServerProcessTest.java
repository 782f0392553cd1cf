package dev.paddock.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ServerProcessTest {
    private static void connect(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }

    @Test
    void aServerThatDoesNotStartSaysWhy() {
        assertThatThrownBy(() -> RealZooKeeper.start(Map.of("tickTime", "soon")))
                .hasMessageContaining("For input string: \"soon\"");
    }

    @Test
    void aServerComesBackOnItsPortAndGoesForGood(@TempDir Path dataDir) throws IOException {
        ServerProcess server = RealZooKeeper.with(Map.of()).startOn(dataDir);
        server.kill();
        assertThat(server.hasEnded()).isTrue();
        assertThatThrownBy(() -> connect(server.port())).isInstanceOf(IOException.class);
        server.restart();
        connect(server.port());
        server.close();
        assertThatThrownBy(() -> connect(server.port())).isInstanceOf(IOException.class);
        assertThat(dataDir.resolve("version-2")).isDirectory();
    }

    @Test
    void aDirectoryIsFilledBeforeTheStartAndGoesWithItsServer() throws IOException {
        Path[] given = new Path[1];
        ServerProcess.Builder builder =
                RealZooKeeper.with(Map.of()).given(dataDir -> given[0] = dataDir.resolve("version-2"));
        try (ServerProcess server = builder.start()) {
            assertThat(given[0]).isDirectory();
            assertThat(server.connectString()).isEqualTo("127.0.0.1:" + server.port());
        }
        assertThat(given[0].getParent()).doesNotExist();
    }
}
