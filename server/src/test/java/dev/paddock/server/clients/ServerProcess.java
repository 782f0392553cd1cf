package dev.paddock.server.clients;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server in a JVM of its own, alone, on a free port of the loopback address. */
final class ServerProcess implements AutoCloseable {
    /** Which server, and what it needs of the class path of the tests: by the beginnings of the names of jars. */
    enum Kind {
        PADDOCK("dev.paddock.server.Main", List.of("paddock-", "slf4j-api-", "logback-", "netty-")),
        ZOOKEEPER(
                "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                List.of("zookeeper-", "slf4j-api-", "logback-", "netty-", "metrics-core-", "snappy-java-", "commons-"));

        private final String mainClass;
        private final List<String> jars;

        Kind(String mainClass, List<String> jars) {
            this.mainClass = mainClass;
            this.jars = jars;
        }

        String classPath() {
            String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
            return Arrays.stream(entries).filter(this::needs).collect(Collectors.joining(File.pathSeparator));
        }

        private boolean needs(String entry) {
            String name = Path.of(entry).getFileName().toString();
            boolean isJar = name.endsWith(".jar");
            return isJar ? jars.stream().anyMatch(name::startsWith) : this == PADDOCK && name.equals("classes");
        }
    }

    /** What the password of the user {@code super} is: {@code secret}. */
    private static final String SUPER_DIGEST = "super:lK75jTNcA+U9vtVEw5vB51mj/w4=";

    /** Short, so that sessions of short timeouts end soon when a test waits for that. */
    static final int TICK_MILLIS = 100;

    private static final long STARTS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final String QUIET_LOG = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;

    private final Kind kind;
    private final List<String> properties;
    private final Path directory;
    private final int port;
    private volatile Process process;

    private ServerProcess(Kind kind, List<String> properties, Path directory, int port) {
        this.kind = kind;
        this.properties = properties;
        this.directory = directory;
        this.port = port;
        // Should this JVM end before its tests do.
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /**
     * Starts a server on an empty directory, and waits until it serves.
     *
     * @param properties of the process, {@code name=value}
     */
    static ServerProcess start(Kind kind, String... properties) throws IOException {
        ServerProcess server =
                new ServerProcess(kind, List.of(properties), Files.createTempDirectory("clients-"), freePort());
        server.writeFiles();
        server.launch();
        return server;
    }

    /** One Paddock for all tests that need no other and keep to a chroot of their own. It ends with this JVM. */
    static ServerProcess shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        private static final ServerProcess SERVER = startShared();

        private static ServerProcess startShared() {
            try {
                ServerProcess server = start(Kind.PADDOCK, "znode.container.checkIntervalMs=200");
                Runtime.getRuntime().addShutdownHook(new Thread(server::close));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Kind kind() {
        return kind;
    }

    /** Of the loopback address. */
    int port() {
        return port;
    }

    String connectString() {
        return "127.0.0.1:" + port;
    }

    /** Ends the process at once, and starts another on the same directory and port. */
    void restart() throws IOException {
        kill();
        launch();
    }

    String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeFiles() throws IOException {
        Files.writeString(directory.resolve("logback.xml"), QUIET_LOG);
        Files.write(
                directory.resolve("zoo.cfg"),
                List.of(
                        "dataDir=" + directory,
                        "clientPort=" + port,
                        "clientPortAddress=127.0.0.1",
                        "tickTime=" + TICK_MILLIS,
                        "maxSessionTimeout=600000",
                        "maxClientCnxns=0",
                        "admin.enableServer=false",
                        "4lw.commands.whitelist=*",
                        "extendedTypesEnabled=true",
                        // Nobody pulls the plug here, and 20,000 requests should not take minutes.
                        "forceSync=no",
                        "preAllocSize=256"));
    }

    private void launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + directory.resolve("logback.xml"),
                "-Dzookeeper.DigestAuthenticationProvider.superDigest=" + SUPER_DIGEST,
                "-Dzookeeper.extendedTypesEnabled=true"));
        properties.forEach(property -> command.add("-D" + property));
        command.addAll(List.of("-cp", kind.classPath(), kind.mainClass));
        command.add(directory.resolve("zoo.cfg").toString());
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                .start();
        awaitServing();
    }

    /** It serves when it says so. A session would use up a zxid, so the question is a four-letter word. */
    private void awaitServing() throws IOException {
        long start = System.nanoTime();
        while (!ask("srvr").contains("Mode: standalone")) {
            if (!process.isAlive() || System.nanoTime() - start > STARTS_WITHIN_NANOS) {
                String log = log();
                close();
                throw new IllegalStateException(kind + " did not start:\n" + log);
            }
            pause();
        }
    }

    /** What the server says to a word: nothing, while it is on its way up. */
    private String ask(String word) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException | SocketTimeoutException notYet) {
            return "";
        }
    }

    /** A moment between two questions, ended early should the process end. */
    private void pause() {
        try {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while " + kind + " started", e);
        }
    }

    /** Ends the process at once, as a power failure would, as far as a process can tell. */
    void kill() {
        if (process == null) {
            return;
        }
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while " + kind + " ended", e);
        }
    }

    private Path logFile() {
        return directory.resolve("server.log");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
