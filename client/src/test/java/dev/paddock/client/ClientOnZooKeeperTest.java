package dev.paddock.client;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ClientOnZooKeeperTest extends ClientContract {
    private RealZooKeeper server;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        server = RealZooKeeper.start(
                Map.of("tickTime", "250", "minSessionTimeout", "500", "maxSessionTimeout", "60000"));
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Override
    int port() {
        return server.port();
    }
}
