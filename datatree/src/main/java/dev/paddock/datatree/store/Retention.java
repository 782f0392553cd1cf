package dev.paddock.datatree.store;

import dev.paddock.wire.Zxid;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Which files of the store are still needed, if a start must be possible from each of the newest few snapshots.
 *
 * @param oldestSnapshot snapshots below it may go
 * @param oldestLog logs whose first zxid is below it may go
 */
record Retention(Zxid oldestSnapshot, Zxid oldestLog) {
    private static final Retention EVERYTHING = new Retention(Zxid.ZERO, Zxid.ZERO);

    /**
     * A log is named by its first zxid, so the one that begins at or before a snapshot may hold what comes after it.
     *
     * @param verified snapshots that were read to the end and found sound: others would protect nothing
     * @param count how many of them to keep; if there are fewer, all, and if there is none, every file
     */
    static Retention keeping(int count, Collection<Zxid> verified, Collection<Zxid> logs) {
        if (count < 1) {
            throw new IllegalArgumentException("at least one snapshot must be kept, not " + count);
        }
        List<Zxid> newest =
                verified.stream().sorted(Comparator.reverseOrder()).limit(count).toList();
        if (newest.isEmpty()) {
            return EVERYTHING;
        }
        Zxid oldest = newest.get(newest.size() - 1);
        Zxid log = logs.stream()
                .filter(zxid -> !zxid.isAfter(oldest))
                .max(Comparator.naturalOrder())
                .orElse(oldest);
        return new Retention(oldest, log);
    }

    boolean needsSnapshot(Zxid zxid) {
        return !oldestSnapshot.isAfter(zxid);
    }

    boolean needsLog(Zxid firstZxid) {
        return !oldestLog.isAfter(firstZxid);
    }
}
