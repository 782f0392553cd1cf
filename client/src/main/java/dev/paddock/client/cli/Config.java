package dev.paddock.client.cli;

import dev.paddock.client.NodeData;
import dev.paddock.client.WatchKind;
import java.util.List;
import java.util.Map;

/** Shows the configuration of the ensemble. */
final class Config implements Command {
    private static final Manual MANUAL = new Manual(
                    "config", "[-c] [-w] [-s]", "Shows the configuration of the ensemble")
            .words(0)
            .flag("c", "Print the version and the addresses for clients")
            .flag("w", "Watch for changes")
            .flag("s", "Print znode stats additionally")
            .json()
            .example("config -c");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        NodeData config = arguments.has("w")
                ? shell.client().getConfig(shell.events())
                : shell.client().getConfig();
        if (arguments.has("w")) {
            shell.events().watching(WatchKind.DATA, "/zookeeper/config");
        }
        Output output = shell.output();
        String text = config.text();
        if (arguments.isJson()) {
            Map<String, Object> json = Json.object("config", List.of(text.split("\n")));
            json.put("stat", StatText.json(config.stat()));
            output.json(json);
            return;
        }
        output.line(arguments.has("c") ? EnsembleText.version(text) + " " + EnsembleText.clientAddresses(text) : text);
        if (arguments.has("s")) {
            output.line(StatText.of(config.stat()));
        }
    }
}
