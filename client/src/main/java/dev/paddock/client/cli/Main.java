package dev.paddock.client.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The process. It ends with 0 if the last command has succeeded, 127 if there is no such command, else with 1. */
public final class Main {
    private static final int UNREADABLE_CONFIGURATION = 2;
    private static final int BUFFER = 1 << 16;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws InterruptedException {
        boolean isTerminal = System.console() != null;
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
        Output output = new Output(out, err, isTerminal && System.getenv("NO_COLOR") == null);
        try {
            Launch launch = Launch.parse(arguments, System.getProperties());
            for (String problem : launch.problems()) {
                output.error(problem);
            }
            return run(launch, output, isTerminal);
        } catch (CommandFailed failed) {
            output.error(failed.getMessage());
            return failed.exitCode();
        } catch (IOException unreadable) {
            output.error("A file or the input cannot be read: " + unreadable);
            return UNREADABLE_CONFIGURATION;
        } finally {
            output.flush();
        }
    }

    private static int run(Launch launch, Output output, boolean isTerminal)
            throws CommandFailed, IOException, InterruptedException {
        Connection connection = new Connection(launch.settings(), output);
        Shell shell = new Shell(connection, output, System.in, System.getProperty("paddock.cli.progress") != null);
        try {
            return launch.command().isEmpty()
                    ? runLines(launch, shell, connection, output, isTerminal)
                    : runOne(launch, shell, connection, output);
        } finally {
            connection.end();
        }
    }

    private static int runOne(Launch launch, Shell shell, Connection connection, Output output)
            throws CommandFailed, InterruptedException {
        if (shell.isStream(launch.command())) {
            output.keepForStream();
        }
        if (shell.needsSession(launch.command())) {
            output.banner("Connecting to " + launch.settings().servers());
            open(launch, connection);
        }
        return shell.execute(launch.command());
    }

    private static int runLines(Launch launch, Shell shell, Connection connection, Output output, boolean isTerminal)
            throws CommandFailed, IOException, InterruptedException {
        output.banner("Connecting to " + launch.settings().servers() + "\nWelcome to ZooKeeper!\nJLine support is "
                + (isTerminal ? "enabled" : "disabled"));
        open(launch, connection);
        try (LineSource lines = isTerminal
                ? new TerminalLines(shell, Path.of(System.getProperty("user.home")))
                : new PipedLines(System.in)) {
            return shell.run(lines);
        }
    }

    private static void open(Launch launch, Connection connection) throws CommandFailed, InterruptedException {
        connection.reopen();
        if (launch.waitsForConnection()
                && !connection.awaitServer(launch.settings().timeout())) {
            throw new CommandFailed("KeeperErrorCode = ConnectionLoss\nNo server of " + connection
                    + " has answered within " + launch.settings().timeout().toMillis() + " ms.");
        }
    }
}
