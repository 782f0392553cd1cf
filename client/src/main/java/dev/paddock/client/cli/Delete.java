package dev.paddock.client.cli;

/** Deletes a znode without children. */
final class Delete implements Command {
    private static final int ANY_VERSION = -1;

    private static final Manual MANUAL = new Manual("delete", "[-v version] path", "Deletes a znode without children")
            .words(1, 2)
            .value("v", "version", "Delete only this version")
            .example("delete /app/old")
            .example("delete -v 3 /app/old");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String path = arguments.path(0);
        int version = arguments.number("v", ANY_VERSION);
        if (arguments.count() > 1) {
            shell.output()
                    .error(
                            "'delete path [version]' has been deprecated. Please use 'delete [-v version] path' instead.");
            version = Arguments.number(arguments.word(1), MANUAL);
        }
        shell.client().delete(path, version);
    }
}
