package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.txn.Transaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is appended, in whatever groups and files, is what is read. */
class LogRoundTripTest {
    @Property(tries = 300)
    void whatIsAppendedIsWhatIsRead(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 80) int count,
            @ForAll @IntRange(max = 3) int preallocatedPages,
            @ForAll @IntRange(max = 5) int limitPages)
            throws IOException {
        Random random = new Random(seed);
        SimulatedDisk disk = TestLogs.disk(seed);
        LogOptions options =
                LogOptions.DEFAULTS.withPreallocation(preallocatedPages * 1024L).withSizeLimit(limitPages * 4096L);
        List<Transaction> all = new ArrayList<>();
        try (LogAppender appender = new LogAppender(disk, TestLogs.DIRECTORY, Zxid.ZERO, options)) {
            long zxid = 0;
            for (int i = 0; i < count; i++) {
                zxid = random.nextInt(20) == 0 ? Zxid.of((zxid >> 32) + 1, 1).value() : zxid + 1;
                Transaction next = TestTransactions.random(random, zxid);
                all.add(next);
                appender.append(next);
                if (random.nextInt(4) == 0) {
                    appender.commit();
                }
                if (random.nextInt(15) == 0) {
                    appender.roll();
                }
            }
        }
        TxnLog log = TestLogs.log(disk);
        assertThat(TestLogs.replay(log, 1)).isEqualTo(all);

        int from = random.nextInt(all.size());
        assertThat(TestLogs.replay(log, all.get(from).zxid().value())).isEqualTo(all.subList(from, all.size()));
    }
}
