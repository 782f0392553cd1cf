package dev.paddock.datatree.store.tools;

import dev.paddock.datatree.store.DamagedLogException;
import dev.paddock.datatree.store.EpochFiles;
import dev.paddock.datatree.store.LogContent;
import dev.paddock.datatree.store.LogFile;
import dev.paddock.datatree.store.RecoveryReport;
import dev.paddock.datatree.store.SnapshotFile;
import dev.paddock.datatree.store.SnapshotNode;
import dev.paddock.datatree.store.SnapshotVisitor;
import dev.paddock.datatree.store.Snapshots;
import dev.paddock.datatree.store.StoreDirectories;
import dev.paddock.datatree.store.TxnLog;
import dev.paddock.datatree.store.UnusableSnapshotException;
import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads a whole data directory and says what is wrong in it, and whether a server would start on it. Changes nothing, so
 * it may be run beside a server; what that one is writing just then may look torn.
 */
public final class StoreCheck implements Tool {
    /** Something is damaged, and a server starts nevertheless with all that was acknowledged. */
    static final int DAMAGED = 1;

    /** No server would start. */
    static final int UNRECOVERABLE = 2;

    /** There is nothing that could be checked. */
    static final int NOT_CHECKED = 3;

    private static final String USAGE = """
            usage: check [-e] [-t] DATADIR [LOGDIR]
             -e,--drop-damaged-end   count a last record with a wrong checksum as one that a crash left
             -t,--trust-empty        count logs without a snapshot as the whole history
            """;

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        try {
            StoreCommand command = StoreCommand.parse(arguments);
            return new Findings(command, terminal.out()).print();
        } catch (UsageException wrong) {
            terminal.err().println(wrong.getMessage());
            terminal.err().print(USAGE);
            return NOT_CHECKED;
        }
    }

    /** One look at one directory. */
    private static final class Findings {
        private final StoreCommand command;
        private final Disk disk;
        private final StoreDirectories directories;
        private final Snapshots snapshots;
        private final TxnLog log;
        private final PrintStream out;

        /** The worst that was found: {@link Tool#OK}, {@link #DAMAGED} or {@link #UNRECOVERABLE}. */
        private int worst = OK;

        private Findings(StoreCommand command, PrintStream out) {
            this.command = command;
            this.disk = command.disk();
            this.directories = command.directories();
            this.snapshots = new Snapshots(disk, directories.snapshots());
            this.log = new TxnLog(disk, directories.logs(), command.dropsDamagedEnd());
            this.out = out;
        }

        private int print() throws IOException {
            out.println("Snapshots in " + directories.snapshots() + ":");
            for (SnapshotFile file : snapshots.newestFirst()) {
                printSnapshot(file);
            }
            out.println("Logs in " + directories.logs() + ":");
            printLogs();
            List<Path> lookAlikes = lookAlikes();
            if (!lookAlikes.isEmpty()) {
                out.println("Names that are not exactly those of a snapshot or a log:");
                lookAlikes.forEach(path -> line(
                        "unused",
                        path.getFileName() + ": not read here, but ZooKeeper may take it for one. Move it elsewhere."));
            }
            printStart(lookAlikes);
            return worst;
        }

        private void printSnapshot(SnapshotFile file) {
            Counts counts = new Counts();
            try {
                snapshots.read(file, counts);
                line(
                        "ok",
                        file.name() + ": " + plural(counts.znodes, "znode") + ", "
                                + plural(counts.sessions, "session"));
            } catch (UnusableSnapshotException unusable) {
                found(DAMAGED, unusable.getMessage());
            }
        }

        private void printLogs() throws IOException {
            Zxid last = null;
            for (LogFile file : log.files()) {
                LogContent content;
                try {
                    content = log.examine(file);
                } catch (DamagedLogException damage) {
                    found(DAMAGED, file.name() + ", byte " + damage.offset() + ": " + damage.what());
                    last = null;
                    continue;
                }
                printLog(file, content, last);
                last = content.last() == null ? last : content.last();
            }
        }

        private void printLog(LogFile file, LogContent content, Zxid before) {
            if (before != null && content.first() != null && !content.first().follows(before)) {
                line("gap", "after " + before + " comes " + content.first() + " in " + file.name());
            }
            String records = content.count() == 0
                    ? "no transaction"
                    : plural(content.count(), "transaction") + ", " + content.first() + " to " + content.last();
            String room = content.tail().fileSize() == 0 ? ", an empty file as a crash may leave it" : "";
            if (content.tail().isTorn()) {
                line(
                        "torn",
                        file.name() + ": " + records + ", then at byte "
                                + content.tail().offset() + " " + content.tail().length()
                                + " bytes of records that are not complete");
            } else {
                line("ok", file.name() + ": " + records + room);
            }
        }

        private List<Path> lookAlikes() throws IOException {
            return Stream.concat(
                            snapshots.lookAlikes().stream().map(directories.snapshots()::resolve),
                            log.lookAlikes().stream().map(directories.logs()::resolve))
                    .toList();
        }

        private void printStart(List<Path> lookAlikes) {
            RecoveryReport report;
            try {
                report = command.newRecovery().rehearse().report();
            } catch (IOException failure) {
                worst = UNRECOVERABLE;
                out.println("A server would not start: " + Terminal.describe(failure));
                return;
            }
            out.println("A server would start: " + report);
            if (report.cutBytes() > 0) {
                worst = Math.max(worst, DAMAGED);
            }
            report.warnings().stream()
                    .filter(warning -> lookAlikes.stream().noneMatch(path -> warning.startsWith(path.toString())))
                    .forEach(warning -> line("warning", warning));
            report.divergences().forEach(divergence -> found(DAMAGED, divergence));
            printEpochs(report.last());
        }

        private void printEpochs(Zxid last) {
            try {
                if (EpochFiles.areAbsent(disk, directories.snapshots())) {
                    out.println("Epochs: none, as with a server that is alone");
                    return;
                }
                EpochFiles epochs = EpochFiles.examine(disk, directories.snapshots(), last);
                out.println("Epochs: accepted " + epochs.accepted() + ", current " + epochs.current());
            } catch (IOException failure) {
                out.println("Epochs: a member of an ensemble would not start. " + Terminal.describe(failure));
                worst = UNRECOVERABLE;
            }
        }

        private static String plural(long count, String noun) {
            return count + " " + noun + (count == 1 ? "" : "s");
        }

        private void found(int severity, String what) {
            worst = Math.max(worst, severity);
            line("damaged", what);
        }

        private void line(String kind, String text) {
            out.println("  " + kind + " ".repeat(Math.max(1, 9 - kind.length())) + text);
        }
    }

    private static final class Counts implements SnapshotVisitor {
        private long sessions;
        private long znodes;

        @Override
        public void session(long sessionId, int timeoutMillis) {
            sessions++;
        }

        @Override
        public void acl(long aclId, List<Acl> acl) {
            // of no interest as a number
        }

        @Override
        public void node(SnapshotNode node) {
            znodes++;
        }
    }
}
