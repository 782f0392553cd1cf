package dev.paddock.client.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lists the ephemerals of this session. */
final class GetEphemerals implements Command {
    private static final Manual MANUAL = new Manual("getEphemerals", "path", "Lists the ephemerals of this session")
            .words(0)
            .json()
            .example("getEphemerals")
            .example("getEphemerals /app");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String path = arguments.word(0, "/");
        List<String> paths = new ArrayList<>(shell.client().getEphemerals(PathText.checked(path)));
        Collections.sort(paths);
        if (arguments.isJson()) {
            shell.output().json(Json.object("ephemerals", paths));
        } else {
            shell.output().line(paths.toString());
        }
    }
}
