package dev.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.server.EmbeddedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two members of an ensemble of ZooKeeper: one alone serves reads only. */
@Timeout(120)
class ReadOnlyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, String> members = Map.of("server.1", member(), "server.2", member());

    private static String member() {
        try {
            return "127.0.0.1:" + RealZooKeeper.freePort() + ":" + RealZooKeeper.freePort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aServerThatServesReadsOnlyIsUsedUntilThereIsOneThatTakesWrites() throws Exception {
        Heard states = new Heard();
        try (RealZooKeeper alone = RealZooKeeper.startMember(1, "read-only", members);
                PaddockClient client = PaddockClient.builder()
                        .connectString("127.0.0.1:" + alone.port())
                        .readOnlyAllowed(true)
                        .sessionListener(states)
                        .connect(PATIENCE)) {
            states.expect(SessionState.READ_ONLY);
            assertThat(client.exists("/zookeeper")).isPresent();
            assertThatThrownBy(() -> client.create("/a", null)).isInstanceOf(ReadOnlyServerException.class);
            try (RealZooKeeper second = RealZooKeeper.startMember(2, "leader", members);
                    PaddockClient writer = PaddockClient.builder()
                            .connectString("127.0.0.1:" + second.port())
                            .connect(PATIENCE)) {
                states.await("CONNECTED");
                writer.create("/a", null);
                client.sync("/");
                assertThat(client.exists("/a")).isPresent();
                client.create("/b", null);
            }
        }
    }

    @Test
    void aServerThatTakesWritesIsSoughtInTheBackground() throws Exception {
        Heard states = new Heard();
        try (RealZooKeeper readOnly = RealZooKeeper.startMember(1, "read-only", members);
                EmbeddedServer paddock = EmbeddedServer.start(Map.of("4lw.commands.whitelist", "isro"));
                TcpProxy proxy = new TcpProxy(paddock.port())) {
            proxy.shut();
            try (PaddockClient client = PaddockClient.builder()
                    .connectString("127.0.0.1:" + readOnly.port() + "," + proxy.connectString())
                    .readOnlyAllowed(true)
                    .sessionListener(states)
                    .connect(PATIENCE)) {
                states.expect(SessionState.READ_ONLY);
                proxy.mend();
                states.expect(SessionState.SUSPENDED).expect(SessionState.CONNECTED);
                client.create("/a", null);
            }
        }
    }
}
