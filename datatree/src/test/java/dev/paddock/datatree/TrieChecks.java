package dev.paddock.datatree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What must hold in every {@link Trie}: each entry stands on the way of its hash, and no way is longer than it must be. */
final class TrieChecks {
    private TrieChecks() {}

    /** Checks all of a set, whose entries have these keys, and returns them. */
    static <E extends Trie.Entry> List<E> check(Object[] set, Class<E> type, Hashing hashing, Function<E, byte[]> key) {
        List<E> entries = new ArrayList<>();
        Trie.forEach(set, type, entries::add);
        for (E entry : entries) {
            byte[] bytes = key.apply(entry);
            assertThat(entry.hash)
                    .as("the hash of an entry is that of its key")
                    .isEqualTo(hashing.hash(bytes, 0, bytes.length));
            assertThat(Trie.find(set, entry.hash, bytes, 0, bytes.length))
                    .as("the set finds what is in it")
                    .isSameAs(entry);
        }
        if (set != null) {
            assertThat(entries).as("an empty set is null").isNotEmpty();
            checkTable(set, 0, 0);
        }
        return entries;
    }

    /** How many levels a set has; a row below the last bit of the hash counts as one. */
    static int depth(Object[] set) {
        int deepest = 0;
        if (set != null) {
            for (int i = 1; i < set.length; i++) {
                deepest = Math.max(deepest, set[i] instanceof Object[] deeper ? depth(deeper) : 0);
            }
            deepest++;
        }
        return deepest;
    }

    /** @param prefix the bits of the hash that have led here, as many as {@code shift} says */
    private static void checkTable(Object[] table, long prefix, int shift) {
        if (shift >= Long.SIZE) {
            checkRow(table, prefix);
            return;
        }
        int ways = table.length - 1;
        assertThat(Integer.bitCount(ways)).as("a power of two").isOne();
        assertThat(ways).isLessThanOrEqualTo(shift == 0 ? Trie.MOST_WAYS_AT_TOP : Trie.MOST_WAYS_BELOW);
        int bits = Integer.numberOfTrailingZeros(ways);
        long known = shift + bits >= Long.SIZE ? -1L : (1L << shift + bits) - 1;
        int taken = 0;
        boolean hasDeeper = false;
        for (int way = 0; way < ways; way++) {
            long longer = prefix | (long) way << shift;
            if (table[1 + way] instanceof Object[] deeper) {
                checkTable(deeper, longer, shift + bits);
                hasDeeper = true;
            } else if (table[1 + way] != null) {
                assertThat(((Trie.Entry) table[1 + way]).hash & known).isEqualTo(longer);
                taken++;
            }
        }
        assertThat(shift == 0 || hasDeeper || taken > 1)
                .as("below the top nothing holds a single entry")
                .isTrue();
    }

    private static void checkRow(Object[] row, long hash) {
        assertThat(row).hasSizeGreaterThan(2);
        for (int i = 1; i < row.length; i++) {
            assertThat(((Trie.Entry) row[i]).hash).isEqualTo(hash);
        }
    }
}
