package dev.paddock.datatree;

import dev.paddock.wire.Utf8;
import java.util.Arrays;

/**
 * The znodes from the root down to one place in the tree, as they are now, and the changes that can be made at that place.
 * It stays where it was last, so that going to a place close by does not look up the same ancestors again.
 *
 * <p>A change takes two steps: ask for the last znode to change it, then put it back. What it adds to the digest is seen to
 * between them.
 */
final class Chain {
    private final Hashing hashing;
    private final NodeDigest nodeDigest = new NodeDigest();

    /** The token of {@link Trie} and {@link Znode.Inner}; null for an edit of one change, which copies all the same. */
    private Object edit;

    /** The znodes from the root (0) down to {@link #depth}. */
    private Znode[] znodes = new Znode[8];

    /** For each of them, where its path ends in {@link #path}. */
    private int[] ends = new int[8];

    private int depth;
    private byte[] path = new byte[0];

    /** Of the whole tree. */
    private long digest;

    /** What the last znode added to it when it was asked for. */
    private long digestOfLast;

    Chain(State state, Object edit) {
        this.hashing = state.hashing;
        this.digest = state.digest;
        this.edit = edit;
        this.znodes[0] = state.root;
    }

    /** From now on, nothing that was changed before is changed in place. */
    void renew(Object edit) {
        this.edit = edit;
    }

    Znode.Inner root() {
        return (Znode.Inner) znodes[0];
    }

    long digest() {
        return digest;
    }

    /** Follows a path from the root; false if it leads nowhere, and then the chain ends where the path left the tree. */
    boolean walk(Utf8 path) {
        return walk(path.array(), ZnodePath.isRoot(path) ? 0 : path.length());
    }

    boolean walk(byte[] path, int length) {
        depth = sharedDepth(path, length);
        this.path = path;
        int at = ends[depth];
        while (at < length) {
            if (path[at] != '/') {
                return false;
            }
            int from = at + 1;
            at = ZnodePath.endOfName(path, from, length);
            long hash = hashing.hash(path, from, at);
            Znode child = child(hash, path, from, at);
            if (child == null) {
                return false;
            }
            push(child, at);
        }
        return true;
    }

    /** How much of the chain is on this path too. */
    private int sharedDepth(byte[] path, int length) {
        int limit = Math.min(length, ends[depth]);
        int shared = 0;
        // By hand: what the library has for it is slow until the compiler gets to it, and a load is over by then.
        while (shared < limit && path[shared] == this.path[shared]) {
            shared++;
        }
        int kept = depth;
        while (kept > 0 && (ends[kept] > shared || ends[kept] < length && path[ends[kept]] != '/')) {
            kept--;
        }
        return kept;
    }

    private void push(Znode child, int end) {
        depth++;
        if (depth == znodes.length) {
            znodes = Arrays.copyOf(znodes, 2 * depth);
            ends = Arrays.copyOf(ends, 2 * depth);
        }
        znodes[depth] = child;
        ends[depth] = end;
    }

    Znode last() {
        return znodes[depth];
    }

    /** The child of the last znode whose name has this hash and stands in these bytes, or null. */
    Znode child(long hash, byte[] path, int from, int to) {
        return znodes[depth] instanceof Znode.Inner parent
                ? (Znode) Trie.find(parent.children, hash, path, from, to)
                : null;
    }

    /** The last znode, to be changed; {@link #putBack} makes it count. */
    Znode lastToChange() {
        digestOfLast = digestOf(last());
        return last() instanceof Znode.Inner inner ? inner.editable(edit) : last().copy();
    }

    /** The same, to have children. */
    Znode.Inner lastAsParent() {
        digestOfLast = digestOf(last());
        return asParent(last());
    }

    private Znode.Inner asParent(Znode last) {
        return last instanceof Znode.Inner inner ? inner.editable(edit) : asParent(last, path, ends[depth]);
    }

    /** A leaf of this path in the shape of a znode that has or had children. */
    Znode.Inner asParent(Znode leaf, byte[] path, int length) {
        return Znode.Inner.of(leaf, nodeDigest.contentCrc(path, length, leaf), edit);
    }

    /** Puts the last znode in its place, changed in whatever does not show above it. */
    void putBack(Znode changed) {
        putBack(changed, 0, 0);
    }

    /** Puts the last znode in its place with other data, which made it longer by {@code growth}. */
    void putBackWithData(Znode changed, int growth) {
        if (changed instanceof Znode.Inner inner) {
            inner.subtreeBytes += growth;
            inner.contentCrc = nodeDigest.contentCrc(path, ends[depth], inner);
        }
        putBack(changed, 0, growth);
    }

    /** Puts the last znode in its place with one more child, and goes down to the child. */
    void putBackWith(Znode.Inner parent, Znode child, long hash, byte[] path, int nameFrom, int nameTo) {
        digest += digestOf(parent) - digestOfLast;
        hang(parent, child, hash, path, nameFrom, nameTo);
        digest += digestOf(child);
    }

    /** Gives the last znode a child that it says to have, so that nothing else about it changes, and goes down to it. */
    void adopt(Znode child, long hash, byte[] path, int nameFrom, int nameTo) {
        hang(asParent(last()), child, hash, path, nameFrom, nameTo);
        digest += digestOf(child);
    }

    private void hang(Znode.Inner parent, Znode child, long hash, byte[] path, int nameFrom, int nameTo) {
        parent.children = Trie.with(parent.children, hash, child, edit);
        parent.childCount++;
        parent.childNameBytes += nameTo - nameFrom;
        parent.descendants++;
        parent.subtreeBytes += child.dataLength();
        carryUp(parent, 1, child.dataLength());
        this.path = path;
        push(child, nameTo);
    }

    /** Begins a tree anew with this root. */
    void replaceRoot(Znode root) {
        depth = 0;
        znodes[0] = asParent(root);
        digest = digestOf(znodes[0]);
    }

    /** Puts the last znode in its place without this child, and without all that is below the child. */
    void putBackWithout(Znode.Inner parent, Znode child, long hash, byte[] path, int nameFrom, int nameTo) {
        int gone = 1 + child.descendants();
        parent.children = Trie.without(parent.children, hash, path, nameFrom, nameTo, edit);
        parent.childCount--;
        parent.childNameBytes -= nameTo - nameFrom;
        parent.descendants -= gone;
        parent.subtreeBytes -= child.subtreeBytes();
        putBack(parent, -gone, -child.subtreeBytes());
    }

    /** Takes a znode out of the digest that is in the tree no more. */
    void forget(byte[] path, Znode gone) {
        digest -= digestOf(path, path.length, gone);
    }

    private void putBack(Znode changed, int countDelta, long bytesDelta) {
        digest += digestOf(changed) - digestOfLast;
        carryUp(changed, countDelta, bytesDelta);
    }

    /** Puts the last znode in its place, and all above it that this changes. */
    private void carryUp(Znode changed, int countDelta, long bytesDelta) {
        Znode below = changed;
        for (int i = depth; i > 0; i--) {
            Znode before = znodes[i];
            if (before == below && countDelta == 0 && bytesDelta == 0) {
                return;
            }
            znodes[i] = below;
            Znode.Inner parent = ((Znode.Inner) znodes[i - 1]).editable(edit);
            parent.descendants += countDelta;
            parent.subtreeBytes += bytesDelta;
            if (before != below) {
                parent.children = Trie.with(parent.children, below.hash, below, edit);
            }
            below = parent;
        }
        znodes[0] = below;
    }

    private long digestOf(Znode last) {
        return digestOf(path, ends[depth], last);
    }

    private long digestOf(byte[] path, int length, Znode znode) {
        if (ZnodePath.isBelowZookeeper(path, length)) {
            return 0;
        }
        int contentCrc =
                znode instanceof Znode.Inner inner ? inner.contentCrc : nodeDigest.contentCrc(path, length, znode);
        return nodeDigest.of(contentCrc, znode);
    }
}
