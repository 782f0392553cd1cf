package dev.paddock.client.cli;

import dev.paddock.client.Children;
import dev.paddock.client.WatchKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Lists the children of a znode. */
final class Ls implements Command {
    private static final Manual MANUAL = new Manual("ls", "[-s] [-w] [-R] path", "Lists the children of a znode")
            .words(1)
            .flag("R", "Print all that is below, a path on a line")
            .flag("s", "Print znode stats additionally")
            .flag("w", "Watch for changes on the znode and its children")
            .json()
            .example("ls /")
            .example("ls -R /app")
            .example("ls --json /app");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        boolean isWatched = OldForm.isWatched(arguments, shell.output(), "ls", "ls [-w] path");
        String path = arguments.path(0);
        if (arguments.has("R")) {
            listAll(path, arguments, shell);
            return;
        }
        Children children = isWatched
                ? shell.client().getChildren(path, shell.events())
                : shell.client().getChildren(path);
        if (isWatched) {
            shell.events().watching(WatchKind.CHILDREN, path);
        }
        List<String> names = new ArrayList<>(children.names());
        Collections.sort(names);
        Output output = shell.output();
        if (arguments.isJson()) {
            Map<String, Object> json = Json.object("path", path);
            json.put("children", names);
            json.put("stat", StatText.json(children.stat()));
            output.json(json);
            return;
        }
        output.line(names.toString());
        if (arguments.has("s")) {
            output.line(StatText.of(children.stat()));
        }
    }

    /** What is listed is printed before it is gone into, so that a part that may not be read hides nothing else. */
    private static void listAll(String root, Arguments arguments, Shell shell)
            throws CommandFailed, InterruptedException {
        Subtree subtree = new Subtree(shell.client(), root);
        boolean isRoot = true;
        for (Subtree.Visited visited = subtree.next(); visited != null; visited = subtree.next()) {
            if (isRoot) {
                print(root, arguments, shell);
                isRoot = false;
            }
            for (String child : visited.childPaths()) {
                print(child, arguments, shell);
            }
        }
    }

    private static void print(String path, Arguments arguments, Shell shell) {
        shell.output().line(arguments.isJson() ? Json.of(path) : path);
    }
}
