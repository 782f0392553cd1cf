package dev.paddock.server;

import dev.paddock.server.config.ClientPort;
import dev.paddock.server.config.ServerConfig;
import dev.paddock.server.config.SessionLimits;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
    private static final SessionLimits SESSIONS =
            new SessionLimits(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofMinutes(1));

    private final Path directory;

    /** From the first start on, the port is the one that it got. */
    private ServerConfig config;

    /** How often it was started: a failure of a server that is gone does not concern the one that runs now. */
    private int launches;

    /** Null while it is stopped. */
    private Server server;

    /** Why the server could not go on, or null. */
    private IllegalStateException failure;

    private EmbeddedServer(Path directory, ServerConfig config) {
        this.directory = directory;
        this.config = config;
    }

    /** When this returns, clients are served. */
    public static EmbeddedServer start() throws IOException {
        return start(UnaryOperator.identity());
    }

    /**
     * The same, with other settings.
     *
     * @param settings gets what {@link #start()} uses, and returns what is to be used instead
     */
    public static EmbeddedServer start(UnaryOperator<ServerConfig> settings) throws IOException {
        Path directory = Files.createTempDirectory("paddock-");
        ServerConfig config = ServerConfig.standalone(directory, 0)
                .withSessions(SESSIONS)
                .withClientPorts(
                        List.of(new ClientPort(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false, -1)));
        EmbeddedServer embedded = new EmbeddedServer(directory, settings.apply(config));
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
        server = Server.start(config, (message, cause) -> failed(number, message, cause));
        config =
                config.withClientPorts(List.of(new ClientPort(server.addresses().get(0), false, -1)));
    }

    /** What clients are to be given. */
    public synchronized String connectString() {
        return address().getAddress().getHostAddress() + ":" + port();
    }

    /** Stays the same over {@link #restart}. */
    public synchronized int port() {
        return address().getPort();
    }

    private InetSocketAddress address() {
        return config.clientPorts().get(0).address();
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
