package dev.paddock.client.recipe;

import dev.paddock.server.EmbeddedServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RecipesOnPaddockTest extends RecipeContract {
    private EmbeddedServer server;

    @BeforeAll
    void start() throws IOException {
        server = EmbeddedServer.start(Map.of("maxClientCnxns", "0"));
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
