package dev.paddock.datatree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What must hold in every {@link Trie}: each entry stands on the way of its hash, and no way is longer than it must be. */
final class TrieChecks {
    private TrieChecks() {}

    /** Checks all of a set, whose entries have these keys, and returns them. */
    static <E extends Trie.Entry> List<E> check(Trie trie, Class<E> type, Hashing hashing, Function<E, byte[]> key) {
        List<E> entries = new ArrayList<>();
        Trie.forEach(trie, type, entries::add);
        for (E entry : entries) {
            byte[] bytes = key.apply(entry);
            long hash = entry.hash(hashing);
            assertThat(hash)
                    .as("the hash of an entry is that of its key")
                    .isEqualTo(hashing.hash(bytes, 0, bytes.length));
            assertThat(Trie.find(trie, hash, bytes, 0, bytes.length))
                    .as("the set finds what is in it")
                    .isSameAs(entry);
        }
        if (trie != null) {
            assertThat(entries).as("an empty set is null").isNotEmpty();
            if (trie.ways == 0) {
                checkWideRoot(trie, hashing);
            } else {
                checkWays(trie, 0, 0, hashing);
            }
        }
        return entries;
    }

    /** How many levels a set has; a row below the last bit of the hash counts as one. */
    static int depth(Trie trie) {
        int deepest = 0;
        if (trie != null) {
            for (Object slot : trie.slots) {
                deepest = Math.max(deepest, slot instanceof Trie deeper ? depth(deeper) : 0);
            }
            deepest++;
        }
        return deepest;
    }

    private static void checkWays(Trie trie, long prefix, int shift, Hashing hashing) {
        if (shift >= Long.SIZE) {
            checkRow(trie, prefix, hashing);
            return;
        }
        assertThat(trie.slots).hasSize(Integer.bitCount(trie.ways));
        boolean isTop = shift == 0;
        assertThat(isTop || trie.slots.length > 1 || trie.slots[0] instanceof Trie)
                .as("below the top nothing holds a single entry")
                .isTrue();
        int index = 0;
        for (int way = 0; way < 1 << Trie.BITS; way++) {
            if ((trie.ways & 1 << way) != 0) {
                long longer = prefix | (long) way << shift;
                Object slot = trie.slots[index];
                if (slot instanceof Trie deeper) {
                    checkWays(deeper, longer, shift + Trie.BITS, hashing);
                } else {
                    long known = shift + Trie.BITS >= Long.SIZE ? -1L : (1L << shift + Trie.BITS) - 1;
                    assertThat(((Trie.Entry) slot).hash(hashing) & known).isEqualTo(longer);
                }
                index++;
            }
        }
    }

    private static void checkWideRoot(Trie root, Hashing hashing) {
        assertThat(root.slots).hasSize(1 << Trie.WIDE_BITS);
        for (int way = 0; way < root.slots.length; way++) {
            Object slot = root.slots[way];
            if (slot instanceof Trie deeper) {
                checkWays(deeper, way, Trie.WIDE_BITS, hashing);
            } else if (slot != null) {
                assertThat(((Trie.Entry) slot).hash(hashing) & (1 << Trie.WIDE_BITS) - 1)
                        .isEqualTo(way);
            }
        }
    }

    private static void checkRow(Trie row, long hash, Hashing hashing) {
        assertThat(row.ways).isZero();
        assertThat(row.slots).hasSizeGreaterThan(1);
        for (Object slot : row.slots) {
            assertThat(((Trie.Entry) slot).hash(hashing)).isEqualTo(hash);
        }
    }
}
