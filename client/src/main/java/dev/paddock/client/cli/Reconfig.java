package dev.paddock.client.cli;

import dev.paddock.client.NodeData;
import dev.paddock.client.Reconfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Changes the servers of the ensemble. */
final class Reconfig implements Command {
    private static final Manual MANUAL = new Manual(
                    "reconfig",
                    "[-s] [-v version] [[-file path] | [-members serverID=host:port1:port2;port3[,...]*]] |"
                            + " [-add serverId=host:port1:port2;port3[,...]]* [-remove serverId[,...]*]",
                    "Changes the servers of the ensemble")
            .words(0, 0)
            .flag("s", "Print znode stats additionally")
            .value("v", "version", "Only if this is the version of the configuration, in hexadecimal figures")
            .value("file", "path", "A file with a line for each server that there is to be")
            .value("members", "servers", "All servers that there are to be")
            .value("add", "servers", "Servers to add or change")
            .value("remove", "ids", "Servers to remove")
            .example("reconfig -add server.4=host4:2888:3888:observer;2181")
            .example("reconfig -remove 3");

    private static final int HEX = 16;

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException {
        boolean isChange = arguments.has("add") || arguments.has("remove");
        boolean isWhole = arguments.has("file") || arguments.has("members");
        if (isChange && isWhole) {
            throw new CommandFailed("Can't use -file or -members together with -add or -remove (mixing incremental"
                    + " and non-incremental modes is not allowed)");
        }
        if (arguments.has("file") && arguments.has("members")) {
            throw new CommandFailed("Can't use -file and -members together (conflicting non-incremental modes)");
        }
        if (!isChange && !isWhole) {
            throw MANUAL.misused();
        }
        long version = version(arguments.value("v"));
        Reconfiguration change = isWhole
                ? Reconfiguration.toMembers(
                        arguments.has("file") ? servers(arguments.value("file")) : list(arguments.value("members")))
                : Reconfiguration.change(list(arguments.value("add")), list(arguments.value("remove")));
        NodeData config = shell.client().reconfig(change.from(version));
        Output output = shell.output();
        output.line("Committed new configuration:\n" + config.text());
        if (arguments.has("s")) {
            output.line(StatText.of(config.stat()));
        }
    }

    private static long version(String text) throws CommandFailed {
        try {
            return text == null ? -1 : Long.parseLong(text, HEX);
        } catch (NumberFormatException noNumber) {
            throw new CommandFailed("-v must be followed by a long (configuration version)");
        }
    }

    private static List<String> list(String text) {
        return text == null ? List.of() : List.of(text.split(","));
    }

    private static List<String> servers(String file) throws CommandFailed {
        List<String> servers = new ArrayList<>();
        if (!Files.isReadable(Path.of(file))) {
            throw new CommandFailed("Error processing " + file + file + " (No such file or directory)");
        }
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                if (line.startsWith("server.")) {
                    servers.add(line.trim());
                }
            }
        } catch (IOException unreadable) {
            throw new CommandFailed("Error processing " + file + ": " + unreadable.getMessage());
        }
        return servers;
    }
}
