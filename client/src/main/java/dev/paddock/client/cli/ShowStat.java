package dev.paddock.client.cli;

import dev.paddock.client.WatchKind;
import dev.paddock.wire.Stat;
import java.util.Map;
import java.util.Optional;

/** Shows what is known of a znode. */
final class ShowStat implements Command {
    private static final Manual MANUAL = new Manual("stat", "[-w] path", "Shows what is known of a znode")
            .words(1)
            .flag("w", "Watch for changes on the znode")
            .json()
            .example("stat /app");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        boolean isWatched = OldForm.isWatched(arguments, shell.output(), "stat", "stat [-w] path");
        String path = arguments.path(0);
        Optional<Stat> found = isWatched
                ? shell.client().exists(path, shell.events())
                : shell.client().exists(path);
        if (isWatched) {
            shell.events().watching(WatchKind.DATA, path);
        }
        Stat stat = found.orElseThrow(() -> new CommandFailed("Node does not exist: " + path));
        if (arguments.isJson()) {
            Map<String, Object> json = Json.object("path", path);
            json.put("stat", StatText.json(stat));
            shell.output().json(json);
        } else {
            shell.output().line(StatText.of(stat));
        }
    }
}
