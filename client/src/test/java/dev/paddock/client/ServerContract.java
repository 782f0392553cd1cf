package dev.paddock.client;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What users may rely on, whichever server there is. A class of tests has one to itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServerContract {
    private TestedServer server;

    protected abstract TestedServer startServer() throws Exception;

    @BeforeAll
    void begin() throws Exception {
        server = startServer();
    }

    @AfterAll
    void end() throws Exception {
        server.close();
    }

    protected final int port() {
        return server.port();
    }
}
