package dev.paddock.datatree.differential;

import dev.paddock.testing.RealZooKeeper;
import dev.paddock.testing.ServerProcess;
import java.io.IOException;
import java.util.Map;

/** The published ZooKeeper, alone, in a process of its own. */
final class ZooKeeperTarget implements Target {
    private final ServerProcess server;

    private ZooKeeperTarget(ServerProcess server) {
        this.server = server;
    }

    /** Starts a server on an empty directory, but for what the settings plant, and waits until it serves. */
    static ZooKeeperTarget start(Settings settings) throws IOException {
        return new ZooKeeperTarget(RealZooKeeper.with(Map.of("maxClientCnxns", "0"))
                .with(settings.config())
                .withProperties(settings.properties())
                .given(dataDir -> {
                    if (!settings.planted().isEmpty() || settings.zxid() > 0) {
                        PlantedSnapshot.write(settings, dataDir);
                    }
                })
                .start());
    }

    /** Ends the process at once, and starts another on the same directory. */
    void restart() throws IOException {
        server.restart();
    }

    /** Whether the process ends by itself, which may take it a moment. */
    boolean hasEnded() {
        return server.hasEnded();
    }

    @Override
    public Connection open() throws IOException {
        return new SocketConnection(server.port());
    }

    @Override
    public String log() {
        return server.log();
    }

    @Override
    public void close() {
        server.close();
    }
}
