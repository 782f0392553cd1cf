package dev.paddock.client.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/** From the arguments of the process to the code that it ends with. */
final class Startup {
    private static final int UNREADABLE_CONFIGURATION = 2;

    /** A prompt that says where one is connected is worth a moment. */
    private static final Duration FIRST_PROMPT = Duration.ofSeconds(1);

    private final Output output;
    private final InputStream input;
    private final boolean isTerminal;

    Startup(Output output, InputStream input, boolean isTerminal) {
        this.output = output;
        this.input = input;
        this.isTerminal = isTerminal;
    }

    /** @param properties those of the process */
    int run(List<String> arguments, Properties properties) throws IOException, InterruptedException {
        try {
            Launch launch = Launch.parse(arguments, properties);
            for (String problem : launch.problems()) {
                output.error(problem);
            }
            return run(launch, properties);
        } catch (CommandFailed failed) {
            output.error(failed.getMessage());
            return failed.exitCode();
        } catch (UnreadableConfiguration unreadable) {
            output.error(unreadable.getMessage());
            return UNREADABLE_CONFIGURATION;
        } finally {
            output.flush();
        }
    }

    private int run(Launch launch, Properties properties) throws CommandFailed, IOException, InterruptedException {
        Connection connection = new Connection(launch.settings(), output);
        Shell shell = new Shell(connection, output, input, properties.getProperty("paddock.cli.progress") != null);
        try {
            if (launch.command().isEmpty()) {
                return runLines(launch, shell, connection, properties);
            }
            return runOne(launch, shell, connection);
        } finally {
            connection.end();
        }
    }

    private int runOne(Launch launch, Shell shell, Connection connection) throws CommandFailed, InterruptedException {
        String banner = "Connecting to " + launch.settings().servers();
        Shell.Call call;
        try {
            call = shell.parse(launch.command());
        } catch (CommandFailed misused) {
            output.banner(banner);
            throw misused;
        }
        if (call.isStream()) {
            output.keepForStream();
        }
        output.banner(banner);
        if (call.needsSession()) {
            open(launch, connection);
        }
        return shell.execute(launch.command());
    }

    private int runLines(Launch launch, Shell shell, Connection connection, Properties properties)
            throws CommandFailed, IOException, InterruptedException {
        output.banner("Connecting to " + launch.settings().servers() + "\nWelcome to ZooKeeper!\nJLine support is "
                + (isTerminal ? "enabled" : "disabled"));
        open(launch, connection);
        if (isTerminal) {
            connection.awaitServer(FIRST_PROMPT);
        }
        try (LineSource lines = lines(shell, properties)) {
            return shell.run(lines);
        }
    }

    private LineSource lines(Shell shell, Properties properties) throws IOException {
        return isTerminal
                ? new TerminalLines(shell, Path.of(properties.getProperty("user.home")))
                : new PipedLines(input);
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
