package dev.paddock.server;

import dev.paddock.server.config.ServerConfig;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server for tests of programs that use one: on a free port of the loopback address, with a temporary directory. There
 * may be several in a process.
 *
 * <pre>{@code
 * try (EmbeddedServer server = EmbeddedServer.start()) {
 *     ZooKeeper client = new ZooKeeper(server.connectString(), 10_000, watcher);
 *     ...
 * }
 * }</pre>
 */
public final class EmbeddedServer implements Closeable {
    /** Short, so that nobody waits long for the end of a session. */
    private static final Map<String, String> SESSIONS =
            Map.of("tickTime", "250", "minSessionTimeout", "500", "maxSessionTimeout", "60000");

    private final Path directory;

    private final Map<String, String> settings;

    /** From the first start on, the port is the one that it got. */
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** How often it was started: a failure of a server that is gone does not concern the one that runs now. */
    private int launches;

    /** Null while it is stopped. */
    private Server server;

    /** Why the server could not go on, or null. */
    private IllegalStateException failure;

    private EmbeddedServer(Path directory, Map<String, String> settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /** When this returns, clients are served. */
    public static EmbeddedServer start() throws IOException {
        return start(Map.of());
    }

    /**
     * The same, with other settings.
     *
     * @param settings as they would stand in a configuration file
     * @throws IllegalArgumentException if one of them is refused
     */
    public static EmbeddedServer start(Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(SESSIONS);
        all.putAll(settings);
        EmbeddedServer embedded = new EmbeddedServer(Files.createTempDirectory("paddock-"), all);
        try {
            embedded.launch();
            return embedded;
        } catch (IOException | RuntimeException failure) {
            embedded.close();
            throw failure;
        }
    }

    private synchronized void launch() throws IOException {
        failure = null;
        int number = ++launches;
        ServerConfig config = ServerConfig.standalone(directory, address, settings);
        server = Server.start(config, (message, cause) -> failed(number, message, cause));
        address = server.addresses().get(0);
    }

    /** What clients are to be given. */
    public synchronized String connectString() {
        return address.getAddress().getHostAddress() + ":" + port();
    }

    /** Stays the same over {@link #restart}. */
    public synchronized int port() {
        return address.getPort();
    }

    /** Where the database is, until {@link #close}. */
    public Path directory() {
        return directory;
    }

    /** Why the server has closed itself, if it has: the message is meant for people. */
    public synchronized Optional<IllegalStateException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Stops in order. Sessions live on, and have their whole time again after {@link #restart}. */
    public synchronized void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** Stops if need be, and starts on the same directory and port. */
    public synchronized void restart() throws IOException {
        stop();
        launch();
    }

    /** Stops, and removes the directory. */
    @Override
    public synchronized void close() throws IOException {
        stop();
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** On a thread of its own: the one that has failed is among those that are waited for. */
    private void failed(int launch, String message, Throwable cause) {
        Thread closer = new Thread(() -> giveUp(launch, message, cause), "paddock-failed");
        closer.setDaemon(true);
        closer.start();
    }

    private synchronized void giveUp(int launch, String message, Throwable cause) {
        if (launch == launches && server != null) {
            failure = new IllegalStateException(message, cause);
            server.closeAtOnce();
            server = null;
        }
    }
}
