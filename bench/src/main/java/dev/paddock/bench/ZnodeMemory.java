package dev.paddock.bench;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Heap bytes per znode, ours and ZooKeeper's, on 1.09 million znodes with 100 bytes of data: what is in use after
 * repeated collections with the tree, less what was in use before it. A JVM of its own for each tree, all with the same
 * heap and collector.
 */
public final class ZnodeMemory {
    static final double BUDGET = 0.55;

    private ZnodeMemory() {}

    enum Side {
        CREATED(PaddockTree::created),
        LOADED(PaddockTree::loaded),
        ZOOKEEPER(ZooKeeperTree::created);

        private final Builder builder;

        Side(Builder builder) {
            this.builder = builder;
        }
    }

    private interface Builder {
        Object build(Shape shape);
    }

    /** Without arguments all of it, as a table; with a side and a shape that one, as a number. */
    public static void main(String[] arguments) {
        if (arguments.length == 2) {
            Side side = Side.valueOf(arguments[0]);
            Shape shape = Shape.valueOf(arguments[1]);
            System.out.println(bytesPerZnode(() -> side.builder.build(shape)));
        } else {
            Figure.print(measure());
        }
    }

    /** All rows of the table. */
    static List<Figure> measure() {
        double deepTheirs = measure(Side.ZOOKEEPER, Shape.DEEP);
        double flatTheirs = measure(Side.ZOOKEEPER, Shape.FLAT);
        return List.of(
                row("heap per znode, four levels, created", Side.CREATED, Shape.DEEP, deepTheirs),
                row("heap per znode, four levels, loaded", Side.LOADED, Shape.DEEP, deepTheirs),
                row("heap per znode, one parent, created", Side.CREATED, Shape.FLAT, flatTheirs),
                row("heap per znode, one parent, loaded", Side.LOADED, Shape.FLAT, flatTheirs));
    }

    private static Figure row(String name, Side side, Shape shape, double theirs) {
        return Figure.of(name, "B", measure(side, shape), theirs).atMost(BUDGET);
    }

    private static double measure(Side side, Shape shape) {
        return Double.parseDouble(ChildJvm.run(ZnodeMemory.class, Heap.JVM_OPTIONS, side.name(), shape.name()));
    }

    private static String bytesPerZnode(Supplier<Object> builder) {
        // Once on the side, so that classes, tables and what a tree always has are there before the count begins.
        Reference.reachabilityFence(PaddockTree.empty());
        Reference.reachabilityFence(new ZooKeeperTree());
        long before = Heap.used();
        Object tree = builder.get();
        long after = Heap.used();
        Reference.reachabilityFence(tree);
        return String.format(Locale.ROOT, "%.1f", (double) (after - before) / Shape.DEEP_ZNODES);
    }
}
