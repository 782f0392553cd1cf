package dev.paddock.client;

import dev.paddock.server.EmbeddedServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ClientOnPaddockTest extends ClientContract {
    private EmbeddedServer server;

    @BeforeAll
    void start() throws IOException {
        server = EmbeddedServer.start(Map.of("extendedTypesEnabled", "true", "maxClientCnxns", "0"));
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
