package dev.paddock.client.cli;

import dev.paddock.client.PaddockClient;
import dev.paddock.client.PaddockException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Carries out commands, one after the other, and remembers the lines. */
final class Shell {
    private static final int INTERRUPTED = 130;

    private final Connection connection;
    private final Output output;
    private final Commands commands;

    /** What commands read that read anything. */
    private final InputStream input;

    private final boolean showsProgress;

    /** All lines that were not empty; their numbers are those of the prompt. */
    private final List<String> history = new ArrayList<>();

    /** Of the last command, {@code quit} aside. */
    private int exitCode;

    private boolean isOver;

    Shell(Connection connection, Output output, InputStream input, boolean showsProgress) {
        this.connection = connection;
        this.output = output;
        this.input = input;
        this.showsProgress = showsProgress;
        commands = new Commands();
    }

    /**
     * Until there are no more lines, or one of them ends it.
     *
     * @return how the process is to end
     */
    int run(LineSource lines) throws IOException {
        while (!isOver) {
            String line = lines.next("[zk: " + connection + " " + history.size() + "] ");
            if (line == null) {
                break;
            }
            execute(line);
        }
        return exitCode;
    }

    private void execute(String line) {
        List<String> words = Words.of(line);
        if (!words.isEmpty()) {
            history.add(line);
            execute(words);
        }
    }

    int execute(List<String> words) {
        try {
            run(parse(words));
            return exitCode;
        } catch (CommandFailed failed) {
            output.error(failed.getMessage());
            exitCode = failed.exitCode();
        } catch (PaddockException failed) {
            output.error(ErrorText.of(failed));
            exitCode = CommandFailed.FAILURE;
        } catch (IllegalArgumentException unusable) {
            // A path, a pattern or the like that only the client or the library behind it could judge.
            output.error(unusable.getMessage());
            exitCode = CommandFailed.FAILURE;
        } catch (InterruptedException interrupted) {
            output.error("Interrupted");
            exitCode = INTERRUPTED;
        } finally {
            output.flush();
        }
        return exitCode;
    }

    private void run(Call call) throws CommandFailed, InterruptedException {
        if (call.needsSession()) {
            connection.client();
            if (!connection.awaitServer()) {
                connection.client();
                String path = call.arguments().word(0, "");
                throw new CommandFailed("KeeperErrorCode = ConnectionLoss" + (path.isEmpty() ? "" : " for " + path)
                        + "\nNo server of " + connection + " answers. Is one running there?");
            }
        }
        int before = exitCode;
        exitCode = 0;
        call.command().run(call.arguments(), this);
        if (isOver) {
            exitCode = before;
        }
    }

    /** A command and its arguments, before anything is done. */
    record Call(Command command, Arguments arguments) {
        boolean needsSession() {
            return command.needsSession();
        }

        boolean isStream() {
            return command.isStream(arguments);
        }
    }

    Call parse(List<String> words) throws CommandFailed {
        Command command = commands.named(words.get(0));
        return new Call(command, Arguments.parse(command.manual(), words.subList(1, words.size())));
    }

    // What commands need.

    PaddockClient client() throws CommandFailed {
        return connection.client();
    }

    Connection connection() {
        return connection;
    }

    Events events() {
        return connection.events();
    }

    Output output() {
        return output;
    }

    InputStream input() {
        return input;
    }

    Commands commands() {
        return commands;
    }

    Progress progress(String what) {
        return new Progress(output, what, showsProgress);
    }

    List<String> history() {
        return history;
    }

    /** Does a line again that was typed before. */
    void redo(int number) {
        execute(Words.of(history.get(number)));
    }

    void quit() {
        isOver = true;
    }

    /** The command has done what it could, and that was not all. */
    void failSoftly() {
        exitCode = CommandFailed.FAILURE;
    }
}
