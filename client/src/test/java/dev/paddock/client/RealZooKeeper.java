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
    private Process process;

    private RealZooKeeper() throws IOException {}

    /** Starts it on an empty directory, and waits until it serves. */
    public static RealZooKeeper start(Map<String, String> settings) throws IOException, InterruptedException {
        RealZooKeeper server = new RealZooKeeper();
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
        while (!ask("srvr").contains("Mode: standalone")) {
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
