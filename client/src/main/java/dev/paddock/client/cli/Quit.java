package dev.paddock.client.cli;

/** Ends the session and the command line. */
final class Quit implements Command {
    private static final Manual MANUAL =
            new Manual("quit", "", "Ends the session and the command line").example("quit");

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
        shell.connection().close();
        shell.quit();
    }
}
