package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.store.disk.RealDisk;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.zookeeper.server.persistence.FileTxnLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way back: ZooKeeper reads what we wrote. */
class ZooKeeperReadsOurLogsTest {
    private static final long SEED = 7;

    @TempDir
    private Path directory;

    private final List<Transaction> written = new ArrayList<>();

    private TxnLog log;

    @BeforeEach
    void write() throws IOException {
        Random random = new Random(SEED);
        RealDisk disk = new RealDisk();
        log = new TxnLog(disk, directory, false);
        LogOptions options = LogOptions.DEFAULTS.withPreallocation(1 << 16).withSizeLimit(8000);
        LogAppender appender = new LogAppender(disk, directory, Zxid.ZERO, options);
        for (int zxid = 1; zxid <= 200; zxid++) {
            written.add(TestTransactions.random(random, zxid));
            appender.append(written.get(zxid - 1));
            if (zxid % 7 == 0) {
                appender.commit();
            }
        }
        appender.commit();
        assertThat(log.files()).hasSizeGreaterThan(2);
    }

    @Test
    void allOfIt() throws IOException {
        assertThat(readByZooKeeper(1)).isEqualTo(described(written));
        assertThat(readByZooKeeper(150)).isEqualTo(described(written.subList(149, 200)));
    }

    @Test
    void whatATruncationLeft() throws IOException {
        assertThat(log.truncate(new Zxid(123))).isTrue();

        assertThat(readByZooKeeper(1)).isEqualTo(described(written.subList(0, 123)));
    }

    @Test
    void whatARepairLeftOfATornRecord() throws IOException {
        LogFile newest = log.files().get(log.files().size() - 1);
        byte[] bytes = Files.readAllBytes(newest.path());
        Arrays.fill(bytes, 512, 1024, (byte) 0);
        Files.write(newest.path(), bytes);
        int left;
        try (LogCursor cursor = log.replay(new Zxid(1))) {
            left = TestLogs.read(cursor).size();
            log.repair(cursor.tails());
        }

        assertThat(left).isLessThan(200);
        assertThat(readByZooKeeper(1)).isEqualTo(described(written.subList(0, left)));
    }

    private List<String> readByZooKeeper(long from) throws IOException {
        List<String> all = new ArrayList<>();
        try (FileTxnLog theirs = new FileTxnLog(directory.toFile());
                var iterator = theirs.read(from)) {
            boolean more = iterator.getHeader() != null;
            while (more) {
                var header = iterator.getHeader();
                all.add(describe(
                        header.getZxid(), header.getType(), iterator.getDigest().getTreeDigest()));
                more = iterator.next();
            }
        }
        return all;
    }

    private static List<String> described(List<Transaction> transactions) {
        return transactions.stream()
                .map(each -> describe(
                        each.zxid().value(),
                        each.txn().type().code(),
                        each.digest().treeDigest()))
                .toList();
    }

    private static String describe(long zxid, int type, long digest) {
        return "zxid " + zxid + " type " + type + " digest " + digest;
    }
}
