package dev.paddock.conformance;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.zookeeper.server.SyncRequestProcessor;

/** A Paddock in a process of its own, as a user would start it. */
final class PaddockProcess implements Closeable {
    /** Property of the JVM of a test class: the class path of the server. */
    static final String SERVER_CLASS_PATH = "conformance.server";

    /** Property of the JVM of a test class: where configurations and logs of its servers go. */
    static final String DIRECTORY = "conformance.directory";

    private static final int STARTS_WITHIN_SECONDS = 60;
    private static final int STOPS_WITHIN_SECONDS = 15;
    private static final int ANSWERS_WITHIN_MILLIS = 5000;
    private static final int ASKED_EVERY_MILLIS = 20;

    /** What tests set for the server, where it is in their own JVM. */
    private static final List<String> FOR_THE_SERVER =
            List.of("zookeeper.", "znode.", "jute.", "readonlymode.", "snapshot.", "fsync.");

    /** What of that is not for a server, or is for one in this JVM. */
    private static final List<String> NOT_FOR_THE_SERVER = List.of(
            "zookeeper.serverCnxnFactory",
            "zookeeper.client.",
            "zookeeper.clientCnxnSocket",
            "zookeeper.admin.",
            "zookeeper.jmx.");

    private static int started;

    private final Process process;
    private final Path log;

    private PaddockProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a server with these lines in its zoo.cfg. When this returns, clients are served. */
    static PaddockProcess start(InetSocketAddress address, Map<String, String> settings)
            throws IOException, InterruptedException {
        Path directory = Files.createDirectories(Path.of(System.getProperty(DIRECTORY), "server" + nextNumber()));
        Map<String, String> lines = new TreeMap<>(settings);
        lines.put("clientPort", String.valueOf(address.getPort()));
        lines.put("clientPortAddress", address.getAddress().getHostAddress());
        lines.put("admin.enableServer", "false");
        Path config = Files.writeString(
                directory.resolve("zoo.cfg"),
                lines.entrySet().stream()
                        .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                        .collect(Collectors.joining()));
        Path log = directory.resolve("server.log");
        Process process = new ProcessBuilder(command(config))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        PaddockProcess paddock = new PaddockProcess(process, log);
        try {
            paddock.awaitAnswer(address);
            return paddock;
        } catch (IOException | InterruptedException failure) {
            paddock.close();
            throw failure;
        }
    }

    private static synchronized int nextNumber() {
        return ++started;
    }

    private static List<String> command(Path config) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dzookeeper.4lw.commands.whitelist=*",
                "-Dzookeeper.snapCount=" + SyncRequestProcessor.getSnapCount()));
        System.getProperties().stringPropertyNames().stream()
                .filter(PaddockProcess::isForTheServer)
                .sorted()
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(
                List.of("-cp", System.getProperty(SERVER_CLASS_PATH), "dev.paddock.server.Main", config.toString()));
        return command;
    }

    private static boolean isForTheServer(String property) {
        return FOR_THE_SERVER.stream().anyMatch(property::startsWith)
                && NOT_FOR_THE_SERVER.stream().noneMatch(property::startsWith);
    }

    private void awaitAnswer(InetSocketAddress address) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTS_WITHIN_SECONDS);
        while (!isAnswering(address)) {
            if (!process.isAlive()) {
                throw new IOException("the server has ended with " + process.exitValue() + ", see " + log);
            }
            if (System.nanoTime() > end) {
                throw new IOException("the server does not answer, see " + log);
            }
            process.waitFor(ASKED_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** A test may have forbidden the word: that is an answer too. */
    private static boolean isAnswering(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, ANSWERS_WITHIN_MILLIS);
            socket.setSoTimeout(ANSWERS_WITHIN_MILLIS);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() >= 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** By SIGTERM, which is how operators end it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
