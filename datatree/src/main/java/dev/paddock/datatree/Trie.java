package dev.paddock.datatree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A persistent set of entries, each found by a key of bytes: a hash trie. The empty set is null, any other a table, and a
 * table is a bare array: a lookup mostly waits for memory, once for each object on its way.
 *
 * <pre>
 * table = token, way, ...       as many ways as a power of two; the next bits of the hash choose one
 * row   = token, entry, ...     in place of a table where the hash has no more bits
 * way   = null | entry | table | row
 * </pre>
 *
 * <p>A change copies the tables from the top to the entry and leaves the old set as it was. Many changes at once may share
 * an <em>edit</em>, the token of the tables that were copied under it: these are changed in place from then on. With null
 * for an edit everything is copied.
 */
final class Trie {
    /** The top has more ways than the rest: a hundred names are then one or two steps away. */
    static final int MOST_WAYS_AT_TOP = 128;

    static final int MOST_WAYS_BELOW = 32;

    /** In so many bits two hashes may agree and still be told apart by one table, which is small. */
    private static final int MOST_AGREEING = 2;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Trie() {}

    /** What can be in a set. All that a search looks at stands here, so that it is together at the head of the object. */
    abstract static class Entry {
        /** The length of the key, or its complement: that is how a znode says that its data is null. */
        int keyLength;

        /** Of the key; known once the entry is in a set. */
        long hash;

        /** Begins with the key, which never changes. */
        byte[] content;

        final int keyLength() {
            return keyLength < 0 ? ~keyLength : keyLength;
        }

        final boolean hasKey(byte[] key, int from, int to) {
            int length = keyLength();
            if (to - from != length) {
                return false;
            }
            if (length < Long.BYTES) {
                for (int at = 0; at < length; at++) {
                    if (content[at] != key[from + at]) {
                        return false;
                    }
                }
                return true;
            }
            // The last eight at once, though some are compared again: how long a loop goes on is often guessed wrong.
            int last = length - Long.BYTES;
            if ((long) LONGS.get(content, last) != (long) LONGS.get(key, from + last)) {
                return false;
            }
            for (int at = 0; at < last; at += Long.BYTES) {
                if ((long) LONGS.get(content, at) != (long) LONGS.get(key, from + at)) {
                    return false;
                }
            }
            return true;
        }

        final boolean hasKeyOf(Entry other) {
            return hash == other.hash && (content == other.content || hasKey(other.content, 0, other.keyLength()));
        }
    }

    static Entry find(Object[] set, long hash, byte[] key, int from, int to) {
        if (set == null) {
            return null;
        }
        Object[] table = set;
        // The length of a full top is guessed by the processor, so that the way need not wait until it is read.
        int index = ways(set) == MOST_WAYS_AT_TOP ? 1 + ((int) hash & MOST_WAYS_AT_TOP - 1) : index(set, hash, 0);
        for (int shift = bits(set); table[index] instanceof Object[] deeper; shift += bits(deeper)) {
            table = deeper;
            if (shift >= Long.SIZE) {
                index = indexInRow(table, key, from, to);
                return index < table.length ? (Entry) table[index] : null;
            }
            index = index(table, hash, shift);
        }
        Entry entry = (Entry) table[index];
        return entry != null && entry.hash == hash && entry.hasKey(key, from, to) ? entry : null;
    }

    /** The set with this entry, which takes the place of the one with the same key if there is one. */
    static Object[] with(Object[] set, long hash, Entry entry, Object edit) {
        entry.hash = hash;
        return set == null ? new Object[] {edit, entry} : with(set, 0, entry, edit);
    }

    /** The set without the entry of this key, which must be in it. */
    static Object[] without(Object[] set, long hash, byte[] key, int from, int to, Object edit) {
        Object rest = without(set, hash, 0, key, from, to, edit);
        return rest instanceof Entry last ? new Object[] {edit, last} : (Object[]) rest;
    }

    /** Every entry once, in no order that means anything, but the same for the same sets made the same way. */
    static <E extends Entry> void forEach(Object[] set, Class<E> type, Consumer<? super E> action) {
        if (set != null) {
            for (int i = 1; i < set.length; i++) {
                if (set[i] instanceof Object[] deeper) {
                    forEach(deeper, type, action);
                } else if (set[i] != null) {
                    action.accept(type.cast(set[i]));
                }
            }
        }
    }

    private static int ways(Object[] table) {
        return table.length - 1;
    }

    /** How many bits of the hash choose a way of this table. */
    private static int bits(Object[] table) {
        return Integer.numberOfTrailingZeros(ways(table));
    }

    private static int index(Object[] table, long hash, int shift) {
        return 1 + ((int) (hash >>> shift) & ways(table) - 1);
    }

    /** Behind the last if it is not there. */
    private static int indexInRow(Object[] row, byte[] key, int from, int to) {
        int index = 1;
        while (index < row.length && !((Entry) row[index]).hasKey(key, from, to)) {
            index++;
        }
        return index;
    }

    private static Object[] with(Object[] table, int shift, Entry entry, Object edit) {
        if (shift >= Long.SIZE) {
            return withInRow(table, entry, edit);
        }
        int index = index(table, entry.hash, shift);
        if (table[index] instanceof Object[] deeper) {
            Object[] changed = with(deeper, shift + bits(table), entry, edit);
            return changed == deeper ? table : withWay(table, index, changed, edit);
        }
        Entry present = (Entry) table[index];
        if (present == null || present.hasKeyOf(entry)) {
            return withWay(table, index, entry, edit);
        }
        if (isCrowded(table, shift)) {
            return doubledWith(table, shift, entry, edit);
        }
        return withWay(table, index, pair(present, entry, shift + bits(table), edit), edit);
    }

    private static Object[] withInRow(Object[] row, Entry entry, Object edit) {
        int index = indexInRow(row, entry.content, 0, entry.keyLength());
        Object[] longEnough = index < row.length ? row : withToken(Arrays.copyOf(row, index + 1), edit);
        return withWay(longEnough, index, entry, edit);
    }

    /** Whether a table gets more ways before an entry gets a table of its own with another. */
    private static boolean isCrowded(Object[] table, int shift) {
        if (ways(table) >= (shift == 0 ? MOST_WAYS_AT_TOP : MOST_WAYS_BELOW)) {
            return false;
        }
        int taken = 0;
        for (int i = 1; i < table.length; i++) {
            taken += table[i] == null ? 0 : 1;
        }
        return 4 * taken >= 3 * ways(table);
    }

    private static Object[] doubledWith(Object[] table, int shift, Entry entry, Object edit) {
        Object building = edit == null ? new Object() : edit;
        Object[] doubled = withToken(new Object[1 + 2 * ways(table)], building);
        doubled = withAll(doubled, shift, table, building);
        return with(doubled, shift, entry, building);
    }

    private static Object[] withAll(Object[] table, int shift, Object[] added, Object edit) {
        Object[] all = table;
        for (int i = 1; i < added.length; i++) {
            if (added[i] instanceof Object[] deeper) {
                all = withAll(all, shift, deeper, edit);
            } else if (added[i] instanceof Entry entry) {
                all = with(all, shift, entry, edit);
            }
        }
        return all;
    }

    /** A table for two whose hashes agree below {@code shift}. */
    private static Object[] pair(Entry one, Entry two, int shift, Object edit) {
        if (shift >= Long.SIZE) {
            return new Object[] {edit, one, two};
        }
        int agreeing = Long.numberOfTrailingZeros((one.hash ^ two.hash) >>> shift);
        Object[] table = withToken(new Object[1 + (2 << Math.min(agreeing, MOST_AGREEING))], edit);
        int oneIndex = index(table, one.hash, shift);
        int twoIndex = index(table, two.hash, shift);
        if (oneIndex == twoIndex) {
            table[oneIndex] = pair(one, two, shift + bits(table), edit);
        } else {
            table[oneIndex] = one;
            table[twoIndex] = two;
        }
        return table;
    }

    /** Null if nothing is left, and the entry itself if it is the only one, so that no way is longer than it must be. */
    private static Object without(Object[] table, long hash, int shift, byte[] key, int from, int to, Object edit) {
        if (shift >= Long.SIZE) {
            return withoutInRow(table, indexInRow(table, key, from, to), edit);
        }
        int index = index(table, hash, shift);
        Object rest = table[index] instanceof Object[] deeper
                ? without(deeper, hash, shift + bits(table), key, from, to, edit)
                : null;
        if (rest == table[index]) {
            return table;
        }
        Object other = null;
        int others = 0;
        for (int i = 1; i < table.length && others < 2; i++) {
            if (i != index && table[i] != null) {
                other = table[i];
                others++;
            }
        }
        if (others == 0 && !(rest instanceof Object[])) {
            return rest;
        }
        return others == 1 && rest == null && other instanceof Entry ? other : withWay(table, index, rest, edit);
    }

    private static Object withoutInRow(Object[] row, int index, Object edit) {
        if (row.length == 3) {
            return row[3 - index];
        }
        Object[] fewer = withToken(Arrays.copyOf(row, row.length - 1), edit);
        System.arraycopy(row, index + 1, fewer, index, fewer.length - index);
        return fewer;
    }

    private static Object[] withWay(Object[] table, int index, Object way, Object edit) {
        Object[] changed = edit != null && table[0] == edit ? table : withToken(table.clone(), edit);
        changed[index] = way;
        return changed;
    }

    private static Object[] withToken(Object[] table, Object edit) {
        table[0] = edit;
        return table;
    }
}
