package dev.paddock.client.recipe;

import dev.paddock.client.RealZooKeeper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RecipesOnZooKeeperTest extends RecipeContract {
    private RealZooKeeper server;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        server = RealZooKeeper.start(Map.of("tickTime", "250", "maxSessionTimeout", "60000", "maxClientCnxns", "0"));
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
