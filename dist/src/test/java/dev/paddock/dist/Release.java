package dev.paddock.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.testing.Directories;
import dev.paddock.testing.Ended;
import dev.paddock.testing.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What was packed, unpacked once more, with a configuration beside it. */
final class Release {
    private static final long LONGEST_SECONDS = 120;
    private static final List<String> OURS =
            List.of("ZOO", "JVMFLAGS", "SERVER_JVMFLAGS", "CLIENT_JVMFLAGS", "ZK_", "JMX", "CLASSPATH");

    private final Path home;
    private final Path work;
    private final Map<String, String> environment = new TreeMap<>();

    private Release(Path home, Path work) {
        this.home = home;
        this.work = work;
    }

    /** A copy whose path has blanks, and a configuration of a server that has a free port to itself. */
    static Release in(Path directory) throws IOException {
        return in(directory, "paddock here");
    }

    static Release in(Path directory, String name) throws IOException {
        Path home = directory.resolve(name);
        Directories.copy(Path.of(System.getProperty("paddock.release")), home);
        Path work = Files.createDirectories(directory.resolve("a server"));
        Release release = new Release(home, work);
        release.configure("clientPortAddress=127.0.0.1", "clientPort=" + FreePort.next(), "admin.enableServer=false");
        return release.with("ZOOCFGDIR", release.conf().toString())
                .with("ZOO_LOG_DIR", work.resolve("logs").toString())
                .with("ZK_SERVER_HEAP", "128");
    }

    /** The same with another variable in the environment of its scripts. */
    Release with(String variable, String value) {
        Release changed = new Release(home, work);
        changed.environment.putAll(environment);
        changed.environment.put(variable, value);
        return changed;
    }

    /** Writes zoo.cfg anew: where the data are, and these lines. */
    void configure(String... lines) throws IOException {
        write(conf().resolve("zoo.cfg"), "tickTime=2000\ndataDir=" + data() + "\n" + String.join("\n", lines) + "\n");
    }

    static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    Path home() {
        return home;
    }

    Path conf() {
        return work.resolve("conf");
    }

    Path data() {
        return work.resolve("data");
    }

    Path pidFile() {
        return data().resolve("zookeeper_server.pid");
    }

    Process begin(String script, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin").resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
        builder.environment().keySet().removeIf(name -> OURS.stream().anyMatch(name::startsWith));
        builder.environment().put("USER", "zk");
        builder.environment().put("HOSTNAME", "host1");
        builder.environment().putAll(environment);
        builder.redirectOutput(work.resolve("stdout").toFile());
        builder.redirectError(work.resolve("stderr").toFile());
        return builder.start();
    }

    Ended run(String script, String... arguments) throws IOException, InterruptedException {
        Process process = begin(script, arguments);
        process.getOutputStream().close();
        return ended(process);
    }

    Ended ended(Process process) throws IOException, InterruptedException {
        boolean inTime = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        if (!inTime) {
            process.destroyForcibly();
        }
        Ended ended = new Ended(read("stdout"), read("stderr"), inTime ? process.exitValue() : -1);
        assertThat(inTime).as("ended in time: %s", ended).isTrue();
        return ended;
    }

    private String read(String name) throws IOException {
        return Files.readString(work.resolve(name), StandardCharsets.UTF_8);
    }

    /** Ends the server of the pid file, whatever state a test left it in. */
    void endServer() throws IOException, InterruptedException {
        if (Files.exists(pidFile())) {
            ProcessHandle.of(Long.parseLong(Files.readString(pidFile())))
                    .filter(process -> process.pid() != ProcessHandle.current().pid())
                    .filter(process -> process.info().command().orElse("").endsWith("java"))
                    .ifPresent(ProcessHandle::destroyForcibly);
            Files.delete(pidFile());
        }
    }
}
