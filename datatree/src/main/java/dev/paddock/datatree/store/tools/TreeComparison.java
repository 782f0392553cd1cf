package dev.paddock.datatree.store.tools;

import dev.paddock.datatree.store.tools.SnapshotTree.Node;
import java.io.PrintStream;
import java.util.List;

/** Goes through znodes of two trees in the order of their paths, and prints those that differ by enough. */
final class TreeComparison {
    /** What is not larger than these, in either direction, is not worth a line. */
    record Thresholds(int bytes, int nodes) {
        boolean exceededBy(long byteDelta, long nodeDelta) {
            return Math.abs(byteDelta) > bytes || Math.abs(nodeDelta) > nodes;
        }
    }

    private final MeasuredTree left;
    private final MeasuredTree right;
    private final Thresholds thresholds;

    /** Whether every step is told. */
    private final boolean showsSteps;

    /** Whether what does not differ by enough is told too. */
    private final boolean showsFiltered;

    private final PrintStream out;

    TreeComparison(
            MeasuredTree left,
            MeasuredTree right,
            Thresholds thresholds,
            boolean showsSteps,
            boolean showsFiltered,
            PrintStream out) {
        this.left = left;
        this.right = right;
        this.thresholds = thresholds;
        this.showsSteps = showsSteps;
        this.showsFiltered = showsFiltered;
        this.out = out;
    }

    int layerCount() {
        return Math.max(left.layers().size(), right.layers().size());
    }

    void printHeading() {
        out.println("Printing analysis for nodes difference larger than " + thresholds.bytes()
                + " bytes or node count difference larger than " + thresholds.nodes() + ".");
    }

    void compareLayer(int depth) {
        out.println("Analysis for depth " + depth);
        compare(left.layer(depth), right.layer(depth));
    }

    void compareChildren(String path) {
        out.println("Analysis for node " + path);
        Node inLeft = left.tree().find(path);
        Node inRight = right.tree().find(path);
        if (inLeft == null && inRight == null) {
            out.println("Path " + path + " is neither found in left tree nor right tree.");
            return;
        }
        compare(childrenOf(inLeft), childrenOf(inRight));
    }

    private static List<Node> childrenOf(Node node) {
        return node == null ? List.of() : List.copyOf(node.children().values());
    }

    /** Both in the order of their paths. */
    private void compare(List<Node> lefts, List<Node> rights) {
        int l = 0;
        int r = 0;
        while (l < lefts.size() && r < rights.size()) {
            Node inLeft = lefts.get(l);
            Node inRight = rights.get(r);
            int order = inLeft.path().compareTo(inRight.path());
            if (showsSteps) {
                out.println("Comparing " + inLeft.path() + " to " + inRight.path());
                out.println(order < 0 ? "left is less" : order > 0 ? "right is less" : "same");
            }
            if (order < 0) {
                onlyIn("left", inLeft, left.sizes().of(inLeft));
                l++;
            } else if (order > 0) {
                onlyIn("right", inRight, right.sizes().of(inRight));
                r++;
            } else {
                inBoth(inLeft, inRight);
                l++;
                r++;
            }
        }
        lefts.subList(l, lefts.size())
                .forEach(node -> onlyIn("left", node, left.sizes().of(node)));
        rights.subList(r, rights.size())
                .forEach(node -> onlyIn("right", node, right.sizes().of(node)));
    }

    private void inBoth(Node inLeft, Node inRight) {
        Subtrees.Size before = left.sizes().of(inLeft);
        Subtrees.Size after = right.sizes().of(inRight);
        long bytes = after.bytes() - before.bytes();
        long descendants = after.descendants() - before.descendants();
        if (thresholds.exceededBy(bytes, descendants)) {
            out.println("Node " + inLeft.path() + " found in both trees. Delta: " + bytes + " bytes, " + descendants
                    + " descendants");
        } else if (showsFiltered) {
            out.println("Filtered node " + inLeft.path() + " of left size " + before.bytes() + ", right size "
                    + after.bytes());
        }
    }

    private void onlyIn(String side, Node node, Subtrees.Size size) {
        if (thresholds.exceededBy(size.bytes(), size.descendants())) {
            out.println("Node " + node.path() + " found only in " + side + " tree. Descendant size: " + size.bytes()
                    + ". Descendant count: " + size.descendants());
        } else if (showsFiltered) {
            out.println("Filtered " + side + " node " + node.path() + " of size " + size.bytes());
        }
    }
}
