package dev.paddock.datatree.store;

import dev.paddock.datatree.store.disk.Disk;
import dev.paddock.datatree.store.disk.DiskFile;
import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.Transaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A directory of logs on a disk in memory, to write, to damage and to read again. */
final class TestLogs {
    static final Path DIRECTORY = Path.of("/data/version-2");

    /** Small files with some room taken in advance. */
    static final LogOptions OPTIONS = LogOptions.DEFAULTS.withPreallocation(4096);

    private TestLogs() {}

    static SimulatedDisk disk(long seed) throws IOException {
        SimulatedDisk disk = new SimulatedDisk(seed);
        disk.createDirectories(DIRECTORY);
        return disk;
    }

    static TxnLog log(Disk disk) {
        return new TxnLog(disk, DIRECTORY, false);
    }

    static Path file(String name) {
        return DIRECTORY.resolve(name);
    }

    /** Writes one file and leaves it as a killed process would, with its room behind the records. */
    static void write(Disk disk, List<Transaction> transactions) throws IOException {
        Zxid first = transactions.get(0).zxid();
        LogAppender appender = new LogAppender(disk, DIRECTORY, new Zxid(first.value() - 1), OPTIONS);
        for (Transaction transaction : transactions) {
            appender.append(transaction);
        }
        appender.commit();
    }

    static void write(Disk disk, long first, long last) throws IOException {
        write(disk, TestTransactions.transactions(first, last));
    }

    static List<Transaction> read(LogCursor cursor) throws IOException {
        List<Transaction> all = new ArrayList<>();
        for (Transaction next = cursor.next(); next != null; next = cursor.next()) {
            all.add(next);
        }
        return all;
    }

    static List<Transaction> replay(TxnLog log, long from) throws IOException {
        try (LogCursor cursor = log.replay(new Zxid(from))) {
            return read(cursor);
        }
    }

    static List<Long> zxids(List<Transaction> transactions) {
        return transactions.stream().map(each -> each.zxid().value()).toList();
    }

    static List<Long> range(long first, long last) {
        return zxids(TestTransactions.transactions(first, last));
    }

    static byte[] bytes(Disk disk, String name) throws IOException {
        try (DiskFile file = disk.openForReading(file(name))) {
            byte[] bytes = new byte[(int) file.size()];
            file.read(ByteBuffer.wrap(bytes), 0);
            return bytes;
        }
    }

    static void write(Disk disk, String name, byte[] bytes) throws IOException {
        try (DiskFile file = disk.create(file(name))) {
            file.write(ByteBuffer.wrap(bytes), 0);
        }
    }

    /** Where the records of a file end, and each of them begins: offsets in ascending order. */
    static List<Long> offsets(Disk disk, String name) throws IOException {
        List<Long> offsets = new ArrayList<>();
        LogFile log = LogFile.ofName(DIRECTORY, name);
        try (LogReader reader = new LogReader(disk, log, Zxid.ZERO, LogReader.DamagedEnd.REFUSE)) {
            for (LogRecord next = reader.next(); next != null; next = reader.next()) {
                offsets.add(next.offset());
            }
            offsets.add(reader.position());
        }
        return offsets;
    }
}
