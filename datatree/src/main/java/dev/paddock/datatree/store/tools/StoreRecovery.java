package dev.paddock.datatree.store.tools;

import dev.paddock.datatree.store.LogContent;
import dev.paddock.datatree.store.LogFile;
import dev.paddock.datatree.store.LogTail;
import dev.paddock.datatree.store.RecoveryReport;
import dev.paddock.datatree.store.TxnLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Clears away what a crash left at the end of the log, as a server does when it starts, so that ZooKeeper can read the
 * directory too. What is not zero is kept in a file beside it.
 */
public final class StoreRecovery implements Tool {
    private static final int WRONG_USE = 2;

    private static final String USAGE = """
            usage: recover [-y] [-e] [-t] DATADIR [LOGDIR]
             -y,--yes                do not ask
             -e,--drop-damaged-end   drop a last record with a wrong checksum as well
             -t,--trust-empty        take logs without a snapshot for the whole history
            """;

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        try {
            return recover(StoreCommand.parse(arguments), terminal);
        } catch (UsageException wrong) {
            terminal.err().println(wrong.getMessage());
            terminal.err().print(USAGE);
            return WRONG_USE;
        }
    }

    /** Nothing is touched before it is known that the rest makes a database. */
    private static int recover(StoreCommand command, Terminal terminal) throws IOException {
        command.newRecovery().rehearse();
        List<LogTail> tails =
                leftByCrash(new TxnLog(command.disk(), command.directories().logs(), command.dropsDamagedEnd()));
        if (tails.isEmpty()) {
            terminal.out().println("Nothing to recover: the log ends as it should, and a server would start.");
            return OK;
        }
        tails.forEach(tail -> terminal.out().println(describe(tail)));
        if (!command.needsNoAnswer() && !isConfirmed(terminal)) {
            terminal.out().println("Nothing was changed.");
            return FAILED;
        }
        RecoveryReport report = command.newRecovery().recover().report();
        report.warnings().forEach(terminal.out()::println);
        terminal.out().println("Recovered: " + report);
        return OK;
    }

    /** The end of the last file that holds a record, if it is torn, and all later files. */
    private static List<LogTail> leftByCrash(TxnLog log) throws IOException {
        List<LogTail> tails = new ArrayList<>();
        List<LogFile> files = log.files();
        for (int i = files.size() - 1; i >= 0; i--) {
            LogContent content = log.examine(files.get(i));
            if (content.count() > 0) {
                if (content.tail().isTorn()) {
                    tails.add(0, content.tail());
                }
                return tails;
            }
            tails.add(0, content.tail());
        }
        return tails;
    }

    private static String describe(LogTail tail) {
        return tail.hasRecords() ? tail.toString() : tail.file() + " holds no transaction and is to be deleted";
    }

    private static boolean isConfirmed(Terminal terminal) throws IOException {
        terminal.prompt("Drop this, and keep a copy of what is not zero? No server may be running here. (Yes/No) ? ");
        String answer = new BufferedReader(terminal.in()).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
