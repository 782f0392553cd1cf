package dev.paddock.datatree.store;

import dev.paddock.wire.Zxid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a recovery has found, for the log and for the operator.
 *
 * @param snapshot that was loaded; null if the history was replayed from its beginning, or there was none
 * @param replayed how many transactions came from the log
 * @param last the zxid of the last one
 * @param cutBytes how many bytes of torn records were dropped at the end of the log
 * @param warnings what is not as it should be, though it does no harm, or might
 * @param divergences transactions that gave another tree than they were to give: the data of this server is not what its
 *     ensemble agreed upon
 */
public record RecoveryReport(
        SnapshotFile snapshot,
        long replayed,
        Zxid last,
        long cutBytes,
        Duration loading,
        Duration replaying,
        List<String> warnings,
        List<String> divergences) {

    @Override
    public String toString() {
        return (snapshot == null ? "no snapshot" : "snapshot " + snapshot.name() + " in " + loading.toMillis() + " ms")
                + ", " + replayed + " transactions replayed in " + replaying.toMillis() + " ms, last zxid " + last
                + (cutBytes == 0 ? "" : ", " + cutBytes + " bytes of a torn record dropped");
    }

    /** A report in the making. */
    static final class Draft {
        /** A database that has diverged would have one for each transaction. */
        private static final int MOST_DIVERGENCES = 100;

        final List<String> warnings = new ArrayList<>();
        private final List<String> divergences = new ArrayList<>();

        void diverged(String what) {
            if (divergences.size() < MOST_DIVERGENCES) {
                divergences.add(what);
            }
        }

        void lookAlikes(Path directory, List<String> names) {
            for (String name : names) {
                warnings.add(directory.resolve(name)
                        + " is not used, since its name is not exactly that of a log or a snapshot. ZooKeeper might use it:"
                        + " move it elsewhere.");
            }
        }

        RecoveryReport report(
                SnapshotFile snapshot, long replayed, Zxid last, long cutBytes, Duration loading, Duration replaying) {
            return new RecoveryReport(
                    snapshot,
                    replayed,
                    last,
                    cutBytes,
                    loading,
                    replaying,
                    List.copyOf(warnings),
                    List.copyOf(divergences));
        }
    }
}
