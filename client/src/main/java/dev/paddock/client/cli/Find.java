package dev.paddock.client.cli;

import dev.paddock.client.PaddockClient;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints the paths of znodes that are like this. */
final class Find implements Command {
    private static final Manual MANUAL = new Manual(
                    "find", "[-name pattern] [-kind kind] [-min bytes] path", "Finds znodes by name, kind or size")
            .words(1, 1)
            .value("name", "pattern", "The last part of the path, with * and ?")
            .value("kind", "kind", "persistent or ephemeral")
            .value("min", "bytes", "At least so much data")
            .json()
            .example("find -name worker-* /app")
            .example("find -kind ephemeral /")
            .example("find -min 100000 /");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String root = arguments.path(0);
        ZnodeKind kind = kind(arguments.value("kind"));
        int least = arguments.number("min", 0);
        PathMatcher name = FileSystems.getDefault()
                .getPathMatcher("glob:" + (arguments.has("name") ? arguments.value("name") : "*"));
        PaddockClient client = shell.client();
        Subtree subtree = new Subtree(client, root);
        for (Subtree.Visited visited = subtree.next(); visited != null; visited = subtree.next()) {
            String path = visited.path();
            boolean isFound =
                    (kind == null || kind == ZnodeKind.of(visited.children().stat()))
                            && visited.children().stat().dataLength() >= least
                            && name.matches(Path.of(path.substring(path.lastIndexOf('/') + 1)));
            if (isFound) {
                print(visited, arguments, shell.output());
            }
        }
    }

    private static void print(Subtree.Visited found, Arguments arguments, Output output) {
        if (arguments.isJson()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("path", found.path());
            json.put("stat", StatText.json(found.children().stat()));
            output.json(json);
        } else {
            output.line(found.path());
        }
    }

    private static ZnodeKind kind(String name) throws CommandFailed {
        if (name == null) {
            return null;
        }
        ZnodeKind kind = ZnodeKind.named(name);
        if (kind == null) {
            throw new CommandFailed("There is no kind '" + name + "'; there are persistent and ephemeral");
        }
        return kind;
    }
}
