package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SnapshotTriggerTest {
    @Test
    void itIsTimeBetweenHalfAndAllOfTheTransactionsAndNotAlwaysAtTheSame() {
        SnapshotTrigger trigger = new SnapshotTrigger(100, 0, new Random(1));
        TreeSet<Integer> seen = new TreeSet<>();
        for (int i = 0; i < 1000; i++) {
            seen.add(transactionsUntilDue(trigger, 1_000_000));
        }

        assertThat(seen.first()).isEqualTo(51);
        assertThat(seen.last()).isEqualTo(100);
        assertThat(seen).hasSize(50);
    }

    @Test
    void bytesCountToo() {
        SnapshotTrigger trigger = new SnapshotTrigger(1_000_000, 10_000, new Random(1));
        for (int i = 0; i < 1000; i++) {
            assertThat(transactionsUntilDue(trigger, 100)).isBetween(51, 101);
        }
    }

    @Test
    void withoutALimitOfBytesTheyDoNot() {
        SnapshotTrigger trigger = new SnapshotTrigger(100, 0, new Random(1));

        assertThat(transactionsUntilDue(trigger, Integer.MAX_VALUE)).isGreaterThan(50);
    }

    @Test
    void theSmallestCountIsTwo() {
        assertThat(transactionsUntilDue(new SnapshotTrigger(2, 0, new Random(1)), 1))
                .isEqualTo(2);
        assertThatThrownBy(() -> new SnapshotTrigger(1, 0, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2 transactions");
        assertThatThrownBy(() -> new SnapshotTrigger(2, -1, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static int transactionsUntilDue(SnapshotTrigger trigger, int size) {
        int count = 1;
        while (!trigger.isDueAfter(size)) {
            count++;
        }
        return count;
    }
}
