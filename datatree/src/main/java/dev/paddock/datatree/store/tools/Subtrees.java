package dev.paddock.datatree.store.tools;

import dev.paddock.datatree.store.tools.SnapshotTree.Node;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** How much is at and below each znode of a tree, counted once for all of them. */
final class Subtrees {
    /**
     * @param descendants without the znode itself
     * @param bytes of data, with the znode's own
     */
    record Size(long descendants, long bytes) {
        static final Size NOTHING = new Size(0, 0);
    }

    private final Map<Node, Size> sizes = new IdentityHashMap<>();

    /** Children before their parents, since those are as much as their children together. */
    Subtrees(List<List<Node>> layers) {
        for (int depth = layers.size() - 1; depth >= 0; depth--) {
            layers.get(depth).forEach(this::addUp);
        }
    }

    Size of(Node node) {
        return sizes.get(node);
    }

    private void addUp(Node node) {
        long descendants = 0;
        long bytes = node.data().length;
        for (Node child : node.children().values()) {
            Size size = sizes.get(child);
            descendants += 1 + size.descendants();
            bytes += size.bytes();
        }
        sizes.put(node, new Size(descendants, bytes));
    }
}
