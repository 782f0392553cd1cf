package dev.paddock.server.admin;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The published ZooKeeper in a JVM of its own, alone, on a free port of the loopback address. */
final class RealZooKeeper implements AutoCloseable {
    private static final long STARTS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** What it needs of the class path of the tests, by the beginnings of the names of its jars. */
    private static final List<String> JARS =
            List.of("zookeeper-", "slf4j-api-", "logback-", "netty-", "metrics-core-", "snappy-java-", "commons-");

    private final int port;
    private final Path log;
    private final Process process;

    /** Starts it on an empty directory, and waits until it serves. */
    RealZooKeeper(Path directory) throws IOException, InterruptedException {
        port = freePort();
        log = directory.resolve("server.log");
        Path config = Files.write(
                directory.resolve("zoo.cfg"),
                List.of(
                        "dataDir=" + directory,
                        "clientPort=" + port,
                        "clientPortAddress=127.0.0.1",
                        "admin.enableServer=false",
                        "4lw.commands.whitelist=*"));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath(),
                        "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
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
        while (!serves()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() - start > STARTS_WITHIN_NANOS) {
                close();
                throw new IOException("ZooKeeper did not start:\n" + Files.readString(log));
            }
        }
    }

    private boolean serves() throws IOException {
        try {
            return new WordSocket(port).ask("srvr").contains("Mode: standalone");
        } catch (SocketException | SocketTimeoutException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** At once: nothing of it is kept. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
