package dev.paddock.bench.maps;

import dev.paddock.datatree.NamedEntry;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A persistent B-tree: entries in leaves, sorted by the bytes of their names, and above them nodes with one name between
 * any two of their children. A full node is split in the middle, or at its end if that is where it grows, so that names
 * which ascend (sequential ones do) leave full nodes behind. Two small neighbours become one.
 */
final class BTreeNameMap implements NameMap {
    private static final int MOST = 32;
    private static final int FEWEST = 8;

    private static final BTreeNameMap EMPTY = new BTreeNameMap(new Leaf(new NamedEntry[0]));

    private final Node root;

    private BTreeNameMap(Node root) {
        this.root = root;
    }

    static NameMap empty() {
        return EMPTY;
    }

    @Override
    public NamedEntry find(byte[] key, int from, int to) {
        Node node = root;
        while (node instanceof Inner inner) {
            node = inner.children[inner.indexOfChild(key, from, to)];
        }
        return ((Leaf) node).find(key, from, to);
    }

    @Override
    public NameMap with(NamedEntry entry) {
        Grown grown = root.with(entry);
        return new BTreeNameMap(
                grown.next == null
                        ? grown.node
                        : new Inner(new byte[][] {grown.bound}, new Node[] {grown.node, grown.next}));
    }

    @Override
    public NameMap without(byte[] key, int from, int to) {
        Node rest = root.without(key, from, to);
        return new BTreeNameMap(rest instanceof Inner inner && inner.children.length == 1 ? inner.children[0] : rest);
    }

    @Override
    public void forEach(Consumer<? super NamedEntry> action) {
        root.forEach(action);
    }

    /** What becomes of a node: itself with an entry more, or two nodes and a name to keep them apart. */
    private record Grown(Node node, byte[] bound, Node next) {
        static Grown one(Node node) {
            return new Grown(node, null, null);
        }
    }

    private abstract static sealed class Node {
        abstract Grown with(NamedEntry entry);

        abstract Node without(byte[] key, int from, int to);

        abstract int size();

        /** One node with what is in this one and in its neighbour to the right. */
        abstract Node joined(byte[] between, Node next);

        abstract void forEach(Consumer<? super NamedEntry> action);
    }

    private static final class Leaf extends Node {
        private final NamedEntry[] entries;

        Leaf(NamedEntry[] entries) {
            this.entries = entries;
        }

        NamedEntry find(byte[] key, int from, int to) {
            int index = indexOf(key, from, to);
            return index < 0 ? null : entries[index];
        }

        /** Where the name is, or the complement of where it would be. */
        private int indexOf(byte[] key, int from, int to) {
            int low = 0;
            int high = entries.length - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                byte[] name = entries[middle].name();
                int order = Arrays.compareUnsigned(name, 0, name.length, key, from, to);
                if (order == 0) {
                    return middle;
                } else if (order < 0) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return ~low;
        }

        @Override
        Grown with(NamedEntry entry) {
            int index = indexOf(entry.name(), 0, entry.name().length);
            if (index >= 0) {
                NamedEntry[] copy = entries.clone();
                copy[index] = entry;
                return Grown.one(new Leaf(copy));
            }
            if (~index == MOST) {
                return new Grown(this, entry.name(), new Leaf(new NamedEntry[] {entry}));
            }
            NamedEntry[] more = withInserted(entries, ~index, entry);
            if (more.length <= MOST) {
                return Grown.one(new Leaf(more));
            }
            int half = more.length / 2;
            return new Grown(
                    new Leaf(Arrays.copyOf(more, half)),
                    more[half].name(),
                    new Leaf(Arrays.copyOfRange(more, half, more.length)));
        }

        @Override
        Leaf without(byte[] key, int from, int to) {
            return new Leaf(withRemoved(entries, indexOf(key, from, to)));
        }

        @Override
        int size() {
            return entries.length;
        }

        @Override
        Leaf joined(byte[] between, Node next) {
            return new Leaf(concatenated(entries, ((Leaf) next).entries));
        }

        @Override
        void forEach(Consumer<? super NamedEntry> action) {
            for (NamedEntry entry : entries) {
                action.accept(entry);
            }
        }
    }

    private static final class Inner extends Node {
        /** The least name that is, or was once, in child i + 1: all in child i are less, and none in child i + 1 is. */
        private final byte[][] bounds;

        private final Node[] children;

        Inner(byte[][] bounds, Node[] children) {
            this.bounds = bounds;
            this.children = children;
        }

        int indexOfChild(byte[] key, int from, int to) {
            int low = 0;
            int high = bounds.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                byte[] bound = bounds[middle];
                if (Arrays.compareUnsigned(bound, 0, bound.length, key, from, to) <= 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        @Override
        Grown with(NamedEntry entry) {
            int index = indexOfChild(entry.name(), 0, entry.name().length);
            Grown grown = children[index].with(entry);
            Node[] changed = children.clone();
            changed[index] = grown.node;
            if (grown.next == null) {
                return Grown.one(new Inner(bounds, changed));
            }
            byte[][] moreBounds = withInserted(bounds, index, grown.bound);
            Node[] more = withInserted(changed, index + 1, grown.next);
            if (more.length <= MOST) {
                return Grown.one(new Inner(moreBounds, more));
            }
            int left = index == MOST - 1 ? MOST : more.length / 2;
            return new Grown(
                    new Inner(Arrays.copyOf(moreBounds, left - 1), Arrays.copyOf(more, left)),
                    moreBounds[left - 1],
                    new Inner(
                            Arrays.copyOfRange(moreBounds, left, moreBounds.length),
                            Arrays.copyOfRange(more, left, more.length)));
        }

        @Override
        Inner without(byte[] key, int from, int to) {
            int index = indexOfChild(key, from, to);
            Node[] changed = children.clone();
            changed[index] = children[index].without(key, from, to);
            int left = index == 0 ? 0 : index - 1;
            boolean hasNeighbour = children.length > 1;
            if (changed[index].size() >= FEWEST
                    || !hasNeighbour
                    || changed[left].size() + changed[left + 1].size() > MOST) {
                return new Inner(bounds, changed);
            }
            changed[left] = changed[left].joined(bounds[left], changed[left + 1]);
            return new Inner(withRemoved(bounds, left), withRemoved(changed, left + 1));
        }

        @Override
        int size() {
            return children.length;
        }

        @Override
        Inner joined(byte[] between, Node next) {
            Inner other = (Inner) next;
            byte[][] all = concatenated(withInserted(bounds, bounds.length, between), other.bounds);
            return new Inner(all, concatenated(children, other.children));
        }

        @Override
        void forEach(Consumer<? super NamedEntry> action) {
            for (Node child : children) {
                child.forEach(action);
            }
        }
    }

    private static <T> T[] withInserted(T[] array, int index, T element) {
        T[] more = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, index, more, index + 1, array.length - index);
        more[index] = element;
        return more;
    }

    private static <T> T[] withRemoved(T[] array, int index) {
        T[] fewer = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, index + 1, fewer, index, fewer.length - index);
        return fewer;
    }

    private static <T> T[] concatenated(T[] first, T[] second) {
        T[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
