package dev.paddock.client.cli;

/** Ends the session. */
final class Close implements Command {
    private static final Manual MANUAL = new Manual("close", "", "Ends the session").example("close");

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
        shell.client();
        shell.connection().close();
    }
}
