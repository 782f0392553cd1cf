package dev.paddock.datatree.store;

import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.datatree.store.disk.DiskFile;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.Transaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The transaction logs of one directory. It keeps nothing in memory, so it may be used beside a {@link LogWriter}; what
 * changes files here is for the thread of that writer, or for the time before there is one.
 */
public final class TxnLog {
    /** As the last zxid of a {@link #replay}: as far as the files go. */
    static final Zxid NEWEST = new Zxid(Long.MAX_VALUE);

    private static final int COPY_CHUNK = 256 << 10;

    private final Disk disk;
    private final Path directory;
    private final LogReader.DamagedEnd damagedEnd;

    /**
     * @param dropDamagedEnd whether a last record with a wrong checksum is dropped like one that was not written to its
     *     end. They cannot be told from damage of what was acknowledged, so this is for the operator to say
     */
    public TxnLog(Disk disk, Path directory, boolean dropDamagedEnd) {
        this.disk = disk;
        this.directory = directory;
        this.damagedEnd = dropDamagedEnd ? LogReader.DamagedEnd.DROP : LogReader.DamagedEnd.REFUSE;
    }

    Path directory() {
        return directory;
    }

    /** The logs by the zxid that they begin with. */
    public List<LogFile> files() throws IOException {
        List<LogFile> files = new ArrayList<>();
        for (String name : disk.list(directory)) {
            LogFile file = LogFile.ofName(directory, name);
            if (file != null) {
                files.add(file);
            }
        }
        files.sort(null);
        for (int i = 1; i < files.size(); i++) {
            if (files.get(i).first().equals(files.get(i - 1).first())) {
                throw new IOException("The logs " + files.get(i - 1).path() + " and "
                        + files.get(i).path() + " begin with the same transaction. Move the wrong one away.");
            }
        }
        return files;
    }

    /** Names that look like those of logs and are not used: for the operator to be warned of. */
    public List<String> lookAlikes() throws IOException {
        return disk.list(directory).stream().filter(LogFile::looksLikeOne).toList();
    }

    /**
     * The logs that hold what there is from a zxid on: all with this number or a higher one, and the one before, whose
     * last records may belong to them.
     */
    public List<LogFile> filesFrom(Zxid from) throws IOException {
        List<LogFile> files = files();
        int first = 0;
        while (first + 1 < files.size() && files.get(first + 1).first().compareTo(from) < 0) {
            first++;
        }
        return files.subList(first, files.size());
    }

    /** All transactions from a zxid on. From {@link Zxid#ZERO} on, they may begin anywhere. */
    public LogCursor replay(Zxid from) throws IOException {
        return new LogCursor(disk, filesFrom(from), from, NEWEST, damagedEnd);
    }

    /** The last transaction that is logged with this zxid or a lower one; of a torn tail only once it is repaired. */
    public Optional<Zxid> floor(Zxid zxid) throws IOException {
        List<LogFile> files = files();
        for (int i = files.size() - 1; i >= 0; i--) {
            if (files.get(i).first().compareTo(zxid) <= 0) {
                Zxid found = floor(files.get(i), zxid);
                if (found != null) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    private Zxid floor(LogFile file, Zxid zxid) throws IOException {
        try (LogReader reader = new LogReader(disk, file, zxid, damagedEnd)) {
            LogRecord record = reader.next();
            return record != null && record.transaction().zxid().equals(zxid) ? zxid : reader.lastBelow();
        }
    }

    /**
     * What a learner lacks, for one whose last transaction is {@code after}: all up to {@code upTo}, which must be
     * durable. Nothing if the log does not have {@code after} or begins later than right behind it, or if what is
     * lacking takes more than {@code mostBytes}; the room that is taken in advance does not count.
     */
    public Optional<LogCursor> history(Zxid after, Zxid upTo, long mostBytes) throws IOException {
        List<LogFile> files = filesFrom(after);
        Zxid from = after.next();
        return holdsWhatFollows(files, after) && bytesBetween(files, from, upTo, mostBytes) <= mostBytes
                ? Optional.of(new LogCursor(disk, files, from, upTo, LogReader.DamagedEnd.REFUSE))
                : Optional.empty();
    }

    private boolean holdsWhatFollows(List<LogFile> files, Zxid after) throws IOException {
        for (LogFile file : files) {
            try (LogReader reader = new LogReader(disk, file, after, LogReader.DamagedEnd.REFUSE)) {
                LogRecord first = reader.next();
                if (first != null) {
                    Zxid zxid = first.transaction().zxid();
                    return zxid.equals(after) || zxid.equals(after.next());
                }
            }
        }
        return false;
    }

    /** The size of the records, counted no further than just above {@code enough}. */
    private long bytesBetween(List<LogFile> files, Zxid from, Zxid upTo, long enough) throws IOException {
        try (LogCursor cursor = new LogCursor(disk, files, from, upTo, LogReader.DamagedEnd.REFUSE)) {
            Transaction next = cursor.next();
            while (next != null && cursor.bytes() <= enough) {
                next = cursor.next();
            }
            return cursor.bytes();
        }
    }

    /** Reads one file to its end, every record of it. */
    public LogContent examine(LogFile file) throws IOException {
        try (LogReader reader = new LogReader(disk, file, Zxid.ZERO, damagedEnd)) {
            LogRecord first = reader.next();
            Zxid last = null;
            long count = 0;
            for (LogRecord next = first; next != null; next = reader.next()) {
                if (last != null && !LogFormat.mayFollow(last, next.transaction())) {
                    throw new DamagedLogException(
                            file.path(),
                            next.offset(),
                            "after " + last + " comes " + next.transaction().zxid());
                }
                last = next.transaction().zxid();
                count++;
            }
            return new LogContent(first == null ? null : first.transaction().zxid(), last, count, reader.tail());
        }
    }

    /**
     * Drops all that comes after a transaction.
     *
     * @return false, and nothing is changed, if this very transaction is not in the log
     */
    public boolean truncate(Zxid last) throws IOException {
        Cut cut = find(last);
        if (cut == null || !cut.exact()) {
            return false;
        }
        drop(cut);
        return true;
    }

    /** Whether every transaction behind one up to another is there, the last one included. */
    boolean connects(Zxid after, Zxid last) throws IOException {
        if (after.equals(last)) {
            return true;
        }
        Zxid reached = after;
        try (LogCursor cursor = replay(after.next())) {
            for (Transaction next = cursor.next(); next != null; next = cursor.next()) {
                Zxid zxid = next.zxid();
                if (zxid.isAfter(last) || LogFormat.comesBehindSnapshot(reached, zxid)) {
                    return false;
                }
                if (zxid.equals(last)) {
                    return true;
                }
                reached = zxid;
            }
        }
        return false;
    }

    /** Drops all that comes after a zxid, whether there is a transaction with it or not. */
    public void discardAfter(Zxid last) throws IOException {
        Cut cut = find(last);
        if (cut != null) {
            drop(cut);
        }
    }

    /**
     * Where what comes after a zxid begins.
     *
     * @param offset in the file; all later files go altogether
     * @param exact whether the record before has that very zxid
     */
    private record Cut(LogFile file, long offset, boolean exact) {}

    /** Null if the log ends before the zxid. */
    private Cut find(Zxid last) throws IOException {
        for (LogFile file : filesFrom(last)) {
            try (LogReader reader = new LogReader(disk, file, last, LogReader.DamagedEnd.REFUSE)) {
                LogRecord found = reader.next();
                if (found == null) {
                    continue;
                }
                if (found.transaction().zxid().isAfter(last)) {
                    return new Cut(file, found.offset(), false);
                }
                while (reader.nextIs(last)) {
                    reader.next();
                }
                return new Cut(file, reader.position(), true);
            }
        }
        return null;
    }

    /** The newest file goes first, and each for good before the next, so that at no moment there is a hole. */
    private void drop(Cut cut) throws IOException {
        List<LogFile> files = files();
        for (int i = files.size() - 1; files.get(i).first().isAfter(cut.file().first()); i--) {
            delete(files.get(i).path());
        }
        if (cut.offset() == LogFormat.HEADER_SIZE) {
            delete(cut.file().path());
        } else {
            cut(cut.file().path(), cut.offset());
        }
    }

    /**
     * Clears away what a crash left at the end of the log, as {@link LogCursor#tails} found it: a file without records
     * is deleted, and a torn tail is cut off, with the room behind it. ZooKeeper may then read the directory too. What
     * is not zero is kept beside the log, in files that no server reads.
     *
     * @return the names of those files
     */
    public List<Path> repair(List<LogTail> tails) throws IOException {
        List<Path> copies = new ArrayList<>();
        for (int i = tails.size() - 1; i >= 0; i--) {
            LogTail tail = tails.get(i);
            if (tail.isTorn() && tail.offset() > 0) {
                copies.add(copy(tail));
            }
            if (!tail.hasRecords()) {
                delete(tail.file());
            } else if (tail.fileSize() > tail.offset()) {
                cut(tail.file(), tail.offset());
            }
        }
        return copies;
    }

    private Path copy(LogTail tail) throws IOException {
        Path copy = directory.resolve("torn-" + tail.file().getFileName() + "-at-" + tail.offset());
        try (DiskFile from = disk.openForReading(tail.file());
                DiskFile to = disk.create(copy)) {
            ByteBuffer chunk = ByteBuffer.allocate(COPY_CHUNK);
            for (long done = 0; done < tail.length(); done += chunk.limit()) {
                chunk.clear().limit((int) Math.min(COPY_CHUNK, tail.length() - done));
                from.read(chunk, tail.offset() + done);
                to.write(chunk.flip(), done);
            }
            to.sync();
        }
        disk.syncDirectory(directory);
        return copy;
    }

    /** Removes a whole file, for good. */
    void delete(Path file) throws IOException {
        disk.delete(file);
        disk.syncDirectory(directory);
    }

    private void cut(Path path, long size) throws IOException {
        try (DiskFile file = disk.open(path)) {
            file.setSize(size);
            file.sync();
        }
    }
}
