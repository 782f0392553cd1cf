package dev.paddock.client.cli;

import dev.paddock.client.WatchKind;

/** Removes watches that this session has set. */
final class RemoveWatches implements Command {
    private static final Manual MANUAL = new Manual(
                    "removewatches", "path [-c|-d|-a] [-l]", "Removes watches that this session has set")
            .words(1)
            .flag("a", "All of them (this is the default)")
            .flag("c", "Those for children")
            .flag("d", "Those for data")
            .flag("p", "Those that stay")
            .flag("r", "Those that stay and are for all below")
            .flag("l", "Also if the server cannot be reached")
            .example("removewatches /app")
            .example("removewatches /app -d");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String path = arguments.path(0);
        WatchKind kind = kind(arguments);
        shell.client().removeAllWatches(path, kind);
        shell.events().removed(kind, path);
    }

    private static WatchKind kind(Arguments arguments) {
        if (arguments.has("c")) {
            return WatchKind.CHILDREN;
        }
        if (arguments.has("d")) {
            return WatchKind.DATA;
        }
        if (arguments.has("p")) {
            return WatchKind.PERSISTENT;
        }
        return arguments.has("r") ? WatchKind.RECURSIVE : WatchKind.ANY;
    }
}
