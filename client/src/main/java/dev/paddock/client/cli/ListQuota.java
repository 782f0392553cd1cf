package dev.paddock.client.cli;

import dev.paddock.client.NoNodeException;
import java.util.Map;

/** Shows the quota of a znode and what is used of it. */
final class ListQuota implements Command {
    private static final Manual MANUAL = new Manual(
                    "listquota", "path", "Shows the quota of a znode and what is used of it")
            .words(1)
            .json()
            .example("listquota /app");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String path = arguments.path(0);
        Output output = shell.output();
        output.note("absolute path is " + QuotaText.limits(path));
        String limits;
        String used;
        try {
            limits = shell.client().getData(QuotaText.limits(path)).text();
            used = shell.client().getData(QuotaText.stats(path)).text();
        } catch (NoNodeException none) {
            throw new CommandFailed("quota for " + path + " does not exist.");
        }
        if (arguments.isJson()) {
            Map<String, Object> json = Json.object("path", path);
            json.put("limits", QuotaText.parse(limits).json());
            json.put("count", QuotaText.parse(used).count());
            json.put("bytes", QuotaText.parse(used).bytes());
            output.json(json);
        } else {
            output.line("Output quota for " + path + " " + limits);
            output.line("Output stat for " + path + " " + used);
        }
    }
}
