package dev.paddock.datatree.store.tools;

import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Prints a transaction log, makes the checksums of a damaged one right, or copies its beginning. The options, the output
 * and most of the exit codes are those of ZooKeeper's tool of this name.
 */
public final class TxnLogToolkit implements Tool {
    private static final int NOT_A_LOG = 2;

    private static final String USAGE = """
            usage: TxnLogToolkit [-dhrvc] <txn_log_file_name> (-z <zxid>)
             -c,--chop         Chop mode. Chop txn file to a zxid.
             -d,--dump         Dump mode. Dump all entries of the log file with printing the content of a nodepath (default)
             -h,--help         Print help message
             -r,--recover      Recovery mode. Re-calculate CRC for broken entries.
             -v,--verbose      Be verbose in recovery mode: print all entries, not just fixed ones.
             -y,--yes          Non-interactive mode: repair all CRC errors without asking
             -z,--zxid <arg>   Used with chop. Zxid to which to chop.
            """;

    private enum Flag implements CommandLine.Option {
        CHOP,
        DUMP,
        HELP,
        RECOVER,
        VERBOSE,
        YES,
        ZXID;

        @Override
        public char letter() {
            return longName().charAt(0);
        }

        @Override
        public String longName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean takesValue() {
            return this == ZXID;
        }
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        try {
            return run(CommandLine.parse(Flag.class, arguments), terminal);
        } catch (UsageException wrong) {
            terminal.err().println(wrong.getMessage());
            terminal.out().print(USAGE);
            return FAILED;
        }
    }

    private static int run(CommandLine<Flag> line, Terminal terminal) throws IOException, UsageException {
        if (line.has(Flag.HELP) || line.operands().isEmpty()) {
            terminal.out().print(USAGE);
            return line.has(Flag.HELP) ? OK : FAILED;
        }
        String name = line.operands().get(0);
        Path file = Path.of(name);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            terminal.err().println("File doesn't exist or not readable: " + name);
            return FAILED;
        }
        boolean chops = line.has(Flag.CHOP) && line.has(Flag.ZXID);
        Zxid upTo = chops ? zxid(line.value(Flag.ZXID)) : Zxid.ZERO;
        try (RawLog log = RawLog.open(file)) {
            if (!log.hasMagic()) {
                return notALog(log, file, terminal);
            }
            terminal.out()
                    .println("ZooKeeper Transactional Log File with dbid " + log.dbid() + " txnlog format version "
                            + log.version());
            if (chops) {
                return new LogChop(log, file, terminal).upTo(upTo);
            }
            if (line.has(Flag.RECOVER)) {
                return new LogRecovery(log, file, terminal).run(line.has(Flag.VERBOSE), line.has(Flag.YES));
            }
            return new LogDump(log, terminal).run();
        }
    }

    /** Decimal, or hex behind {@code 0x}. */
    private static Zxid zxid(String text) throws UsageException {
        boolean hex = text.matches("0[xX][0-9a-fA-F]{1,16}");
        if (!hex && !text.matches("[0-9]{1,18}")) {
            throw new UsageException("'" + text + "' is not a zxid: expected a number such as 24, or 0x18 in hex.");
        }
        return new Zxid(hex ? Long.parseUnsignedLong(text.substring(2), 16) : Long.parseLong(text));
    }

    private static int notALog(RawLog log, Path file, Terminal terminal) {
        if (!log.hasHeader()) {
            terminal.err()
                    .println(file + " ends within its first 16 bytes, so it holds no transaction. The newest log may be"
                            + " left like this by a crash.");
            return FAILED;
        }
        terminal.err().println("Invalid magic number for " + file.getFileName());
        return NOT_A_LOG;
    }
}
