package dev.paddock.server.admin;

import dev.paddock.server.Server;
import dev.paddock.server.config.ServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;

/** A server of this process, on a free port of the loopback address. */
final class StartedServer implements AutoCloseable {
    private final Server server;

    StartedServer(Path directory, String... allowedWords) throws IOException {
        ServerConfig config = ServerConfig.standalone(
                directory,
                new InetSocketAddress("127.0.0.1", 0),
                Map.of("4lw.commands.whitelist", String.join(",", allowedWords)));
        server = Server.start(config, (message, cause) -> {
            throw new AssertionError(message, cause);
        });
    }

    int port() {
        return server.addresses().get(0).getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
