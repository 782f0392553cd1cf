package dev.paddock.client.cli;

/** Deletes a znode without children. */
final class Delete implements Command {
    private static final Manual MANUAL = new Manual("delete", "[-v version] path", "Deletes a znode without children")
            .words(1)
            .value("v", "version", "Delete only this version")
            .example("delete /app/old")
            .example("delete -v 3 /app/old");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        shell.client().delete(arguments.path(0), arguments.number("v", -1));
    }
}
