package dev.paddock.datatree;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Stat;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A node of the tree. Most are plain leaves, and a server has millions of them, so what a plain leaf never has stands in
 * {@link OwnedLeaf} (an owner) and {@link Inner} (whatever has to do with children).
 *
 * <p>A znode reached through a {@link State} never changes. Only a {@link TreeEdit} writes to fields, and only of nodes
 * that it made itself.
 */
public abstract sealed class Znode extends Trie.Entry {
    private static final byte[] NOTHING = new byte[0];

    long czxid;
    long mzxid;
    long ctime;
    long mtime;
    int version;
    int aversion;

    /** Never null; equal lists are one object for all znodes of a state. */
    List<Acl> acl;

    /** The name is the key, and the data stands behind it: half of a small znode would be headers otherwise. */
    private Znode() {
        content = NOTHING;
    }

    /** A znode without children that nobody owns. */
    static final class Leaf extends Znode {
        @Override
        Leaf copy() {
            Leaf copy = new Leaf();
            copy.copyFrom(this);
            return copy;
        }
    }

    /** A znode without children: an ephemeral, a container, or one with a time to live. */
    static final class OwnedLeaf extends Znode {
        private long owner;

        @Override
        public long owner() {
            return owner;
        }

        @Override
        OwnedLeaf copy() {
            OwnedLeaf copy = new OwnedLeaf();
            copy.copyFrom(this);
            copy.owner = owner;
            return copy;
        }
    }

    /** A znode that has children or had some. */
    static final class Inner extends Znode {
        long pzxid;
        private long owner;

        /** The lengths of all data in this znode and below. */
        long subtreeBytes;

        /** How many children have ever been created, wrapping; the number of the next sequential one. */
        int creations;

        int childCount;

        /** The lengths of the children's names, so that a listing knows its size. */
        int childNameBytes;

        /** How many znodes are below this one, at any depth. */
        int descendants;

        /** CRC-32 of path and data, since a new child changes the digest of its parent. */
        int contentCrc;

        Object[] children;

        /** Who may change this in place; see {@link Trie}. */
        final Object edit;

        Inner(Object edit) {
            this.edit = edit;
        }

        /** A leaf that gets its first child. */
        static Inner of(Znode leaf, int contentCrc, Object edit) {
            Inner inner = new Inner(edit);
            inner.copyFrom(leaf);
            inner.owner = leaf.owner();
            inner.pzxid = leaf.pzxid();
            inner.subtreeBytes = leaf.dataLength();
            inner.contentCrc = contentCrc;
            return inner;
        }

        Inner editable(Object edit) {
            if (edit != null && this.edit == edit) {
                return this;
            }
            Inner copy = new Inner(edit);
            copy.copyFrom(this);
            copy.pzxid = pzxid;
            copy.owner = owner;
            copy.subtreeBytes = subtreeBytes;
            copy.creations = creations;
            copy.childCount = childCount;
            copy.childNameBytes = childNameBytes;
            copy.descendants = descendants;
            copy.contentCrc = contentCrc;
            copy.children = children;
            return copy;
        }

        @Override
        Inner copy() {
            return editable(null);
        }

        @Override
        public long owner() {
            return owner;
        }

        @Override
        public long pzxid() {
            return pzxid;
        }

        @Override
        public int creations() {
            return creations;
        }

        @Override
        public int childCount() {
            return childCount;
        }

        @Override
        public int childNameBytes() {
            return childNameBytes;
        }

        @Override
        public int descendants() {
            return descendants;
        }

        @Override
        public long subtreeBytes() {
            return subtreeBytes;
        }

        @Override
        public void forEachChild(Consumer<? super Znode> action) {
            Trie.forEach(children, Znode.class, action);
        }

        @Override
        public Iterator<Znode> children() {
            return new Children(children);
        }

        @Override
        Znode child(Hashing hashing, byte[] path, int from, int to) {
            return (Znode) Trie.find(children, hashing.hash(path, from, to), path, from, to);
        }
    }

    /** The root of an empty tree. */
    static Inner root() {
        Inner root = new Inner(null);
        root.acl = Acl.OPEN;
        return root;
    }

    /** A znode without children, of the shape that its owner asks for; it has no name and no data yet. */
    static Znode leaf(long owner) {
        if (owner == EphemeralOwner.NONE) {
            return new Leaf();
        }
        OwnedLeaf leaf = new OwnedLeaf();
        leaf.owner = owner;
        return leaf;
    }

    abstract Znode copy();

    final void copyFrom(Znode other) {
        czxid = other.czxid;
        mzxid = other.mzxid;
        ctime = other.ctime;
        mtime = other.mtime;
        version = other.version;
        aversion = other.aversion;
        keyLength = other.keyLength;
        hash = other.hash;
        content = other.content;
        acl = other.acl;
    }

    /** Gives the znode a name, which stands within a path, and data, which may be null. */
    void putNameAndData(byte[] path, int nameFrom, int nameTo, Bytes data) {
        if (data == null) {
            putNameAndData(path, nameFrom, nameTo, path, 0, -1);
        } else {
            putNameAndData(path, nameFrom, nameTo, data.array(), 0, data.length());
        }
    }

    /** The same with data that stands within an array; a length of -1 means null. */
    void putNameAndData(byte[] path, int nameFrom, int nameTo, byte[] source, int from, int length) {
        int name = nameTo - nameFrom;
        int dataLength = Math.max(length, 0);
        byte[] both = new byte[name + dataLength];
        System.arraycopy(path, nameFrom, both, 0, name);
        System.arraycopy(source, from, both, name, dataLength);
        content = both;
        keyLength = length < 0 ? ~name : name;
    }

    /** Gives the znode data, which may be null. */
    void putData(Bytes data) {
        putNameAndData(content, 0, nameLength(), data);
    }

    /** The child whose name stands in these bytes, or null. */
    Znode child(Hashing hashing, byte[] path, int from, int to) {
        return null;
    }

    public int nameLength() {
        return keyLength();
    }

    public Utf8 name() {
        return Utf8.copyOf(content, 0, nameLength());
    }

    public boolean hasNullData() {
        return keyLength < 0;
    }

    public int dataLength() {
        return content.length - nameLength();
    }

    /** A copy of the data, or null: null and empty are different. */
    public Bytes data() {
        return hasNullData() ? null : Bytes.wrap(Arrays.copyOfRange(content, nameLength(), content.length));
    }

    public void writeName(JuteWriter out) {
        out.buffer(content, 0, nameLength());
    }

    public void writeData(JuteWriter out) {
        if (hasNullData()) {
            out.buffer(null);
        } else {
            out.buffer(content, nameLength(), content.length);
        }
    }

    /** The name and then the data, from {@link #nameLength()} on: to read, never to change. */
    public byte[] content() {
        return content;
    }

    public List<Acl> acl() {
        return acl;
    }

    /** What {@link EphemeralOwner} explains: a session, a mark for containers and times to live, or nobody. */
    public long owner() {
        return EphemeralOwner.NONE;
    }

    public long czxid() {
        return czxid;
    }

    public long mzxid() {
        return mzxid;
    }

    public long ctime() {
        return ctime;
    }

    public long mtime() {
        return mtime;
    }

    public int version() {
        return version;
    }

    public int aversion() {
        return aversion;
    }

    public long pzxid() {
        return czxid;
    }

    /** How many children have ever been created: the cversion as it is stored, and the next sequence number. */
    public int creations() {
        return 0;
    }

    public int childCount() {
        return 0;
    }

    public int childNameBytes() {
        return 0;
    }

    public int descendants() {
        return 0;
    }

    /** The lengths of the data here and in all znodes below. */
    public long subtreeBytes() {
        return dataLength();
    }

    public void forEachChild(Consumer<? super Znode> action) {
        // A leaf has none.
    }

    /** The same for who takes a part of them now, and the rest later. */
    public Iterator<Znode> children() {
        return Collections.emptyIterator();
    }

    public boolean isEphemeral() {
        return EphemeralOwner.isSession(owner());
    }

    public Stat stat() {
        // A creation and a deletion of a child each raise the cversion that clients see by one.
        int cversion = 2 * creations() - childCount();
        long shownOwner = isEphemeral() ? owner() : 0;
        return new Stat(
                czxid,
                mzxid,
                ctime,
                mtime,
                version,
                cversion,
                aversion,
                shownOwner,
                dataLength(),
                childCount(),
                pzxid());
    }

    @Override
    public String toString() {
        return name() + " (" + dataLength() + " bytes, " + childCount() + " children)";
    }
}
