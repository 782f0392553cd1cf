package dev.paddock.datatree;

/** A child as the maps under comparison hold it: an object that knows its name. In this package because tries are. */
public final class NamedEntry extends Trie.Entry {
    public NamedEntry(byte[] name) {
        content = name;
        keyLength = name.length;
    }

    public byte[] name() {
        return content;
    }

    public boolean hasName(byte[] name, int from, int to) {
        return hasKey(name, from, to);
    }

    public long nameHash(Hashing hashing) {
        return hashing.hash(content, 0, keyLength);
    }

    /** The hash of any name, as the tree has it. */
    public static long hash(Hashing hashing, byte[] name, int from, int to) {
        return hashing.hash(name, from, to);
    }
}
