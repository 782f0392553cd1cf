package dev.paddock.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a process of its own, on loopback, and what the operating system and the JVM say of it. */
public final class ServerProcess implements Closeable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration ANSWER_PATIENCE = Duration.ofMillis(100);
    private static final long RETRY_NANOS = 1_000_000;

    /** Of {@code /proc}, on every Linux. */
    private static final Duration CLOCK_TICK = Duration.ofMillis(10);

    private static final Map<String, String> SETTINGS = Map.of(
            "tickTime", "2000",
            "maxClientCnxns", "0",
            "4lw.commands.whitelist", "*",
            "admin.enableServer", "false",
            "clientPortAddress", "127.0.0.1");

    /** Who logs, logs what is wrong. */
    private static final String LOGBACK = """
            <configuration>
              <appender name="console" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %-5level %logger - %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="console"/></root>
            </configuration>
            """;

    private final Process process;
    private final InetSocketAddress address;
    private final Duration startTook;
    private final Thread killer;

    private ServerProcess(Process process, InetSocketAddress address, long startedAt) throws IOException {
        this.process = process;
        this.address = address;
        killer = new Thread(process::destroyForcibly, "kills the server with us");
        Runtime.getRuntime().addShutdownHook(killer);
        try {
            awaitSession(startedAt + PATIENCE.toNanos());
        } catch (IOException failed) {
            close();
            throw failed;
        }
        startTook = Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /**
     * Starts it and waits until it has given somebody a session.
     *
     * @param directory for its data, with whatever is there
     * @param settings besides those that all servers have
     */
    public static ServerProcess start(Side side, Path directory, Map<String, String> settings) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
        Map<String, String> all = new TreeMap<>(SETTINGS);
        all.put("dataDir", directory.resolve("data").toString());
        all.put("clientPort", Integer.toString(address.getPort()));
        all.putAll(settings);
        Files.createDirectories(directory.resolve("data"));
        Path configuration = directory.resolve("zoo.cfg");
        Files.write(
                configuration,
                all.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList());

        Path logback = Files.writeString(directory.resolve("logback.xml"), LOGBACK);

        List<String> command = new ArrayList<>();
        command.add(java().toString());
        command.add("-Dlogback.configurationFile=" + logback);
        command.addAll(side.javaArguments(checkout()));
        command.add(configuration.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()));
        long startedAt = System.nanoTime();
        return new ServerProcess(builder.start(), address, startedAt);
    }

    /** ZooKeeper may keep a connection that comes while it starts, and never answer it. */
    private void awaitSession(long deadline) throws IOException {
        while (true) {
            FrameChannel channel = new FrameChannel(128, 128);
            try {
                channel.connect(address, ANSWER_PATIENCE);
                channel.close();
                return;
            } catch (IOException notYet) {
                channel.close();
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("the server gave no session; it says why in server.log", notYet);
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    /** From the start of the process to the first session. */
    Duration startTook() {
        return startTook;
    }

    /** What all its threads have used, in its own code and in the kernel. */
    Duration cpu() {
        String stat = proc("stat");
        // The second field is a name in parentheses, with anything in it.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return CLOCK_TICK.multipliedBy(Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
    }

    /** Resident memory in bytes. */
    long residentBytes() {
        return proc("status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    /** What is left of the heap after a full collection. */
    long liveHeapBytes() throws IOException {
        Process jcmd = new ProcessBuilder(
                        java().resolveSibling("jcmd").toString(), Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output.lines()
                .filter(line -> line.startsWith("Total"))
                .mapToLong(line -> Long.parseLong(line.trim().split("\\s+")[2]))
                .findFirst()
                .orElseThrow(() -> new IOException("jcmd says: " + output));
    }

    private String proc(String name) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), name));
        } catch (IOException gone) {
            throw new UncheckedIOException("the server has ended; it says why in server.log", gone);
        }
    }

    /** Stops it in order, and by force if it does not stop. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(killer);
    }

    /** The directory of the whole project, as the classes of this module lie in it. */
    public static Path checkout() {
        try {
            Path classes = Path.of(ServerProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolve("../../..").normalize();
        } catch (URISyntaxException impossible) {
            throw new AssertionError("the location of our own classes is no URI", impossible);
        }
    }

    private static Path java() {
        return Path.of(ProcessHandle.current().info().command().orElseThrow());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
