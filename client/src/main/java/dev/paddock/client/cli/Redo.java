package dev.paddock.client.cli;

import java.util.List;

/** Does a line again. */
final class Redo implements Command {
    private static final Manual MANUAL =
            new Manual("redo", "cmdno", "Does a line again").words(1).example("redo 3");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public boolean needsSession() {
        return false;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        int number = Arguments.number(arguments.word(0), MANUAL);
        List<String> lines = shell.history();
        if (number < 0 || number >= lines.size()) {
            throw new CommandFailed("Command index out of range");
        }
        if (Words.of(lines.get(number)).get(0).equals("redo")) {
            throw new CommandFailed("No redoing redos");
        }
        shell.redo(number);
    }
}
