package dev.paddock.client.cli;

import dev.paddock.wire.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows who the server takes this session for. */
final class WhoAmI implements Command {
    private static final Manual MANUAL = new Manual("whoami", "", "Shows who the server takes this session for")
            .words(0)
            .json()
            .example("whoami");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        List<Id> ids = shell.client().whoAmI();
        if (arguments.isJson()) {
            List<Object> json = new ArrayList<>();
            for (Id id : ids) {
                Map<String, Object> entry = Json.object("scheme", id.scheme());
                entry.put("user", id.id());
                json.add(entry);
            }
            shell.output().json(json);
            return;
        }
        shell.output().line("Auth scheme: User");
        for (Id id : ids) {
            shell.output().line(id.scheme() + ": " + id.id());
        }
    }
}
