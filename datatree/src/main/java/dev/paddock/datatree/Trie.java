package dev.paddock.datatree;

import java.util.function.Consumer;

/**
 * A persistent set of entries, each found by a key of bytes: a hash trie with 32 ways a level, and 256 at
 * the root of a large set. Null is the empty set.
 *
 * <p>A change copies the way from the root to the entry and leaves the old set as it was. Many changes at once may share
 * an <em>edit</em>, a token: what was copied under it is changed in place from then on. With null for an edit everything
 * is copied.
 */
final class Trie {
    static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;

    /** The root of a large set has more ways: a hundred names or two are then one step away, and few share a way. */
    static final int WIDE_BITS = 8;

    private static final int WIDE_MASK = (1 << WIDE_BITS) - 1;

    /** With so many ways taken the root becomes wide. */
    private static final int WIDEN_AT = 18;

    private static final byte[] NO_KEY = new byte[0];

    /**
     * Bit i is set if way i is taken. It is 0 in a wide root, and below the last bit of the hash, where the slots are simply
     * in a row.
     */
    int ways;

    /**
     * An {@link Entry} or a deeper {@code Trie} for each way that is taken, in their order. In a wide root there is a slot
     * for each way, null where it is not taken.
     */
    Object[] slots;

    /** Who may change this in place. */
    private final Object edit;

    private Trie(int ways, Object[] slots, Object edit) {
        this.ways = ways;
        this.slots = slots;
        this.edit = edit;
    }

    /** What can be in a set. Its key never changes. */
    abstract static class Entry {
        abstract boolean hasKey(byte[] key, int from, int to);

        abstract long hash(Hashing hashing);
    }

    static Entry find(Trie trie, long hash, byte[] key, int from, int to) {
        int shift = 0;
        if (trie != null && trie.isWide()) {
            Object slot = trie.slots[(int) hash & WIDE_MASK];
            if (!(slot instanceof Trie deeper)) {
                return slot != null && ((Entry) slot).hasKey(key, from, to) ? (Entry) slot : null;
            }
            trie = deeper;
            shift = WIDE_BITS;
        }
        for (; trie != null; shift += BITS) {
            if (shift >= Long.SIZE) {
                return trie.findInRow(key, from, to);
            }
            int bit = bit(hash, shift);
            if ((trie.ways & bit) == 0) {
                return null;
            }
            Object slot = trie.slots[trie.index(bit)];
            if (slot instanceof Entry entry) {
                return entry.hasKey(key, from, to) ? entry : null;
            }
            trie = (Trie) slot;
        }
        return null;
    }

    /** The set with this entry, which takes the place of the one with the same key if there is one. */
    static Trie with(Trie trie, Hashing hashing, long hash, Entry entry, byte[] key, int from, int to, Object edit) {
        if (trie == null) {
            return new Trie(bit(hash, 0), new Object[] {entry}, edit);
        }
        if (trie.isWide()) {
            return trie.wideWith(hashing, hash, entry, key, from, to, edit);
        }
        Trie changed = trie.with(hashing, hash, 0, entry, key, from, to, edit);
        return changed.slots.length < WIDEN_AT ? changed : changed.widened(hashing, edit);
    }

    /** To be asked of a root only: deeper down, no ways mean a row. */
    private boolean isWide() {
        return ways == 0;
    }

    private Trie widened(Hashing hashing, Object edit) {
        Object building = edit == null ? new Object() : edit;
        Trie wide = new Trie(0, new Object[1 << WIDE_BITS], building);
        // None of them has the key of another, nor an empty one.
        forEach(this, Entry.class, entry -> wide.wideWith(hashing, entry.hash(hashing), entry, NO_KEY, 0, 0, building));
        return wide;
    }

    private Trie wideWith(Hashing hashing, long hash, Entry entry, byte[] key, int from, int to, Object edit) {
        int way = (int) hash & WIDE_MASK;
        Object slot = slots[way];
        Object changed;
        if (slot instanceof Trie deeper) {
            changed = deeper.with(hashing, hash, WIDE_BITS, entry, key, from, to, edit);
        } else if (slot == null || ((Entry) slot).hasKey(key, from, to)) {
            changed = entry;
        } else {
            Entry present = (Entry) slot;
            changed = pair(present, present.hash(hashing), entry, hash, WIDE_BITS, edit);
        }
        return changed == slot ? this : withSlot(way, changed, edit);
    }

    private Trie wideWithout(long hash, byte[] key, int from, int to, Object edit) {
        int way = (int) hash & WIDE_MASK;
        Object rest = slots[way] instanceof Trie deeper ? deeper.without(hash, WIDE_BITS, key, from, to, edit) : null;
        Trie fewer = rest == slots[way] ? this : withSlot(way, rest, edit);
        return rest == null && fewer.hasNoSlot() ? null : fewer;
    }

    private boolean hasNoSlot() {
        for (Object slot : slots) {
            if (slot != null) {
                return false;
            }
        }
        return true;
    }

    /** The set without the entry of this key, which must be in it. */
    static Trie without(Trie trie, Hashing hashing, long hash, byte[] key, int from, int to, Object edit) {
        if (trie.isWide()) {
            return trie.wideWithout(hash, key, from, to, edit);
        }
        Object rest = trie.without(hash, 0, key, from, to, edit);
        return rest instanceof Entry last
                ? new Trie(bit(last.hash(hashing), 0), new Object[] {last}, edit)
                : (Trie) rest;
    }

    /** Every entry once, in no order that means anything, but the same for the same sets made the same way. */
    static <E extends Entry> void forEach(Trie trie, Class<E> type, Consumer<? super E> action) {
        if (trie != null) {
            for (Object slot : trie.slots) {
                if (slot instanceof Trie deeper) {
                    forEach(deeper, type, action);
                } else if (slot != null) {
                    action.accept(type.cast(slot));
                }
            }
        }
    }

    private static int bit(long hash, int shift) {
        return 1 << (int) (hash >>> shift & MASK);
    }

    private int index(int bit) {
        return Integer.bitCount(ways & bit - 1);
    }

    private Entry findInRow(byte[] key, int from, int to) {
        for (Object slot : slots) {
            Entry entry = (Entry) slot;
            if (entry.hasKey(key, from, to)) {
                return entry;
            }
        }
        return null;
    }

    private Trie with(Hashing hashing, long hash, int shift, Entry entry, byte[] key, int from, int to, Object edit) {
        if (shift >= Long.SIZE) {
            for (int i = 0; i < slots.length; i++) {
                if (((Entry) slots[i]).hasKey(key, from, to)) {
                    return withSlot(i, entry, edit);
                }
            }
            return withNewSlot(slots.length, 0, entry, edit);
        }
        int bit = bit(hash, shift);
        int index = index(bit);
        if ((ways & bit) == 0) {
            return withNewSlot(index, bit, entry, edit);
        }
        Object slot = slots[index];
        if (slot instanceof Trie deeper) {
            Trie changed = deeper.with(hashing, hash, shift + BITS, entry, key, from, to, edit);
            return changed == deeper ? this : withSlot(index, changed, edit);
        }
        Entry present = (Entry) slot;
        if (present.hasKey(key, from, to)) {
            return withSlot(index, entry, edit);
        }
        return withSlot(index, pair(present, present.hash(hashing), entry, hash, shift + BITS, edit), edit);
    }

    /** A set of two whose hashes agree below {@code shift}. */
    private static Trie pair(Entry one, long oneHash, Entry two, long twoHash, int shift, Object edit) {
        if (shift >= Long.SIZE) {
            return new Trie(0, new Object[] {one, two}, edit);
        }
        int oneBit = bit(oneHash, shift);
        int twoBit = bit(twoHash, shift);
        if (oneBit == twoBit) {
            return new Trie(oneBit, new Object[] {pair(one, oneHash, two, twoHash, shift + BITS, edit)}, edit);
        }
        boolean oneFirst = Integer.compareUnsigned(oneBit, twoBit) < 0;
        return new Trie(oneBit | twoBit, oneFirst ? new Object[] {one, two} : new Object[] {two, one}, edit);
    }

    /** Null if nothing is left, and the entry itself if it is the only one, so that no way is longer than it must be. */
    private Object without(long hash, int shift, byte[] key, int from, int to, Object edit) {
        int index;
        int bit;
        if (shift >= Long.SIZE) {
            bit = 0;
            index = 0;
            while (!((Entry) slots[index]).hasKey(key, from, to)) {
                index++;
            }
        } else {
            bit = bit(hash, shift);
            index = index(bit);
            if (slots[index] instanceof Trie deeper) {
                Object rest = deeper.without(hash, shift + BITS, key, from, to, edit);
                boolean isLonely = slots.length == 1 && rest instanceof Entry;
                return isLonely ? rest : rest == deeper ? this : withSlot(index, rest, edit);
            }
        }
        if (slots.length == 1) {
            return null;
        }
        if (slots.length == 2 && slots[1 - index] instanceof Entry other) {
            return other;
        }
        Object[] fewer = new Object[slots.length - 1];
        System.arraycopy(slots, 0, fewer, 0, index);
        System.arraycopy(slots, index + 1, fewer, index, fewer.length - index);
        return changed(ways & ~bit, fewer, edit);
    }

    private Trie withSlot(int index, Object slot, Object edit) {
        if (edit != null && this.edit == edit) {
            slots[index] = slot;
            return this;
        }
        Object[] copy = slots.clone();
        copy[index] = slot;
        return new Trie(ways, copy, edit);
    }

    private Trie withNewSlot(int index, int bit, Object slot, Object edit) {
        Object[] more = new Object[slots.length + 1];
        System.arraycopy(slots, 0, more, 0, index);
        more[index] = slot;
        System.arraycopy(slots, index, more, index + 1, slots.length - index);
        return changed(ways | bit, more, edit);
    }

    private Trie changed(int ways, Object[] slots, Object edit) {
        if (edit != null && this.edit == edit) {
            this.ways = ways;
            this.slots = slots;
            return this;
        }
        return new Trie(ways, slots, edit);
    }
}
