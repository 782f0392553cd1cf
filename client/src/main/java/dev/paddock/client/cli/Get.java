package dev.paddock.client.cli;

import dev.paddock.client.NodeData;
import dev.paddock.client.WatchKind;
import java.util.Base64;
import java.util.Map;

/** Shows the data of a znode. */
final class Get implements Command {
    private static final Manual MANUAL = new Manual("get", "[-s] [-w] [-b] [-x] path", "Shows the data of a znode")
            .words(1)
            .flag("b", "Output data in base64 format")
            .flag("s", "Print znode stats additionally")
            .flag("w", "Watch for changes on the znode")
            .flag("x", "Output data in hexdump format")
            .json()
            .example("get /app")
            .example("get -s -w /app")
            .example("get --json /app");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        boolean isWatched = OldForm.isWatched(arguments, shell.output(), "get", "get [-s] [-w] path");
        String path = arguments.path(0);
        NodeData node = isWatched
                ? shell.client().getData(path, shell.events())
                : shell.client().getData(path);
        if (isWatched) {
            shell.events().watching(WatchKind.DATA, path);
        }
        Output output = shell.output();
        if (arguments.isJson()) {
            Map<String, Object> json = Json.object("path", path);
            DataText.put(json, node.data());
            json.put("stat", StatText.json(node.stat()));
            output.json(json);
            return;
        }
        output.line(shown(node, arguments));
        if (arguments.has("s")) {
            output.line(StatText.of(node.stat()));
        }
    }

    private static String shown(NodeData node, Arguments arguments) {
        if (node.data() == null) {
            return "null";
        }
        if (arguments.has("b")) {
            return Base64.getEncoder().encodeToString(node.bytes());
        }
        return arguments.has("x") ? HexDump.of(node.bytes()) : node.text();
    }
}
