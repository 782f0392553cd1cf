package dev.paddock.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.server.EmbeddedServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jline.reader.Candidate;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who types, on a terminal of our own. */
@Timeout(60)
class TerminalLinesTest {
    @TempDir
    private Path home;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private static final class Session implements AutoCloseable {
        private final EmbeddedServer server = EmbeddedServer.start();
        private final Output output;
        private final Connection connection;
        private final Shell shell;

        Session(ByteArrayOutputStream screen) throws Exception {
            PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
            output = new Output(out, out, true);
            ClientSettings settings =
                    new ClientSettings(server.connectString(), Duration.ofSeconds(30), false, new Properties());
            connection = new Connection(settings, output);
            shell = new Shell(connection, output, new ByteArrayInputStream(new byte[0]), false);
            connection.reopen();
            assertThat(connection.awaitServer()).isTrue();
        }

        @Override
        public void close() throws IOException {
            connection.end();
            server.close();
        }
    }

    private TerminalLines typing(Session session, String keys) throws Exception {
        ByteArrayInputStream in = new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8));
        Terminal terminal = new DumbTerminal("test", "ansi", in, screen, StandardCharsets.UTF_8);
        terminal.setSize(new Size(120, 40));
        return new TerminalLines(session.shell, home, terminal);
    }

    @Test
    void thePromptNamesServerStateAndNumber() throws Exception {
        try (Session session = new Session(screen);
                TerminalLines lines = typing(session, "create /a x\n\nget -w /a\nset /a y\nquit\n")) {
            assertThat(session.shell.run(lines)).isZero();
            String prompt = "[zk: " + session.server.connectString() + "(CONNECTED) ";
            assertThat(screen.toString(StandardCharsets.UTF_8))
                    .contains(prompt + "0] ", prompt + "3] ", "Created /a")
                    .contains("\u001b[36m", "WatchedEvent state:SyncConnected type:NodeDataChanged path:/a");
        }
    }

    @Test
    void theHistoryIsKeptWithoutSecrets() throws Exception {
        try (Session session = new Session(screen);
                TerminalLines lines = typing(session, "ls /\naddauth digest me:secret\nquit\n")) {
            session.shell.run(lines);
        }
        assertThat(Files.readString(home.resolve(".paddock_cli_history")))
                .contains("ls /")
                .doesNotContain("secret");
    }

    @Test
    void commandsOptionsAndPathsOfTheServerAreCompleted() throws Exception {
        try (Session session = new Session(screen)) {
            session.shell.execute(List.of("create", "/app"));
            session.shell.execute(List.of("create", "/app/one"));
            assertThat(completed(session, "cre")).contains("create", "export");
            assertThat(completed(session, "create -")).contains("-e", "-t", "--json");
            assertThat(completed(session, "get /ap")).containsExactlyInAnyOrder("/app", "/zookeeper");
            assertThat(completed(session, "get /app/")).containsExactly("/app/one");
            assertThat(completed(session, "get /none/")).isEmpty();
            assertThat(completed(session, "help ")).contains("ls");
        }
    }

    private static List<String> completed(Session session, String line) {
        List<Candidate> candidates = new ArrayList<>();
        new Completion(session.shell).complete(null, new DefaultParser().parse(line, line.length()), candidates);
        return candidates.stream().map(Candidate::value).toList();
    }
}
