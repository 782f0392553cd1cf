package dev.paddock.datatree.store;

import dev.paddock.wire.Zxid;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A snapshot by its name: {@code snapshot.15}, {@code snapshot.15.gz}, {@code snapshot.15.snappy}.
 *
 * @param zxid the last one that had been applied when the snapshot began
 */
public record SnapshotFile(Path path, Zxid zxid, SnapshotCompression compression) {
    static final String PREFIX = "snapshot.";

    /** Numbers from 2^63 on are left out: ZooKeeper does not see such a file either. */
    private static final Pattern NAME = Pattern.compile("snapshot\\.0*([0-7]?[0-9a-f]{1,15})(\\.gz|\\.snappy|)");

    /** Of two with the same zxid, the one that is not compressed comes first. */
    static final Comparator<SnapshotFile> NEWEST_FIRST =
            Comparator.comparing(SnapshotFile::zxid).reversed().thenComparing(SnapshotFile::compression);

    static SnapshotFile of(Path directory, Zxid zxid, SnapshotCompression compression) {
        String name = PREFIX + Long.toHexString(zxid.value()) + compression.suffix();
        return new SnapshotFile(directory.resolve(name), zxid, compression);
    }

    /** Empty where the name is not exactly that of a snapshot. */
    static Optional<SnapshotFile> ofName(Path directory, String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Zxid zxid = new Zxid(Long.parseLong(matcher.group(1), 16));
        SnapshotCompression compression = SnapshotCompression.ofSuffix(matcher.group(2));
        return Optional.of(new SnapshotFile(directory.resolve(name), zxid, compression));
    }

    /**
     * Whether someone may take this for a snapshot although we do not. ZooKeeper itself would load
     * {@code snapshot.15.bak}, and what a crash left of its own {@code snapshot.15.tmp}.
     */
    static boolean looksLikeOne(String name) {
        return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())
                && !NAME.matcher(name).matches();
    }

    public String name() {
        return path.getFileName().toString();
    }
}
