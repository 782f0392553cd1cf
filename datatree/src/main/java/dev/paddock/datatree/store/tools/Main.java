package dev.paddock.datatree.store.tools;

import java.util.List;
import java.util.Map;

/** {@code paddock-store COMMAND ...}: one of the tools, by its name. */
public final class Main {
    private static final int WRONG_USE = 2;

    private static final Map<String, Tool> TOOLS = Map.of(
            "dump-log", new TxnLogToolkit(),
            "dump-snapshot", new SnapshotFormatter(),
            "compare", new SnapshotComparer(),
            "summary", new SnapshotRecursiveSummary(),
            "check", new StoreCheck(),
            "recover", new StoreRecovery(),
            "purge", new PurgeTxnLog());

    private static final String HELP = """
            usage: paddock-store COMMAND [ARGUMENTS]

              check DATADIR [LOGDIR]               what is damaged, and would a server start; changes nothing
              recover DATADIR [LOGDIR]             clear away what a crash left at the end of the log
              dump-log LOG                         print the transactions of a log
              dump-log -r LOG                      copy a log with the checksums made right
              dump-log -c -z ZXID LOG              copy a log up to a transaction
              dump-snapshot [-d|-json] SNAPSHOT    print znodes and sessions
              compare -l OLD -r NEW -b BYTES -n NODES [-d] [-i]
                                                   what is only in one of two snapshots, or has grown
              summary SNAPSHOT PATH DEPTH          how many znodes and bytes are below a path
              purge LOGDIR [DATADIR] -n COUNT      remove what the newest COUNT snapshots do not need
              help                                 this text

            DATADIR and LOGDIR are dataDir and dataLogDir of the configuration: version-2 is in them.

            examples:
              paddock-store check /var/lib/zookeeper
              paddock-store dump-log /var/lib/zookeeper/version-2/log.100000001 | grep 'zxid 0x100000abc '
              paddock-store summary /var/lib/zookeeper/version-2/snapshot.100000abc / 2
            """;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), Terminal.ofProcess()));
    }

    static int run(List<String> arguments, Terminal terminal) {
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        if (List.of("help", "-h", "--help").contains(command)) {
            terminal.out().print(HELP);
            terminal.flush();
            return Tool.OK;
        }
        Tool tool = TOOLS.get(command);
        if (tool == null) {
            terminal.err().print((command.isEmpty() ? "" : "There is no command " + command + ".\n\n") + HELP);
            terminal.flush();
            return WRONG_USE;
        }
        return Tool.exitCode(tool, arguments.subList(1, arguments.size()), terminal);
    }
}
