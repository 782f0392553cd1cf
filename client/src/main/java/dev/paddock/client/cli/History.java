package dev.paddock.client.cli;

import java.util.List;

/** Shows the last lines that were typed. */
final class History implements Command {
    private static final Manual MANUAL =
            new Manual("history", "", "Shows the last lines that were typed").example("history");
    private static final int LAST = 11;

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
        List<String> lines = shell.history();
        for (int i = Math.max(0, lines.size() - LAST); i < lines.size(); i++) {
            shell.output().line(i + " - " + lines.get(i));
        }
    }
}
