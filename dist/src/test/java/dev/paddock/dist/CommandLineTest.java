package dev.paddock.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.server.EmbeddedServer;
import dev.paddock.testing.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** zkCli.sh as it ships, in a process of its own. */
class CommandLineTest {
    private static final String CONNECTED = """

            WATCHER::

            WatchedEvent state:SyncConnected type:None path:null zxid: -1
            """;

    @TempDir
    private Path directory;

    private Release release;
    private EmbeddedServer server;

    @BeforeEach
    void unpack() throws IOException {
        release = Release.in(directory);
        server = EmbeddedServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Ended cli(String... command) throws IOException, InterruptedException {
        String[] arguments = new String[command.length + 2];
        arguments[0] = "-server";
        arguments[1] = server.connectString();
        System.arraycopy(command, 0, arguments, 2, command.length);
        return release.run("zkCli.sh", arguments);
    }

    @Test
    void oneCommandPrintsWhatScriptsReadAndNothingOfTheLog() throws Exception {
        String banner = "Connecting to " + server.connectString() + "\n" + CONNECTED;
        assertThat(cli("create", "/app", "hello world")).isEqualTo(new Ended(banner, "Created /app\n", 0));
        assertThat(cli("get", "/app")).isEqualTo(new Ended(banner + "hello world\n", "", 0));
        assertThat(cli("get", "/none")).isEqualTo(new Ended(banner, "Node does not exist: /none\n", 1));
        assertThat(cli("nothing").exitCode()).isEqualTo(127);
    }

    @Test
    void withoutAWordOfCommandALineIsReadFromTheStandardInput() throws Exception {
        Process process = release.begin("zkCli.sh", "-server", server.connectString());
        try (var input = process.outputWriter()) {
            input.write("create /piped ä\nget /piped\nls /\n");
        }
        Ended ended = release.ended(process);
        assertThat(ended.out())
                .isEqualTo("Connecting to " + server.connectString() + "\nWelcome to ZooKeeper!\n"
                        + "JLine support is disabled\n" + CONNECTED + "ä\n[piped, zookeeper]\n");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void theEnvironmentSetsOptionsOfTheJvm() throws Exception {
        Path classes = directory.resolve("classes.txt");
        Ended ended = release.with("CLIENT_JVMFLAGS", "-Xlog:class+load:file=" + classes)
                .with("ZK_CLIENT_HEAP", "64")
                .run("zkCli.sh", "-server", server.connectString(), "ls", "/");
        assertThat(ended.exitCode()).isZero();
        assertThat(Files.readString(classes))
                .contains("dev.paddock.client.cli.Main ")
                .doesNotContain("org.jline.")
                .doesNotContain("ch.qos.logback.");
    }

    @Test
    void aWarmupLeavesAnArchiveThatTheNextCommandUses() throws Exception {
        release = Release.in(Files.createDirectory(directory.resolve("elsewhere")), "paddock");
        assertThat(release.run("paddock-warmup")).isEqualTo(new Ended("", "", 0));
        assertThat(release.home().resolve("lib/paddock-cli.jsa")).isRegularFile();
        Path classes = directory.resolve("classes.txt");
        Ended ended = release.with("JVMFLAGS", "-Xlog:class+load:file=" + classes)
                .run("zkCli.sh", "-server", server.connectString(), "ls", "/");
        assertThat(ended.outLines()).endsWith("[zookeeper]");
        assertThat(Files.readString(classes))
                .contains("dev.paddock.client.cli.Shell source: shared objects file (top)");
    }
}
