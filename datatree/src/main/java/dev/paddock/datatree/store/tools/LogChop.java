package dev.paddock.datatree.store.tools;

import dev.paddock.datatree.store.tools.RawLog.RawRecord;
import dev.paddock.wire.Zxid;
import java.io.IOException;
import java.nio.file.Path;

/** Copies the records of a log up to a zxid, that one included, and tells of holes between them. */
final class LogChop {
    private final RawLog log;
    private final Path file;
    private final Terminal terminal;

    LogChop(RawLog log, Path file, Terminal terminal) {
        this.log = log;
        this.file = file;
        this.terminal = terminal;
    }

    int upTo(Zxid end) throws IOException {
        Path chopped = file.resolveSibling(file.getFileName() + ".chopped" + end.value());
        try (NewFile out = new NewFile(chopped)) {
            return copy(out, end);
        }
    }

    private int copy(NewFile out, Zxid end) throws IOException {
        out.write(log.headerBytes());
        long count = 0;
        Zxid last = null;
        for (RawRecord next = log.next(); next != null; next = log.next()) {
            if (!next.checksumMatches()) {
                return fail("CRC doesn't match " + next.checksum() + " vs " + next.computedChecksum() + " at byte "
                        + next.offset());
            }
            if (!next.hasEnd()) {
                break;
            }
            Zxid zxid = log.decode(next).zxid();
            tellOfGap(last, zxid);
            if (zxid.isAfter(end)) {
                break;
            }
            out.write(next.withChecksum(next.checksum()));
            count++;
            last = zxid;
        }
        if (!end.equals(last)) {
            terminal.out().println("This log does not contain zxid " + hex(end));
            return fail("Failed to chop " + file.getFileName());
        }
        out.keep();
        terminal.out().println("Chopping at " + hex(end) + " new log has " + count + " records");
        return Tool.OK;
    }

    private void tellOfGap(Zxid last, Zxid next) {
        if (last == null) {
            return;
        }
        if (next.epoch() == last.epoch() && next.value() != last.value() + 1) {
            terminal.out().println("There is intra-epoch gap between " + hex(last) + " and " + hex(next));
        } else if (next.epoch() != last.epoch() && next.counter() != 1) {
            terminal.out().println("There is inter-epoch gap between " + hex(last) + " and " + hex(next));
        }
    }

    private int fail(String why) {
        terminal.out().println("Got exception: " + why);
        return Tool.FAILED;
    }

    private static String hex(Zxid zxid) {
        return Long.toHexString(zxid.value());
    }
}
