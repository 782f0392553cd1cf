package dev.paddock.datatree;

import java.util.Arrays;

/** A child as the maps under comparison hold it: an object that knows its name. In this package because tries are. */
public final class NamedEntry extends Trie.Entry {
    private final byte[] name;

    public NamedEntry(byte[] name) {
        this.name = name;
    }

    public byte[] name() {
        return name;
    }

    @Override
    public boolean hasKey(byte[] key, int from, int to) {
        return Arrays.equals(name, 0, name.length, key, from, to);
    }

    @Override
    public long hash(Hashing hashing) {
        return hashing.hash(name, 0, name.length);
    }

    /** The hash of any name, as the tree has it. */
    public static long hash(Hashing hashing, byte[] name, int from, int to) {
        return hashing.hash(name, from, to);
    }
}
