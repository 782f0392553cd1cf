package dev.paddock.server;

import dev.paddock.server.config.ServerConfig;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;

/** A server on a free port, with threads and sockets, and clients that speak bytes to it. */
final class RunningServer implements Closeable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Server server;

    private RunningServer(Server server) {
        this.server = server;
    }

    static RunningServer in(Path directory) throws IOException {
        return new RunningServer(Server.start(
                ServerConfig.standalone(directory, new InetSocketAddress(0), Map.of()), (message, cause) -> {
                    throw new AssertionError(message, cause);
                }));
    }

    int port() {
        return server.addresses().get(0).getPort();
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    @Override
    public void close() {
        server.close();
    }
}
