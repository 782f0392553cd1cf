package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.wire.Zxid;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final List<Zxid> LOGS = zxids(0x1, 0x5, 0x9, 0xd, 0x11, 0x15);
    private static final List<Zxid> SNAPSHOTS = zxids(0x0, 0x4, 0x8, 0xc, 0x10, 0x14, 0x18);

    /** What ZooKeeper was seen to keep. */
    @Test
    void threeSnapshotsAreKeptWithTheLogsFromTheOneBeforeTheOldestOn() {
        Retention retention = Retention.keeping(3, SNAPSHOTS, LOGS);

        assertThat(SNAPSHOTS.stream().filter(retention::needsSnapshot)).isEqualTo(zxids(0x10, 0x14, 0x18));
        assertThat(LOGS.stream().filter(retention::needsLog)).isEqualTo(zxids(0xd, 0x11, 0x15));
    }

    @Test
    void aLogThatBeginsAtTheSnapshotIsTheOneToKeep() {
        assertThat(Retention.keeping(1, zxids(9), zxids(1, 5, 9, 13)))
                .isEqualTo(new Retention(new Zxid(9), new Zxid(9)));
    }

    @Test
    void withoutASoundSnapshotNothingGoes() {
        Retention retention = Retention.keeping(3, zxids(), LOGS);

        assertThat(SNAPSHOTS).allMatch(retention::needsSnapshot);
        assertThat(LOGS).allMatch(retention::needsLog);
    }

    @Test
    void fewerSnapshotsThanWantedAreAllKept() {
        assertThat(Retention.keeping(3, zxids(0x10, 0x14), LOGS))
                .isEqualTo(new Retention(new Zxid(0x10), new Zxid(0xd)));
    }

    @Test
    void toKeepNoSnapshotIsNoRequest() {
        assertThatThrownBy(() -> Retention.keeping(0, SNAPSHOTS, LOGS)).isInstanceOf(IllegalArgumentException.class);
    }

    /** From a snapshot at s, a start needs every log that may hold s + 1 or more. */
    @Property(tries = 500)
    void theNewestSnapshotsStayAndEachThatStaysHasAllLogsBehindIt(
            @ForAll @IntRange(min = 1, max = 4) int count,
            @ForAll @Size(max = 8) List<@LongRange(min = 0, max = 30) Long> snapshots,
            @ForAll @Size(max = 8) List<@LongRange(min = 1, max = 30) Long> logs) {
        Retention retention = Retention.keeping(
                count,
                snapshots.stream().map(Zxid::new).toList(),
                logs.stream().map(Zxid::new).toList());

        assertThat(snapshots.stream().sorted(Comparator.reverseOrder()).limit(count))
                .allMatch(snapshot -> retention.needsSnapshot(new Zxid(snapshot)));
        TreeSet<Long> sortedLogs = new TreeSet<>(logs);
        for (long snapshot : snapshots) {
            if (retention.needsSnapshot(new Zxid(snapshot))) {
                Long first = sortedLogs.floor(snapshot);
                assertThat(sortedLogs.tailSet(first == null ? 0 : first))
                        .allMatch(log -> retention.needsLog(new Zxid(log)));
            }
        }
    }

    private static List<Zxid> zxids(long... values) {
        return Arrays.stream(values).mapToObj(Zxid::new).toList();
    }
}
