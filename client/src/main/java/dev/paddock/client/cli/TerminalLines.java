package dev.paddock.client.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Lines that somebody types, with a history that outlives the process, completion, and events printed above the line. An
 * interrupt ends the line, or the command that runs.
 */
final class TerminalLines implements LineSource {
    private static final String HISTORY = ".paddock_cli_history";

    /** So that no secret is kept. */
    private static final String NOT_KEPT = "addauth *";

    private final Terminal terminal;
    private final LineReader reader;

    TerminalLines(Shell shell, Path home) throws IOException {
        this(shell, home, TerminalBuilder.builder().system(true).build());
    }

    TerminalLines(Shell shell, Path home, Terminal terminal) {
        this.terminal = terminal;
        DefaultParser parser = new DefaultParser();
        parser.setEscapeChars(null);
        parser.setEofOnUnclosedQuote(false);
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(parser)
                .completer(new Completion(shell))
                .variable(LineReader.HISTORY_FILE, home.resolve(HISTORY))
                .variable(LineReader.HISTORY_IGNORE, NOT_KEPT)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        Thread commands = Thread.currentThread();
        terminal.handle(Terminal.Signal.INT, signal -> commands.interrupt());
        shell.output().printEventsBy(reader::printAbove);
    }

    @Override
    public String next(String prompt) throws IOException {
        while (true) {
            try {
                return reader.readLine(prompt);
            } catch (UserInterruptException again) {
                terminal.writer().println();
            } catch (EndOfFileException end) {
                return null;
            }
        }
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
