package dev.paddock.client.cli;

import dev.paddock.client.RefusedException;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Stat;
import java.util.ArrayList;
import java.util.List;

/** Sets who may do what with a znode. */
final class SetAcl implements Command {
    private static final Manual MANUAL = new Manual(
                    "setAcl", "[-s] [-v version] [-R] path acl", "Sets who may do what with a znode")
            .words(2)
            .flag("s", "Print znode stats additionally")
            .value("v", "version", "Set with an expected version of the ACL")
            .flag("R", "Set it for all that is below too")
            .example("setAcl /app world:anyone:r")
            .example("setAcl -R /app auth::cdrwa");

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        String path = arguments.path(0);
        List<Acl> acl = AclText.parse(arguments.word(1), shell.output());
        int version = arguments.number("v", -1);
        if (arguments.has("R")) {
            setAll(path, acl, version, shell);
            return;
        }
        Stat stat = shell.client().setAcl(path, acl, version);
        if (arguments.has("s")) {
            shell.output().line(StatText.of(stat));
        }
    }

    /** Whoever sets it may lock himself out, so that all are listed before. Where it is refused, the others go on. */
    private static void setAll(String root, List<Acl> acl, int version, Shell shell)
            throws CommandFailed, InterruptedException {
        List<String> paths = new ArrayList<>();
        Subtree subtree = new Subtree(shell.client(), root);
        for (Subtree.Visited visited = subtree.next(); visited != null; visited = subtree.next()) {
            paths.add(visited.path());
        }
        for (String path : paths) {
            try {
                shell.client().setAcl(path, acl, version);
            } catch (RefusedException refused) {
                String why = ErrorText.name(refused.code().orElseThrow());
                shell.output().line("KeeperErrorCode = " + why + " for " + path);
                shell.failSoftly();
            }
        }
    }
}
