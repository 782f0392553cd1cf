package dev.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.server.EmbeddedServer;
import dev.paddock.testing.FreePort;
import dev.paddock.testing.RealZooKeeper;
import dev.paddock.testing.ServerProcess;
import dev.paddock.testing.TcpProxy;
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
        return "127.0.0.1:" + FreePort.next() + ":" + FreePort.next();
    }

    private ServerProcess startMember(int id, String mode) throws IOException {
        return RealZooKeeper.with(members)
                .with(Map.of(
                        "tickTime", "250",
                        "initLimit", "20",
                        "syncLimit", "20",
                        "localSessionsEnabled", "true",
                        "localSessionsUpgradingEnabled", "true"))
                .withProperties(Map.of("readonlymode.enabled", "true"))
                .asMember(id, mode)
                .start();
    }

    @Test
    void aServerThatServesReadsOnlyIsUsedUntilThereIsOneThatTakesWrites() throws Exception {
        Heard states = new Heard();
        try (ServerProcess alone = startMember(1, "read-only");
                PaddockClient client = PaddockClient.builder()
                        .connectString(alone.connectString())
                        .readOnlyAllowed(true)
                        .sessionListener(states)
                        .connect(PATIENCE)) {
            states.expect(SessionState.READ_ONLY);
            assertThat(client.exists("/zookeeper")).isPresent();
            assertThatThrownBy(() -> client.create("/a", null)).isInstanceOf(ReadOnlyServerException.class);
            try (ServerProcess second = startMember(2, "leader");
                    PaddockClient writer = PaddockClient.builder()
                            .connectString(second.connectString())
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
        try (ServerProcess readOnly = startMember(1, "read-only");
                EmbeddedServer paddock = EmbeddedServer.start(Map.of("4lw.commands.whitelist", "isro"));
                TcpProxy proxy = new TcpProxy(paddock.port())) {
            proxy.shut();
            try (PaddockClient client = PaddockClient.builder()
                    .connectString(readOnly.connectString() + "," + proxy.connectString())
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
