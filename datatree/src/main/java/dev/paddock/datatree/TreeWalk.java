package dev.paddock.datatree;

import java.util.Arrays;

/** Visits a znode and all below it, parents before their children; without recursion, since paths may be deep. */
public final class TreeWalk<X extends Exception> {
    private final Visitor<X> visitor;

    /** The path of the znode that is visited; only its length belongs to it. */
    private byte[] path;

    /** What is left to visit, at each depth. */
    private Level[] levels = new Level[16];

    private int depth = -1;

    /** Is shown the znodes. */
    public interface Visitor<X extends Exception> {
        /**
         * @param path begins with the path of the znode, which is empty for the root; valid during this call only
         * @param length how much of {@code path} it is
         */
        void visit(byte[] path, int length, Znode znode) throws X;
    }

    /** The children of one znode, and how far they were visited. */
    private static final class Level {
        private final int parentLength;
        private final Znode[] children;
        private int next;

        private Level(int parentLength, Znode parent) {
            this.parentLength = parentLength;
            this.children = new Znode[parent.childCount()];
            int[] filled = {0};
            parent.forEachChild(child -> children[filled[0]++] = child);
        }
    }

    private TreeWalk(byte[] path, Visitor<X> visitor) {
        this.path = path;
        this.visitor = visitor;
    }

    /** @param path of the znode to begin with, empty for the root */
    public static <X extends Exception> void from(byte[] path, Znode znode, Visitor<X> visitor) throws X {
        TreeWalk<X> walk = new TreeWalk<>(Arrays.copyOf(path, path.length + 64), visitor);
        walk.visit(path.length, znode);
        walk.visitRest();
    }

    private void visitRest() throws X {
        while (depth >= 0) {
            Level level = levels[depth];
            if (level.next == level.children.length) {
                levels[depth--] = null;
            } else {
                Znode child = level.children[level.next++];
                visit(append(level.parentLength, child), child);
            }
        }
    }

    private int append(int parentLength, Znode child) {
        int length = parentLength + 1 + child.nameLength();
        if (length > path.length) {
            path = Arrays.copyOf(path, 2 * length);
        }
        path[parentLength] = '/';
        System.arraycopy(child.content(), 0, path, parentLength + 1, child.nameLength());
        return length;
    }

    private void visit(int length, Znode znode) throws X {
        visitor.visit(path, length, znode);
        if (znode.childCount() > 0) {
            depth++;
            if (depth == levels.length) {
                levels = Arrays.copyOf(levels, 2 * depth);
            }
            levels[depth] = new Level(length, znode);
        }
    }
}
