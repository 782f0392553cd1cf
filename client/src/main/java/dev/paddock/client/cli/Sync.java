package dev.paddock.client.cli;

import dev.paddock.client.ConnectionLostException;
import dev.paddock.client.DeadlineExceededException;

/** Makes what is read from here on include all that was written before. */
final class Sync implements Command {
    private static final Manual MANUAL = new Manual(
                    "sync", "path", "Makes what is read from here on include all that was written before")
            .words(1)
            .example("sync /");
    private static final int CONNECTION_LOSS = -4;

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        try {
            shell.client().sync(arguments.path(0));
            shell.output().line("Sync is OK");
        } catch (ConnectionLostException | DeadlineExceededException lost) {
            shell.output().line("Sync has failed. rc=" + CONNECTION_LOSS);
            shell.failSoftly();
        }
    }
}
