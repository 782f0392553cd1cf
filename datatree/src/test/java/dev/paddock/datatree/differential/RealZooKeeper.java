package dev.paddock.datatree.differential;

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

/** The published ZooKeeper in a JVM of its own, alone, on a free port of the loopback address. */
public final class RealZooKeeper implements Target {
    private static final long STARTS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** What the published server needs of the class path of the tests, by the beginnings of the names of its jars. */
    private static final List<String> JARS =
            List.of("zookeeper-", "slf4j-api-", "logback-", "netty-", "metrics-core-", "snappy-java-", "commons-");

    private static final String QUIET_LOG = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;

    private final Settings settings;
    private final Path directory;
    private final int port;
    private volatile Process process;

    private RealZooKeeper(Settings settings, Path directory, int port) {
        this.settings = settings;
        this.directory = directory;
        this.port = port;
        // Should this JVM end before its tests do.
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /** Whether the process ends by itself, which may take it a moment. */
    boolean hasEnded() throws InterruptedException {
        return process.waitFor(10, TimeUnit.SECONDS);
    }

    /** Starts a server on an empty directory, and waits until it serves. */
    static RealZooKeeper start(Settings settings) throws IOException {
        Path directory = Files.createTempDirectory("zookeeper-");
        RealZooKeeper server = new RealZooKeeper(settings, directory, freePort());
        server.writeFiles();
        server.launch();
        return server;
    }

    /**
     * Starts a server on a data directory that is there already, whose owner is to {@link #kill} it. It knows znodes with a
     * time to live, and the super user's password is {@code secret}.
     */
    public static RealZooKeeper startOn(Path dataDir) throws IOException {
        Settings settings = Settings.standard().with("-Dzookeeper.extendedTypesEnabled=true");
        RealZooKeeper server = new RealZooKeeper(settings, dataDir, freePort());
        server.writeFiles();
        server.launch();
        return server;
    }

    /** Of the loopback address. */
    public int port() {
        return port;
    }

    /** Ends the process at once, and starts another on the same directory. */
    void restart() throws IOException {
        kill();
        launch();
    }

    @Override
    public Connection open() throws IOException {
        return new SocketConnection(port);
    }

    @Override
    public String log() throws IOException {
        return Files.readString(logFile());
    }

    @Override
    public void close() throws IOException {
        kill();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void writeFiles() throws IOException {
        if (!settings.planted().isEmpty() || settings.zxid() > 0) {
            PlantedSnapshot.write(settings, directory);
        }
        Files.writeString(directory.resolve("logback.xml"), QUIET_LOG);
        List<String> lines = new ArrayList<>(List.of(
                "dataDir=" + directory,
                "clientPort=" + port,
                "clientPortAddress=127.0.0.1",
                "maxClientCnxns=0",
                "admin.enableServer=false",
                "4lw.commands.whitelist=*",
                // Nobody pulls the plug here, and 20,000 requests should not take minutes.
                "forceSync=no",
                "preAllocSize=256"));
        settings.config().forEach((key, value) -> lines.add(key + "=" + value));
        Files.write(directory.resolve("zoo.cfg"), lines);
    }

    private void launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + directory.resolve("logback.xml")));
        settings.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", classPath(), "org.apache.zookeeper.server.quorum.QuorumPeerMain"));
        command.add(directory.resolve("zoo.cfg").toString());
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                .start();
        awaitServing();
    }

    private static String classPath() {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        String jars = Arrays.stream(entries)
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry ->
                        JARS.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
        if (!jars.contains("zookeeper-jute")) {
            throw new IllegalStateException("no ZooKeeper on the class path of the tests: " + Arrays.toString(entries));
        }
        return jars;
    }

    /** It serves when it says so. A session would use up a zxid, so the question is a four-letter word. */
    private void awaitServing() throws IOException {
        long start = System.nanoTime();
        while (!ask("srvr").contains("Mode: standalone")) {
            if (!process.isAlive() || System.nanoTime() - start > STARTS_WITHIN_NANOS) {
                String log = log();
                close();
                throw new IllegalStateException("ZooKeeper did not start:\n" + log);
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
            throw new IllegalStateException("interrupted while ZooKeeper started", e);
        }
    }

    /** Ends the process at once, as a power failure would, as far as a process can tell. */
    public void kill() {
        if (process == null) {
            return;
        }
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while ZooKeeper ended", e);
        }
    }

    private Path logFile() {
        return directory.resolve("server.log");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
