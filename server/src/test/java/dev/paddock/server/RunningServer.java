package dev.paddock.server;

import dev.paddock.server.config.ServerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A server of this process, on a free port of the loopback address. A test that it fails in fails. */
public final class RunningServer implements AutoCloseable {
    private final Path directory;
    private final Map<String, String> settings;
    private final AtomicReference<AssertionError> failure = new AtomicReference<>();
    private Server server;

    /** @param settings others than those that a server has by itself */
    public RunningServer(Path directory, Map<String, String> settings) throws IOException {
        this.directory = directory;
        this.settings = settings;
        start(0);
    }

    private void start(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        server = Server.start(
                ServerConfig.standalone(directory, address, settings),
                (message, cause) -> failure.set(new AssertionError(message, cause)));
    }

    public int port() {
        return server.addresses().get(0).getPort();
    }

    /** Of a server with one more setting, which is {@code secureClientPort=0}. */
    public int securePort() {
        return server.addresses().get(1).getPort();
    }

    /** On the same directory and port. */
    public void restart() throws IOException {
        int port = port();
        server.close();
        start(port);
    }

    @Override
    public void close() {
        server.close();
        if (failure.get() != null) {
            throw failure.get();
        }
    }
}
