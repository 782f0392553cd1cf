package dev.paddock.client.cli;

/** Begins a session, here or with other servers. */
final class Connect implements Command {
    private static final Manual MANUAL = new Manual(
                    "connect", "host:port", "Begins a session, here or with other servers")
            .words(0, 1)
            .example("connect")
            .example("connect other:2181/app");

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
        if (arguments.count() == 0) {
            shell.connection().reopen();
        } else {
            shell.connection().open(arguments.word(0));
        }
    }
}
