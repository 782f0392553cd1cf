package dev.paddock.client.cli;

import dev.paddock.client.NodeAcl;
import dev.paddock.wire.Acl;
import java.util.Map;

/** Shows who may do what with a znode. */
final class GetAcl implements Command {
    private static final Manual MANUAL = new Manual("getAcl", "[-s] path", "Shows who may do what with a znode")
            .words(1)
            .flag("s", "Print znode stats additionally")
            .json()
            .example("getAcl /app");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String path = arguments.path(0);
        NodeAcl acl = shell.client().getAcl(path);
        Output output = shell.output();
        if (arguments.isJson()) {
            Map<String, Object> json = Json.object("path", path);
            json.put("acl", AclText.words(acl.entries()));
            json.put("stat", StatText.json(acl.stat()));
            output.json(json);
            return;
        }
        for (Acl entry : acl.entries()) {
            output.line("'" + entry.id().scheme() + ",'" + entry.id().id());
            output.line(": " + AclText.letters(entry.permissions()));
        }
        if (arguments.has("s")) {
            output.line(StatText.of(acl.stat()));
        }
    }
}
