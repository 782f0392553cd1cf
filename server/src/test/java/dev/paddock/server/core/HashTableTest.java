package dev.paddock.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTableTest {
    private final HashTable<Entry> table = new HashTable<>();

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 0xF, 0xF0000000, 0x00F00F00})
    void findsWhatIsThereThroughAllSizes(int bitsOfHashes) {
        Random random = new Random(11);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            entries.add(new Entry(random.nextInt() & bitsOfHashes));
            table.add(entries.get(i));
        }
        assertThat(table.size()).isEqualTo(1_000);
        assertThat(entries).allMatch(this::isFound);

        Collections.shuffle(entries, random);
        for (int i = 0; i < 1_000; i++) {
            Entry removed = entries.remove(entries.size() - 1);
            table.remove(removed);
            assertThat(isFound(removed)).isFalse();
            if (i % 10 == 0) {
                assertThat(entries).allMatch(this::isFound);
            }
        }
        assertThat(table.size()).isZero();
    }

    @Test
    void chainsStayShort() {
        Random random = new Random(12);
        for (int i = 0; i < 100_000; i++) {
            table.add(new Entry(random.nextInt()));
        }

        int[] longest = new int[1];
        for (long from = HashTable.START; from < HashTable.END; ) {
            int[] length = new int[1];
            from = table.walk(from, entry -> length[0]++);
            longest[0] = Math.max(longest[0], length[0]);
        }
        assertThat(longest[0]).isLessThan(16);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aWalkShowsOnceWhatIsThereAllTheWhile(long seed) {
        Random random = new Random(seed);
        List<Entry> others = new ArrayList<>();
        Set<Entry> allTheWhile = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 300; i++) {
            Entry entry = new Entry(random.nextInt());
            table.add(entry);
            allTheWhile.add(entry);
        }
        List<Entry> shown = new ArrayList<>();
        boolean grows = true;

        for (long from = HashTable.START; from < HashTable.END; ) {
            from = table.walk(from, shown::add);
            // now much larger, then small again, and so on
            grows = grows ? others.size() < 3_000 : others.size() < 20;
            for (int i = 0; i < 50; i++) {
                if (grows) {
                    others.add(new Entry(random.nextInt()));
                    table.add(others.get(others.size() - 1));
                } else {
                    table.remove(others.remove(random.nextInt(others.size())));
                }
                if (others.isEmpty()) {
                    break;
                }
            }
        }

        assertThat(shown).as("seed %d", seed).containsAll(allTheWhile);
        assertThat(new HashSet<>(shown)).as("seed %d", seed).hasSameSizeAs(shown);
    }

    private boolean isFound(Entry entry) {
        Entry at = table.first(entry.hash);
        while (at != null && at != entry) {
            at = at.next;
        }
        return at == entry;
    }

    private static final class Entry extends Hashed<Entry> {
        Entry(int hash) {
            super(hash);
        }
    }
}
