package dev.paddock.datatree.store;

import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.Transaction;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The transactions of a directory, in order and without holes, from one zxid to another.
 *
 * <p>The first has the zxid asked for or begins a later epoch, and each one follows the one before it. Where a file
 * ends although a later file proves that there was more, the cursor refuses to go on.
 */
public final class LogCursor implements Closeable {
    private final Disk disk;
    private final Zxid from;
    private final Zxid upTo;
    private final LogReader.DamagedEnd damagedEnd;
    private final Iterator<LogFile> files;

    /** Null before the first file and behind the last. */
    private LogReader reader;

    /** The zxid before the next one. */
    private Zxid last;

    /** How the files end since the last one that holds a record, in ascending order. */
    private final List<LogTail> tails = new ArrayList<>();

    private long bytes;

    LogCursor(Disk disk, List<LogFile> files, Zxid from, Zxid upTo, LogReader.DamagedEnd damagedEnd) {
        this.disk = disk;
        this.from = from;
        this.upTo = upTo;
        this.damagedEnd = damagedEnd;
        this.files = files.iterator();
        this.last = new Zxid(from.value() - 1);
    }

    /**
     * The next transaction, or null at the end: behind the last zxid asked for, or where the newest file ends.
     *
     * @throws DamagedLogException if a file is damaged, or transactions are missing
     */
    public Transaction next() throws IOException {
        if (last.compareTo(upTo) >= 0) {
            return null;
        }
        while (reader != null || openNext()) {
            LogRecord next = reader.next();
            if (next != null) {
                return inOrder(next);
            }
            closeReader();
        }
        if (!upTo.equals(TxnLog.NEWEST)) {
            throw new IOException("The transaction logs end at " + last + " although " + upTo
                    + " was in them. Someone else has changed them: stop the server and look who writes there.");
        }
        return null;
    }

    private Transaction inOrder(LogRecord record) throws DamagedLogException {
        Transaction transaction = record.transaction();
        if (!LogFormat.mayFollow(last, transaction)) {
            String tear = tails.isEmpty() ? "" : ", and " + tails.get(tails.size() - 1);
            throw new DamagedLogException(
                    reader.path(),
                    record.offset(),
                    "after " + last + " comes " + transaction.zxid() + ", so transactions are missing" + tear);
        }
        last = transaction.zxid();
        bytes += record.end() - record.offset();
        return transaction;
    }

    private boolean openNext() throws IOException {
        if (!files.hasNext()) {
            return false;
        }
        LogFile next = files.next();
        boolean newest = !files.hasNext();
        reader = new LogReader(disk, next, from, newest ? damagedEnd : LogReader.DamagedEnd.REFUSE);
        if (reader.isHeaderMissing() && !newest) {
            throw new DamagedLogException(
                    next.path(), 0, "it has no header, although there is a later log; so it did hold transactions");
        }
        return true;
    }

    private void closeReader() throws IOException {
        if (reader.hasRecords()) {
            tails.clear();
        }
        tails.add(reader.tail());
        reader.close();
        reader = null;
    }

    /** The zxid of the last transaction that came, or the one before the first asked for. */
    public Zxid last() {
        return last;
    }

    /** How many bytes the transactions that came take in the log. */
    public long bytes() {
        return bytes;
    }

    /**
     * How the log ends, once {@link #next} has come to the end of the newest file: the last file that holds a record,
     * and after it those that hold none. To be handed to {@link TxnLog#repair} before anything is appended.
     */
    public List<LogTail> tails() {
        return List.copyOf(tails);
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
