package dev.paddock.datatree.store;

import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.datatree.store.disk.DiskFile;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.Transaction;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.Adler32;

/**
 * Appends to the log of a directory; for one thread, which it never leaves.
 *
 * <p>It begins with a file of its own and never writes to one of an earlier run. Once any method has thrown, whatever
 * it was, the log is broken: every later call is refused, and the file is not touched again. A sync that has failed
 * must not be tried again, since the kernel may have forgotten what it could not write.
 */
public final class LogAppender implements Closeable {
    /** At this size, what was appended is written before the commit. */
    private static final int BUFFER_SIZE = 1 << 20;

    private final Disk disk;
    private final Path directory;
    private final LogOptions options;
    private final Adler32 checksum = new Adler32();

    /** Appended, not yet written. */
    private final ByteBuf buffer = Unpooled.buffer();

    /** Null until the next append begins a file. All older files are durable. */
    private DiskFile file;

    /** Up to where the file is written. */
    private long position;

    /** The size that the file was given; from {@link #position} on it has zeros. */
    private long allocated;

    /** The last transaction appended. Each one follows the one before it. */
    private Zxid last;

    /** The last transaction that survives a loss of power. */
    private Zxid durable;

    /**
     * Whether anything was appended since the last sync. Not to be told from the zxids, since an error may repeat one.
     */
    private boolean unsynced;

    /** True inside a method that writes, and for good once such a method was left by an exception. */
    private boolean broken;

    private boolean closed;

    /**
     * @param last the transaction that the first one appended will follow; all up to it is durable, here or in a
     * snapshot
     */
    public LogAppender(Disk disk, Path directory, Zxid last, LogOptions options) {
        this.disk = disk;
        this.directory = directory;
        this.last = last;
        this.durable = last;
        this.options = options;
    }

    public Zxid durable() {
        return durable;
    }

    /** Takes a transaction; it is durable after the next {@link #commit}. */
    public void append(Transaction transaction) throws IOException {
        begin();
        if (!LogFormat.mayFollow(last, transaction)) {
            throw new IllegalStateException("Transaction " + transaction.zxid() + " cannot be logged behind " + last
                    + ": the history would have a hole.");
        }
        if (file == null) {
            openFile(transaction.zxid());
        }
        LogFormat.writeRecord(buffer, transaction, checksum);
        last = transaction.zxid();
        unsynced = true;
        if (buffer.readableBytes() >= BUFFER_SIZE) {
            write();
        }
        end();
    }

    /** Makes all durable that was appended. */
    public void commit() throws IOException {
        begin();
        if (unsynced) {
            write();
            sync();
            if (options.sizeLimit() > 0 && position > options.sizeLimit()) {
                closeFile();
            }
        }
        end();
    }

    /** Ends the file: all that was appended becomes durable, and the next append begins a new one. */
    public void roll() throws IOException {
        begin();
        closeFile();
        end();
    }

    /**
     * Ends the file, and goes on behind another transaction, after the log was truncated or a snapshot came in its
     * place.
     */
    public void continueAfter(Zxid zxid) throws IOException {
        begin();
        closeFile();
        last = zxid;
        durable = zxid;
        end();
    }

    private void begin() throws IOException {
        if (broken) {
            throw new IOException(
                    "The transaction log in " + directory + " has failed before and is not written to again.");
        }
        broken = true;
    }

    private void end() {
        broken = false;
    }

    /** The file has its header and its name for sure before any record is in it. */
    private void openFile(Zxid first) throws IOException {
        LogFile log = LogFile.startingAt(directory, first);
        if (disk.exists(log.path())) {
            deleteEmpty(log);
        }
        file = disk.create(log.path());
        position = 0;
        allocated = 0;
        LogFormat.writeHeader(buffer);
        write();
        sync();
        disk.syncDirectory(directory);
    }

    /**
     * A file of this name is what a crash left before its first record was complete, or the log is not what we think.
     */
    private void deleteEmpty(LogFile log) throws IOException {
        try (LogReader reader = new LogReader(disk, log, Zxid.ZERO, LogReader.DamagedEnd.REFUSE)) {
            if (reader.next() != null) {
                throw new IOException(
                        "The transaction log " + log.path() + " exists already and holds transactions that"
                                + " would be overwritten. Keep a copy of the directory, and start the server again.");
            }
        }
        disk.delete(log.path());
        disk.syncDirectory(directory);
    }

    private void write() throws IOException {
        int length = buffer.readableBytes();
        allocate(position + length);
        file.write(buffer.nioBuffer(), position);
        position += length;
        buffer.clear();
    }

    private void allocate(long end) throws IOException {
        if (options.preallocation() > 0 && end > allocated) {
            allocated = (end + options.preallocation() - 1) / options.preallocation() * options.preallocation();
            file.setSize(allocated);
        }
    }

    private void sync() throws IOException {
        if (options.forceSync()) {
            file.sync();
        }
        durable = last;
        unsynced = false;
    }

    /** The room taken in advance is given back, so that the sizes of older files are those of their records. */
    private void closeFile() throws IOException {
        if (file != null) {
            write();
            if (allocated > position) {
                file.setSize(position);
            }
            sync();
            file.close();
            file = null;
        }
    }

    /** Ends the file as {@link #roll} does; a log that has failed is only let go. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!broken) {
                roll();
            }
        } finally {
            broken = true;
            if (file != null) {
                file.close();
            }
        }
    }
}
