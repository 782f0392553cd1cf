package dev.paddock.datatree.store.tools;

import dev.paddock.datatree.store.tools.RawLog.RawRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Scanner;

/**
 * Copies a log and makes the checksums of damaged records those of what is in them now. That does not bring back what was
 * in them: it only makes servers believe it.
 */
final class LogRecovery {
    private final RawLog log;
    private final Path file;
    private final Terminal terminal;
    private final Scanner answers;
    private final TransactionText text = new TransactionText();

    LogRecovery(RawLog log, Path file, Terminal terminal) {
        this.log = log;
        this.file = file;
        this.terminal = terminal;
        this.answers = new Scanner(terminal.in());
    }

    private enum Answer {
        YES,
        NO,
        ABORT,
        MISSING
    }

    int run(boolean verbose, boolean withoutAsking) throws IOException {
        Path fixed = file.resolveSibling(file.getFileName() + ".fixed");
        if (Files.exists(fixed)) {
            terminal.err().println("Recovery file " + fixed + " already exists or not writable");
            return Tool.FAILED;
        }
        try (NewFile out = new NewFile(fixed)) {
            return copy(out, fixed, verbose, withoutAsking);
        }
    }

    private int copy(NewFile out, Path fixed, boolean verbose, boolean withoutAsking) throws IOException {
        out.write(log.headerBytes());
        long count = 0;
        long fixes = 0;
        for (RawRecord next = log.next(); next != null; next = log.next()) {
            String line = text.of(log.decode(next));
            long checksum = next.checksum();
            if (!next.checksumMatches()) {
                terminal.out().println((withoutAsking ? "CRC FIXED - " : "CRC ERROR - ") + line);
                Answer answer = withoutAsking ? Answer.YES : ask();
                if (answer == Answer.ABORT || answer == Answer.MISSING) {
                    return abort(answer);
                }
                if (answer == Answer.YES) {
                    checksum = next.computedChecksum();
                    fixes++;
                }
            }
            if (verbose) {
                terminal.out().println(line);
            }
            if (!next.hasEnd()) {
                return LogDump.partial(log, next, terminal);
            }
            out.write(next.withChecksum(checksum));
            count++;
        }
        out.keep();
        terminal.out().println("EOF reached after " + count + " txns.");
        terminal.out().println("Recovery file " + fixed + " has been written with " + fixes + " fixed CRC error(s)");
        warn(fixed);
        return Tool.OK;
    }

    private Answer ask() {
        while (true) {
            terminal.prompt("Would you like to fix it (Yes/No/Abort) ? ");
            if (!answers.hasNext()) {
                return Answer.MISSING;
            }
            switch (answers.next().toLowerCase(Locale.ROOT).charAt(0)) {
                case 'y':
                    return Answer.YES;
                case 'n':
                    return Answer.NO;
                case 'a':
                    return Answer.ABORT;
                default:
                    break; // asked again
            }
        }
    }

    private int abort(Answer answer) {
        if (answer == Answer.MISSING) {
            terminal.out().println();
            terminal.out().flush();
            terminal.err().println("Recovery aborted: nobody answers. Use -y to fix all records without being asked.");
            return Tool.FAILED;
        }
        terminal.err().println("Recovery aborted.");
        return Tool.OK;
    }

    private void warn(Path fixed) {
        terminal.out().flush();
        terminal.err()
                .println("Move " + fixed + " out of this directory, or over the log that it replaces, before a server"
                        + " starts: ZooKeeper would read it beside the damaged one. What is in the fixed records is as"
                        + " damaged as before; only their checksums are right now.");
    }
}
