package dev.paddock.datatree.store;

import java.util.Random;

/**
 * When it is time for a new log file and a snapshot: after half of a number of transactions or bytes, and up to as much
 * again by chance, so that the servers of an ensemble do not all write at the same moment.
 */
public final class SnapshotTrigger {
    private final int transactions;
    private final long bytes;
    private final Random random;

    private long transactionsLeft;
    private long bytesLeft;

    /**
     * @param transactions at least 2
     * @param bytes of log records, or 0 for no such limit
     */
    public SnapshotTrigger(int transactions, long bytes, Random random) {
        if (transactions < 2 || bytes < 0) {
            throw new IllegalArgumentException("a snapshot cannot be taken after " + transactions + " transactions or "
                    + bytes + " bytes: at least 2 transactions, and 0 or more bytes");
        }
        this.transactions = transactions;
        this.bytes = bytes;
        this.random = random;
        drawAgain();
    }

    /** Counts a transaction that is appended to the log; true if a snapshot is due behind it. */
    public boolean isDueAfter(int size) {
        transactionsLeft--;
        bytesLeft -= size;
        boolean isDue = transactionsLeft < 0 || bytes > 0 && bytesLeft < 0;
        if (isDue) {
            drawAgain();
        }
        return isDue;
    }

    private void drawAgain() {
        transactionsLeft = transactions / 2 + random.nextInt(transactions / 2);
        bytesLeft = bytes / 2 + (long) (random.nextDouble() * (bytes / 2));
    }
}
