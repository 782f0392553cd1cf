package dev.paddock.datatree.store;

import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The append side of the log: a queue, and what one thread does with it. All that waits becomes durable with a single
 * sync, while the next group gathers.
 *
 * <p>{@link #run} is the life of that thread; a test may call {@link #step} instead. Transactions and tasks come from
 * one owner and are carried out in its order. The queue is bounded, and what does not fit is refused, never waited for.
 *
 * <p>An error ends it, whichever it is: nothing more is reported as durable, nothing more is taken, the file is not
 * touched again, and the listener is told.
 */
public final class LogWriter implements Runnable {
    private final Disk disk;
    private final Path directory;
    private final LogOptions options;
    private final LogListener listener;
    private final LongSupplier nanoTime;
    private final LogAppender appender;

    /** Guards the fields of the queue. */
    private final Object lock = new Object();

    private List<Entry> waiting = new ArrayList<>();
    private long waitingBytes;
    private boolean closed;
    private boolean failed;

    /** Of the thread: the group at work, then empty. */
    private List<Entry> group = new ArrayList<>();

    /** Of the thread: what the listener knows. */
    private Zxid reported;

    private sealed interface Entry {}

    private record Append(Transaction transaction) implements Entry {}

    private record Run(LogTask task) implements Entry {}

    /** @param last the transaction that the first one appended will follow */
    public LogWriter(
            Disk disk, Path directory, Zxid last, LogOptions options, LogListener listener, LongSupplier nanoTime) {
        this.disk = disk;
        this.directory = directory;
        this.options = options;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.appender = new LogAppender(disk, directory, last, options);
        this.reported = last;
    }

    /** Takes a transaction. False if there is no room now, or never again since the log has failed or was closed. */
    public boolean append(Transaction transaction) {
        int size = transaction.size();
        synchronized (lock) {
            if (waitingBytes > 0 && waitingBytes + size > options.mostWaitingBytes()) {
                return false;
            }
            if (!enqueue(new Append(transaction))) {
                return false;
            }
            waitingBytes += size;
            return true;
        }
    }

    /**
     * Has something done on the thread of the log, after all before it is durable and before anything that comes later.
     * An empty task is a barrier. False as with {@link #append}.
     */
    public boolean execute(LogTask task) {
        synchronized (lock) {
            return enqueue(new Run(task));
        }
    }

    /** What is appended from now on goes to a new file. */
    public boolean roll() {
        return execute(LogAppender::roll);
    }

    private boolean enqueue(Entry entry) {
        if (closed || failed || waiting.size() >= options.mostWaiting()) {
            return false;
        }
        waiting.add(entry);
        if (waiting.size() == 1) {
            lock.notify();
        }
        return true;
    }

    /** Takes nothing more; what waits is still written, and then {@link #run} returns. */
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notify();
        }
    }

    @Override
    public void run() {
        try {
            while (awaitWork()) {
                step();
            }
            finish();
        } catch (InterruptedException | Error end) {
            fail(end);
            if (end instanceof Error error) {
                throw error;
            }
        }
    }

    /** False when it is time to end. */
    private boolean awaitWork() throws InterruptedException {
        synchronized (lock) {
            while (waiting.isEmpty() && !closed && !failed) {
                lock.wait();
            }
            return !failed && !waiting.isEmpty();
        }
    }

    /** Makes all durable that waits. Returns whether anything did; never waits itself. */
    public boolean step() {
        synchronized (lock) {
            List<Entry> taken = waiting;
            waiting = group;
            waitingBytes = 0;
            group = taken;
        }
        if (group.isEmpty()) {
            return false;
        }
        try {
            for (Entry entry : group) {
                carryOut(entry);
            }
            commit();
        } catch (IOException | RuntimeException failure) {
            fail(failure);
        }
        group.clear();
        return true;
    }

    private void carryOut(Entry entry) throws IOException {
        if (entry instanceof Append append) {
            appender.append(append.transaction());
        } else if (entry instanceof Run run) {
            commit();
            run.task().run(appender);
            reported = appender.durable();
        } else {
            throw new AssertionError("no rule for " + entry);
        }
    }

    private void commit() throws IOException {
        long start = nanoTime.getAsLong();
        appender.commit();
        Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
        if (took.compareTo(options.slowSync()) >= 0) {
            listener.slowSync(took);
        }
        if (appender.durable().isAfter(reported)) {
            reported = appender.durable();
            listener.synced(took);
            listener.durable(reported);
        }
    }

    private void finish() {
        try {
            appender.close();
        } catch (IOException | RuntimeException failure) {
            fail(failure);
        }
    }

    private void fail(Throwable cause) {
        synchronized (lock) {
            if (failed) {
                return;
            }
            failed = true;
            waiting.clear();
        }
        String room = letGo(cause);
        listener.failed(
                "Writing the transaction log in " + directory + " failed: " + cause.getMessage() + ". Nothing behind "
                        + reported + " is acknowledged, and nothing more can be; what was acknowledged is on disk. "
                        + room
                        + "Make room if the disk is full, replace it if it is faulty, and start the server again.",
                cause);
    }

    /**
     * Closes the file without writing to it, and says how much room there is. What fails here too goes with the cause.
     */
    private String letGo(Throwable cause) {
        try {
            appender.close();
            return disk.freeSpace(directory) + " bytes are free there. ";
        } catch (IOException another) {
            cause.addSuppressed(another);
            return "";
        }
    }
}
