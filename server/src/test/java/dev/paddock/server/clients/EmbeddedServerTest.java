package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.server.EmbeddedServer;
import dev.paddock.testing.Directories;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddedServerTest {
    private static void create(ZooKeeper client, String path, CreateMode mode) throws Exception {
        client.create(path, path.getBytes(StandardCharsets.UTF_8), ZooDefs.Ids.OPEN_ACL_UNSAFE, mode);
    }

    @Test
    void servesClientsUntilItIsClosed() throws Exception {
        EmbeddedServer server = EmbeddedServer.start();
        try (Sessions sessions = new Sessions()) {
            ZooKeeper client = sessions.open(server.connectString());
            create(client, "/a", CreateMode.PERSISTENT);
            assertThat(client.getChildren("/", false)).containsExactlyInAnyOrder("a", "zookeeper");
        }
        server.close();
        assertThat(server.directory()).doesNotExist();
        assertThat(server.failure()).isEmpty();
        assertNobodyListens(server.port());
    }

    @Test
    void aSessionItsEphemeralsAndTheTreeOutliveARestartOnTheSamePort() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start()) {
            Events events = new Events();
            int port = server.port();
            try (Sessions sessions = new Sessions()) {
                ZooKeeper client = sessions.open(server.connectString(), events);
                create(client, "/stays", CreateMode.PERSISTENT);
                create(client, "/mine", CreateMode.EPHEMERAL);
                long session = client.getSessionId();
                server.stop();
                events.await(KeeperState.Disconnected);
                server.restart();
                events.await(KeeperState.SyncConnected);
                assertThat(client.getSessionId()).isEqualTo(session);
                assertThat(client.getData("/stays", false, null)).asString().isEqualTo("/stays");
                assertThat(client.getEphemerals()).containsExactly("/mine");
            }
            assertThat(server.port()).isEqualTo(port);
        }
    }

    @Test
    void severalLiveSideBySide() throws Exception {
        try (EmbeddedServer one = EmbeddedServer.start();
                EmbeddedServer two = EmbeddedServer.start();
                Sessions sessions = new Sessions()) {
            ZooKeeper toOne = sessions.open(one.connectString());
            ZooKeeper toTwo = sessions.open(two.connectString());
            create(toOne, "/one", CreateMode.PERSISTENT);
            create(toTwo, "/two", CreateMode.PERSISTENT);
            assertThat(toOne.exists("/two", false)).isNull();
            one.stop();
            assertThat(toTwo.exists("/two", false)).isNotNull();
        }
    }

    @Test
    void aFailureClosesItAndIsReported() throws Exception {
        // given a server that begins a new log file soon, and a client
        try (EmbeddedServer server = EmbeddedServer.start(Map.of("snapCount", "20"))) {
            Events events = new Events();
            try (Sessions sessions = new Sessions()) {
                ZooKeeper client = sessions.open(server.connectString(), events);
                create(client, "/a", CreateMode.PERSISTENT);
                // when its directory disappears under it
                Directories.delete(server.directory());
                for (int i = 0; i < 40; i++) {
                    client.setData("/a", new byte[0], -1, (rc, path, context, stat) -> {}, null);
                }
                // then nobody is left waiting for an answer
                events.await(KeeperState.Disconnected);
            }
            assertThat(server.failure()).get().extracting(Throwable::getCause).isInstanceOf(IOException.class);
            assertNobodyListens(server.port());
        }
    }

    private static void assertNobodyListens(int port) {
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(IOException.class);
    }
}
