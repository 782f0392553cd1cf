package dev.paddock.datatree.store;

import dev.paddock.wire.Zxid;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A log by its name.
 *
 * @param first the zxid of its first record, as far as the name is to be believed
 */
public record LogFile(Path path, Zxid first) implements Comparable<LogFile> {
    private static final String PREFIX = "log.";

    /** Numbers from 2^63 on are left out: ZooKeeper does not see such a file either. */
    private static final Pattern NAME = Pattern.compile("log\\.0*([0-7]?[0-9a-f]{1,15})");

    static LogFile startingAt(Path directory, Zxid first) {
        return new LogFile(directory.resolve(PREFIX + Long.toHexString(first.value())), first);
    }

    /** The log of this name in a directory, or null if the name is not that of a log. */
    static LogFile ofName(Path directory, String name) {
        var matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return null;
        }
        return new LogFile(directory.resolve(name), new Zxid(Long.parseLong(matcher.group(1), 16)));
    }

    /** Whether someone may take this for a log although we do not: a copy, a repaired file, odd letters. */
    static boolean looksLikeOne(String name) {
        return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                && !NAME.matcher(name).matches();
    }

    public String name() {
        return path.getFileName().toString();
    }

    @Override
    public int compareTo(LogFile other) {
        return first.compareTo(other.first);
    }
}
