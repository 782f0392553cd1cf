package dev.paddock.client;

import dev.paddock.server.EmbeddedServer;
import dev.paddock.testing.RealZooKeeper;
import dev.paddock.testing.ServerProcess;
import java.io.IOException;
import java.util.Map;

/** A server that gives sessions of half a second and more, has znodes with a time to live, and knows no limit of clients. */
public record TestedServer(int port, AutoCloseable server) {
    private static final Map<String, String> SETTINGS = Map.of(
            "tickTime", "250",
            "minSessionTimeout", "500",
            "maxSessionTimeout", "60000",
            "maxClientCnxns", "0",
            "extendedTypesEnabled", "true");

    public static TestedServer paddock() throws IOException {
        EmbeddedServer paddock = EmbeddedServer.start(SETTINGS);
        return new TestedServer(paddock.port(), paddock);
    }

    public static TestedServer zooKeeper() throws IOException {
        ServerProcess zooKeeper = RealZooKeeper.start(SETTINGS);
        return new TestedServer(zooKeeper.port(), zooKeeper);
    }

    void close() throws Exception {
        server.close();
    }
}
