package dev.paddock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a JVM of its own, on a free port of the loopback address. */
public final class ServerProcess implements AutoCloseable {
    private static final long STARTS_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int ENDS_WITHIN_SECONDS = 10;
    private static final int ANSWERS_WITHIN_MILLIS = 1_000;
    private static final int ASKED_EVERY_MILLIS = 20;

    private final Program program;
    private final Path directory;
    private final boolean isDirectoryOurs;
    private final int port;
    private final String mode;
    private final List<String> command;

    /** Null before the first start. */
    private volatile Process process;

    private ServerProcess(Builder builder, Path directory, boolean isDirectoryOurs) {
        this.program = builder.program;
        this.directory = directory;
        this.isDirectoryOurs = isDirectoryOurs;
        this.port = builder.port;
        this.mode = builder.mode;
        this.command = builder.command(directory);
        // Should this JVM end before its tests do.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** To be started on its own, unless more is said. */
    public static Builder of(Program program) {
        return new Builder(program);
    }

    /** How a server is to be started. */
    public static final class Builder {
        private final Program program;
        private final int port = FreePort.next();
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final Map<String, String> properties = new LinkedHashMap<>();
        private Contents contents = dataDir -> {};

        /** What it says of itself once it serves. */
        private String mode = "standalone";

        private Builder(Program program) {
            this.program = program;
            settings.put("clientPort", Integer.toString(port));
            settings.put("clientPortAddress", "127.0.0.1");
            settings.put("admin.enableServer", "false");
            settings.put("4lw.commands.whitelist", "*");
            // Nobody pulls the plug here, and 20,000 requests should not take minutes.
            settings.put("forceSync", "no");
            settings.put("preAllocSize", "256");
        }

        /** What stands in a data directory before a server starts on it. */
        public interface Contents {
            void writeTo(Path dataDir) throws IOException;
        }

        /** The one that it will listen on for clients. */
        public int port() {
            return port;
        }

        /** Further lines of its {@code zoo.cfg}, or others. */
        public Builder with(Map<String, String> lines) {
            settings.putAll(lines);
            return this;
        }

        /** System properties of its JVM. */
        public Builder withProperties(Map<String, String> others) {
            properties.putAll(others);
            return this;
        }

        public Builder given(Contents before) {
            contents = before;
            return this;
        }

        /**
         * One of an ensemble.
         *
         * @param awaited the mode that it has to be in before it is used
         */
        public Builder asMember(int id, String awaited) {
            mode = awaited;
            return given(dataDir -> Files.writeString(dataDir.resolve("myid"), Integer.toString(id)));
        }

        /** Waits until it serves. Its directory goes when it is closed. */
        public ServerProcess start() throws IOException {
            return start(new ServerProcess(this, Files.createTempDirectory("server-"), true));
        }

        /** The same on a data directory of the caller, which stays. */
        public ServerProcess startOn(Path dataDir) throws IOException {
            return start(new ServerProcess(this, dataDir, false));
        }

        private ServerProcess start(ServerProcess server) throws IOException {
            contents.writeTo(server.directory);
            settings.put("dataDir", server.directory.toString());
            List<String> lines = new ArrayList<>();
            settings.forEach((key, value) -> lines.add(key + "=" + value));
            Files.write(server.directory.resolve("zoo.cfg"), lines);
            server.launch();
            return server;
        }

        private List<String> command(Path directory) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Dlogback.configurationFile=" + ServerProcess.class.getResource("/logback-test.xml")));
            properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
            command.addAll(List.of("-cp", program.classPath(), program.mainClass()));
            command.add(directory.resolve("zoo.cfg").toString());
            return command;
        }
    }

    public Program program() {
        return program;
    }

    /** Of the loopback address. */
    public int port() {
        return port;
    }

    public String connectString() {
        return "127.0.0.1:" + port;
    }

    /** All that it has said of itself, since the first start. */
    public String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path logFile() {
        return directory.resolve("server.log");
    }

    /** Ends the process at once, and starts another on the same directory and port. */
    public void restart() throws IOException {
        kill();
        launch();
    }

    private void launch() throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                .start();
        awaitServing();
    }

    /** It serves when it says so. A session would use up a zxid, so the question is a four-letter word. */
    private void awaitServing() throws IOException {
        long start = System.nanoTime();
        while (!ask("srvr").contains("Mode: " + mode)) {
            if (endsWithin(ASKED_EVERY_MILLIS) || System.nanoTime() - start > STARTS_WITHIN_NANOS) {
                String log = log();
                close();
                throw new IOException(program.name() + " did not start:\n" + log);
            }
        }
    }

    /** What the server says to a word: nothing, while it is on its way up. */
    private String ask(String word) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWERS_WITHIN_MILLIS);
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException | SocketTimeoutException notYet) {
            return "";
        }
    }

    /** Whether the process ends by itself, which may take it a moment. */
    public boolean hasEnded() {
        return endsWithin(TimeUnit.SECONDS.toMillis(ENDS_WITHIN_SECONDS));
    }

    private boolean endsWithin(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for " + program.name(), e);
        }
    }

    /** Ends the process at once, as a power failure would, as far as a process can tell. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Ends it at once: nothing of it is kept, unless somebody else has the directory. */
    @Override
    public void close() {
        kill();
        if (isDirectoryOurs) {
            try {
                Directories.delete(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
