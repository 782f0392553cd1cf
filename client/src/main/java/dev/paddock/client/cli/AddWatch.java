package dev.paddock.client.cli;

import dev.paddock.client.WatchKind;
import dev.paddock.client.WatchMode;
import java.util.Locale;

/** Sets a watch that stays. */
final class AddWatch implements Command {
    private static final Manual MANUAL = new Manual(
                    "addWatch",
                    "[-m mode] path # optional mode is one of [PERSISTENT, PERSISTENT_RECURSIVE] - default is PERSISTENT_RECURSIVE",
                    "Sets a watch that stays")
            .words(1)
            .value("m", "mode", "PERSISTENT or PERSISTENT_RECURSIVE")
            .example("addWatch /app")
            .example("addWatch -m PERSISTENT /app");
    private static final String RECURSIVE = "PERSISTENT_RECURSIVE";

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String path = arguments.path(0);
        String mode = arguments.has("m") ? arguments.value("m").toUpperCase(Locale.ROOT) : RECURSIVE;
        if (!mode.equals(RECURSIVE) && !mode.equals("PERSISTENT")) {
            throw MANUAL.misused();
        }
        boolean isRecursive = mode.equals(RECURSIVE);
        shell.client().watch(path, isRecursive ? WatchMode.RECURSIVE : WatchMode.PERSISTENT, shell.events());
        shell.events().watching(isRecursive ? WatchKind.RECURSIVE : WatchKind.PERSISTENT, path);
    }
}
