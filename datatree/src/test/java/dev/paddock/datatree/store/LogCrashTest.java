package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.store.disk.SimulatedCrash;
import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.Transaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Loss of power at every operation. What comes back is the beginning of what was appended, and reaches at least as far
 * as what was reported durable.
 */
class LogCrashTest {
    private static final int SEEDS = 60;
    private static final int LIVES = 40;
    private static final LogOptions OPTIONS =
            LogOptions.DEFAULTS.withPreallocation(2048).withSizeLimit(6000);

    /** What one process after another has done, as it knows it. */
    private static final class Life {
        /** What may come back, in order. */
        private List<Transaction> appended = new ArrayList<>();

        /** How much of it must. */
        private int certain;
    }

    @Test
    void aCrashAtAnyOperationLosesNothingThatWasDurable() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            long operations = operations(seed);
            for (long crash = 1; crash < operations; crash++) {
                SimulatedDisk disk = TestLogs.disk(seed + 1000 * crash);
                disk.crashAt(crash);
                Life life = new Life();
                liveUntilCrash(disk, life, new Random(seed));
                recover(disk, life, "seed " + seed + ", crash at " + crash);
                live(disk, life, new Random(seed + crash));
                disk.crash();
                disk.restart();
                recover(disk, life, "seed " + seed + ", crash at " + crash + " and at the end");
            }
        }
    }

    private static long operations(long seed) throws IOException {
        SimulatedDisk disk = TestLogs.disk(seed);
        live(disk, new Life(), new Random(seed));
        return disk.operations();
    }

    /** Crashes during the recovery are among these. */
    @Test
    void nothingIsLostOverManyLives() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            SimulatedDisk disk = TestLogs.disk(seed);
            Life life = new Life();
            for (int i = 0; i < LIVES; i++) {
                disk.crashAt(disk.operations() + random.nextInt(i % 2 == 0 ? 5 : 60));
                String where = "seed " + seed + ", life " + i;
                try {
                    recover(disk, life, where);
                    live(disk, life, random);
                    disk.crash();
                } catch (SimulatedCrash crash) {
                    assertThat(crash).hasMessageContaining("power");
                }
                disk.restart();
            }
            recover(disk, life, "seed " + seed + " at the end");
        }
    }

    private static void liveUntilCrash(SimulatedDisk disk, Life life, Random random) throws IOException {
        try {
            live(disk, life, random);
            disk.crash();
        } catch (SimulatedCrash crash) {
            assertThat(crash).hasMessageContaining("power");
        }
        disk.restart();
    }

    /** A server's life: groups of transactions, now and then a roll, once a truncation. */
    private static void live(SimulatedDisk disk, Life life, Random random) throws IOException {
        LogAppender appender = new LogAppender(disk, TestLogs.DIRECTORY, new Zxid(life.appended.size()), OPTIONS);
        int groups = 3 + random.nextInt(6);
        int truncationAt = random.nextInt(2 * groups);
        for (int group = 0; group < groups; group++) {
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                Transaction next = transaction(random, life.appended.size() + 1);
                life.appended.add(next);
                appender.append(next);
            }
            appender.commit();
            life.certain = life.appended.size();
            assertThat(appender.durable().value()).isEqualTo(life.certain);
            if (random.nextInt(5) == 0) {
                appender.roll();
            }
            if (group == truncationAt) {
                truncate(disk, appender, life, 1 + random.nextInt(life.certain));
            }
        }
    }

    /** Every third is longer than a sector, so that it can be torn in its middle. */
    private static Transaction transaction(Random random, long zxid) {
        return random.nextInt(3) == 0
                ? TestTransactions.sized(zxid, random.nextInt(3000))
                : TestTransactions.random(random, zxid);
    }

    private static void truncate(SimulatedDisk disk, LogAppender appender, Life life, int last) throws IOException {
        appender.roll();
        life.certain = last;
        assertThat(TestLogs.log(disk).truncate(new Zxid(last))).isTrue();
        life.appended = new ArrayList<>(life.appended.subList(0, last));
        appender.continueAfter(new Zxid(last));
    }

    /** What a start does: replay, clear away what is torn, go on behind the last transaction. */
    private static void recover(SimulatedDisk disk, Life life, String where) throws IOException {
        TxnLog log = TestLogs.log(disk);
        try (LogCursor cursor = log.replay(new Zxid(1))) {
            List<Transaction> found = TestLogs.read(cursor);
            check(found, life, where);
            log.repair(cursor.tails());
            life.appended = new ArrayList<>(found);
            life.certain = found.size();
        }
        check(TestLogs.replay(log, 1), life, where + ", repaired");
        assertThat(log.lookAlikes()).isEmpty();
    }

    private static void check(List<Transaction> found, Life life, String where) {
        assertThat(found.size()).as(where).isBetween(life.certain, life.appended.size());
        assertThat(found).as(where).isEqualTo(life.appended.subList(0, found.size()));
    }
}
