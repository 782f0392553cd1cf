package dev.paddock.bench.maps;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.NamedEntry;
import java.util.Random;
import java.util.function.Consumer;

/** A hash trie with 16 ways a level, otherwise like the one in use, but that two equal hashes are not provided for. */
final class NarrowTrieNameMap implements NameMap {
    private static final Hashing HASHING = Hashing.seeded(new Random(1));
    private static final int BITS = 4;
    private static final int MASK = (1 << BITS) - 1;

    private static final NarrowTrieNameMap EMPTY = new NarrowTrieNameMap(null);

    private final Node root;

    private NarrowTrieNameMap(Node root) {
        this.root = root;
    }

    static NameMap empty() {
        return EMPTY;
    }

    @Override
    public NamedEntry find(byte[] key, int from, int to) {
        long hash = NamedEntry.hash(HASHING, key, from, to);
        Node node = root;
        while (node != null) {
            int bit = bit(hash);
            if ((node.ways & bit) == 0) {
                return null;
            }
            Object slot = node.slots[node.index(bit)];
            if (slot instanceof NamedEntry entry) {
                return entry.hasName(key, from, to) ? entry : null;
            }
            node = (Node) slot;
            hash >>>= BITS;
        }
        return null;
    }

    @Override
    public NameMap with(NamedEntry entry) {
        long hash = entry.nameHash(HASHING);
        return new NarrowTrieNameMap(
                root == null ? new Node(bit(hash), new Object[] {entry}) : root.with(hash, 0, entry));
    }

    @Override
    public NameMap without(byte[] key, int from, int to) {
        Object rest = root.without(NamedEntry.hash(HASHING, key, from, to));
        return new NarrowTrieNameMap(
                rest instanceof NamedEntry last
                        ? new Node(bit(last.nameHash(HASHING)), new Object[] {last})
                        : (Node) rest);
    }

    @Override
    public void forEach(Consumer<? super NamedEntry> action) {
        if (root != null) {
            root.forEach(action);
        }
    }

    private static int bit(long hash) {
        return 1 << (int) (hash & MASK);
    }

    private static final class Node {
        /** Bit i is set if way i is taken. */
        private final int ways;

        /** An entry or a deeper node for each way that is taken. */
        private final Object[] slots;

        Node(int ways, Object[] slots) {
            this.ways = ways;
            this.slots = slots;
        }

        int index(int bit) {
            return Integer.bitCount(ways & bit - 1);
        }

        /** @param hash without the bits that led here, of which there were {@code shift} */
        Node with(long hash, int shift, NamedEntry entry) {
            int bit = bit(hash);
            int index = index(bit);
            if ((ways & bit) == 0) {
                Object[] more = new Object[slots.length + 1];
                System.arraycopy(slots, 0, more, 0, index);
                more[index] = entry;
                System.arraycopy(slots, index, more, index + 1, slots.length - index);
                return new Node(ways | bit, more);
            }
            if (slots[index] instanceof Node deeper) {
                return withSlot(index, deeper.with(hash >>> BITS, shift + BITS, entry));
            }
            NamedEntry present = (NamedEntry) slots[index];
            boolean isSame = present.hasName(entry.name(), 0, entry.name().length);
            return withSlot(index, isSame ? entry : pair(present, hash >>> BITS, shift + BITS, entry));
        }

        private static Node pair(NamedEntry present, long hash, int shift, NamedEntry entry) {
            if (shift >= Long.SIZE) {
                throw new IllegalStateException("two names with one hash");
            }
            Node alone = new Node(bit(present.nameHash(HASHING) >>> shift), new Object[] {present});
            return alone.with(hash, shift, entry);
        }

        /** Null if nothing is left, and the entry itself if it is the only one. */
        Object without(long hash) {
            int bit = bit(hash);
            int index = index(bit);
            if (slots[index] instanceof Node deeper) {
                Object rest = deeper.without(hash >>> BITS);
                return slots.length == 1 && rest instanceof NamedEntry ? rest : withSlot(index, rest);
            }
            if (slots.length == 1) {
                return null;
            }
            if (slots.length == 2 && slots[1 - index] instanceof NamedEntry other) {
                return other;
            }
            Object[] fewer = new Object[slots.length - 1];
            System.arraycopy(slots, 0, fewer, 0, index);
            System.arraycopy(slots, index + 1, fewer, index, fewer.length - index);
            return new Node(ways & ~bit, fewer);
        }

        private Node withSlot(int index, Object slot) {
            Object[] copy = slots.clone();
            copy[index] = slot;
            return new Node(ways, copy);
        }

        void forEach(Consumer<? super NamedEntry> action) {
            for (Object slot : slots) {
                if (slot instanceof Node deeper) {
                    deeper.forEach(action);
                } else {
                    action.accept((NamedEntry) slot);
                }
            }
        }
    }
}
