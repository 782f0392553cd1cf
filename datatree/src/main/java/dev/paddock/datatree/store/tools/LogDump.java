package dev.paddock.datatree.store.tools;

import dev.paddock.datatree.store.tools.RawLog.RawRecord;
import java.io.IOException;

/** Prints every record of a log. One with a wrong checksum is marked, and then printed like any other. */
final class LogDump {
    private final RawLog log;
    private final Terminal terminal;
    private final TransactionText text = new TransactionText();

    LogDump(RawLog log, Terminal terminal) {
        this.log = log;
        this.terminal = terminal;
    }

    int run() throws IOException {
        long count = 0;
        for (RawRecord next = log.next(); next != null; next = log.next()) {
            String line = text.of(log.decode(next));
            if (!next.checksumMatches()) {
                terminal.out().println("CRC ERROR - " + line);
            }
            terminal.out().println(line);
            if (!next.hasEnd()) {
                return partial(log, next, terminal);
            }
            count++;
        }
        terminal.out().println("EOF reached after " + count + " txns.");
        return Tool.OK;
    }

    /** A record without its end byte ends the log, for servers as well; nobody can say what comes behind. */
    static int partial(RawLog log, RawRecord last, Terminal terminal) {
        terminal.out().flush();
        terminal.err().println("Last transaction was partial.");
        terminal.err()
                .println(
                        log.path() + ", byte " + last.offset() + ": the record has no end. If it is the last one of the"
                                + " newest log a crash left it, and \"paddock-store recover\" clears it away.");
        return Tool.FAILED;
    }
}
