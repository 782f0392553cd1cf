package dev.paddock.client;

import java.io.File;
import java.io.IOException;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The published ZooKeeper in a JVM of its own, alone, on a free port of the loopback address. */
public final class RealZooKeeper implements AutoCloseable {
    private static final long STARTS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** What it needs of the class path of the tests, by the beginnings of the names of its jars. */
    private static final List<String> JARS =
            List.of("zookeeper-", "slf4j-api-", "logback-", "netty-", "metrics-core-", "snappy-java-", "commons-");

    private final Path directory = Files.createTempDirectory("zookeeper-");
    private final int port = freePort();

    /** What it says of itself once it serves. */
    private final String mode;

    private Process process;

    private RealZooKeeper(String mode) throws IOException {
        this.mode = mode;
    }

    /** Starts it on an empty directory, and waits until it serves. */
    public static RealZooKeeper start(Map<String, String> settings) throws IOException, InterruptedException {
        return start(new RealZooKeeper("Mode: standalone"), settings);
    }

    /**
     * Starts a member of an ensemble that serves reads when it is alone, and waits until it is in this mode.
     *
     * @param members {@code server.N} of all
     */
    static RealZooKeeper startMember(int id, String mode, Map<String, String> members)
            throws IOException, InterruptedException {
        RealZooKeeper server = new RealZooKeeper("Mode: " + mode);
        Files.writeString(server.directory.resolve("myid"), Integer.toString(id));
        Map<String, String> settings = new TreeMap<>(members);
        settings.putAll(Map.of(
                "tickTime",
                "250",
                "initLimit",
                "20",
                "syncLimit",
                "20",
                "localSessionsEnabled",
                "true",
                "localSessionsUpgradingEnabled",
                "true"));
        return start(server, settings);
    }

    private static RealZooKeeper start(RealZooKeeper server, Map<String, String> settings)
            throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(List.of(
                "dataDir=" + server.directory,
                "clientPort=" + server.port,
                "clientPortAddress=127.0.0.1",
                "admin.enableServer=false",
                "4lw.commands.whitelist=*",
                "forceSync=no"));
        settings.forEach((key, value) -> lines.add(key + "=" + value));
        Files.write(server.directory.resolve("zoo.cfg"), lines);
        server.launch();
        return server;
    }

    private void launch() throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dzookeeper.extendedTypesEnabled=true",
                        "-Dreadonlymode.enabled=true",
                        "-cp",
                        classPath(),
                        "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                        directory.resolve("zoo.cfg").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        awaitServing();
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry ->
                        JARS.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void awaitServing() throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!ask("srvr").contains(mode)) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() - start > STARTS_WITHIN_NANOS) {
                process.destroyForcibly();
                throw new IOException("ZooKeeper did not start:\n" + Files.readString(log()));
            }
        }
    }

    /** What the server says to a word: nothing, while it is on its way up. */
    private String ask(String word) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException | SocketTimeoutException notYet) {
            return "";
        }
    }

    public int port() {
        return port;
    }

    private Path log() {
        return directory.resolve("server.log");
    }

    /** At once: nothing of it is kept. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
