package dev.paddock.client.cli;

import java.util.ArrayList;
import java.util.List;

/** The table of commands. The first part is ZooKeeper's, in the order of its usage; the second part is ours. */
final class Commands {
    private static final String HEAD = "ZooKeeper -server host:port -client-configuration properties-file cmd args";

    private final List<Command> all = List.of(
            new AddWatch(),
            new AddAuth(),
            new Close(),
            new Config(),
            new Connect(),
            new Create(),
            new Delete(),
            new DeleteAll(),
            new DelQuota(),
            new Get(),
            new GetAcl(),
            new GetAllChildrenNumber(),
            new GetEphemerals(),
            new History(),
            new ListQuota(),
            new Ls(),
            new PrintWatches(),
            new Quit(),
            new Reconfig(),
            new Redo(),
            new RemoveWatches(),
            new Set(),
            new SetAcl(),
            new SetQuota(),
            new ShowStat(),
            new Sync(),
            new Version(),
            new WhoAmI(),
            // Ours.
            new Du(),
            new Export(),
            new Find(),
            new Help(),
            new Import(),
            new Tree(),
            new Watch());

    List<Command> all() {
        return all;
    }

    List<String> names() {
        List<String> names = new ArrayList<>(all.size());
        for (Command command : all) {
            names.add(command.manual().name());
        }
        return names;
    }

    Command named(String name) throws CommandFailed {
        for (Command command : all) {
            if (command.manual().name().equals(name)) {
                return command;
            }
        }
        throw new CommandFailed(unknown(name), CommandFailed.UNKNOWN_COMMAND);
    }

    private String unknown(String name) {
        StringBuilder text = new StringBuilder(HEAD);
        for (Command command : all) {
            text.append("\n\t").append(command.manual().usage());
        }
        text.append("\nCommand not found: Command not found ").append(name);
        String likely = Suggestions.likely(name, names());
        return likely == null
                ? text.toString()
                : text.append("\nDid you mean ").append(likely).append('?').toString();
    }
}
