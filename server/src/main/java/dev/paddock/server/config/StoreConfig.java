package dev.paddock.server.config;

import dev.paddock.datatree.store.LogOptions;
import dev.paddock.datatree.store.RecoveryOptions;
import dev.paddock.datatree.store.SnapshotCompression;
import dev.paddock.datatree.store.SnapshotTrigger;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/**
 * How log and snapshots are written, read and cleared away.
 *
 * @param snapshotTransactions after about how many transactions a snapshot is taken
 * @param snapshotLogBytes after about how many bytes of log; 0 for no such limit
 * @param preallocation by how many bytes a log file grows at a time
 * @param logSizeLimit above how many bytes a new log file is begun; 0 for no limit
 * @param forceSync whether the log is synced. Without it, what was acknowledged may be lost with the power
 * @param slowSync from which time on a sync is reported
 * @param trustEmpty whether logs without a snapshot are the whole history, as servers before 3.5 leave it
 * @param retainedSnapshots how many a purge keeps
 * @param purgeInterval how often one runs; zero for never
 */
public record StoreConfig(
        int snapshotTransactions,
        long snapshotLogBytes,
        long preallocation,
        long logSizeLimit,
        boolean forceSync,
        Duration slowSync,
        SnapshotCompression compression,
        boolean trustEmpty,
        int retainedSnapshots,
        Duration purgeInterval) {
    private static final int DEFAULT_TRANSACTIONS = 100_000;
    private static final long DEFAULT_LOG_BYTES = 4L << 30;
    private static final long DEFAULT_PREALLOCATION = 64 << 20;
    private static final int DEFAULT_SLOW_SYNC = 1000;
    private static final int FEWEST_RETAINED = 3;

    static StoreConfig read(Settings settings) throws ConfigException {
        return new StoreConfig(
                settings.property("snapCount").integer(DEFAULT_TRANSACTIONS, 2),
                Math.max(0, settings.property("snapSizeLimitInKb").kilobytes(DEFAULT_LOG_BYTES, Long.MIN_VALUE)),
                settings.property("preAllocSize").kilobytes(DEFAULT_PREALLOCATION, 0),
                Math.max(0, settings.property("txnLogSizeLimitInKb").kilobytes(0, Long.MIN_VALUE)),
                !settings.property("forceSync").is("no"),
                settings.propertyWithAnyName("fsync.warningthresholdms").millis(DEFAULT_SLOW_SYNC, 0),
                compression(settings.property("snapshot.compression.method")),
                settings.property("snapshot.trust.empty").isTrue(false),
                retained(settings.key("autopurge.snapRetainCount"), settings),
                Duration.ofHours(
                        Math.max(0, settings.key("autopurge.purgeInterval").integer(0, Integer.MIN_VALUE))));
    }

    private static SnapshotCompression compression(Setting setting) {
        String method = setting.text("").toLowerCase(Locale.ROOT);
        return switch (method) {
            case "" -> SnapshotCompression.NONE;
            case "gz" -> SnapshotCompression.GZ;
            case "snappy" -> SnapshotCompression.SNAPPY;
            default -> {
                setting.warn("accepted is gz, snappy or nothing; snapshots are not compressed");
                yield SnapshotCompression.NONE;
            }
        };
    }

    private static int retained(Setting setting, Settings settings) throws ConfigException {
        int count = setting.integer(FEWEST_RETAINED, Integer.MIN_VALUE);
        if (count < FEWEST_RETAINED) {
            settings.warn("Invalid autopurge.snapRetainCount: " + count + ". Defaulting to " + FEWEST_RETAINED);
        }
        return Math.max(count, FEWEST_RETAINED);
    }

    public LogOptions logOptions() {
        return new LogOptions(
                preallocation,
                logSizeLimit,
                forceSync,
                slowSync,
                LogOptions.DEFAULTS.mostWaiting(),
                LogOptions.DEFAULTS.mostWaitingBytes());
    }

    /** A new one, which counts from zero. */
    public SnapshotTrigger snapshotTrigger(Random random) {
        return new SnapshotTrigger(snapshotTransactions, snapshotLogBytes, random);
    }

    /** @param mayBeNew whether an empty directory is a new database, which a file in it may have to say */
    public RecoveryOptions recoveryOptions(boolean mayBeNew) {
        return new RecoveryOptions(mayBeNew, trustEmpty, false);
    }

    public boolean isPurgeScheduled() {
        return !purgeInterval.isZero();
    }
}
