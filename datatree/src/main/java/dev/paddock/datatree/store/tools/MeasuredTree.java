package dev.paddock.datatree.store.tools;

import dev.paddock.datatree.store.tools.SnapshotTree.Node;
import java.util.List;

/**
 * A tree with what a comparison asks for again and again.
 *
 * @param layers the znodes of each depth in the order of their paths
 */
record MeasuredTree(SnapshotTree tree, List<List<Node>> layers, Subtrees sizes) {
    static MeasuredTree of(SnapshotTree tree) {
        List<List<Node>> layers = tree.layers();
        return new MeasuredTree(tree, layers, new Subtrees(layers));
    }

    /** Empty below the deepest znode. */
    List<Node> layer(int depth) {
        return depth < layers.size() ? layers.get(depth) : List.of();
    }
}
