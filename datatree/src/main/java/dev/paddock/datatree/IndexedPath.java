package dev.paddock.datatree;

import dev.paddock.wire.Utf8;
import java.util.Arrays;

/** A path in an index: the ephemerals of a session, the znodes that may expire. */
final class IndexedPath extends Trie.Entry {
    private final byte[] path;

    private IndexedPath(byte[] path) {
        this.path = path;
    }

    static boolean contains(Trie index, Hashing hashing, byte[] path) {
        return Trie.find(index, hashing.hash(path, 0, path.length), path, 0, path.length) != null;
    }

    /** The index with this path; the same index if it was there already. */
    static Trie add(Trie index, Hashing hashing, byte[] path, Object edit) {
        long hash = hashing.hash(path, 0, path.length);
        return Trie.find(index, hash, path, 0, path.length) != null
                ? index
                : Trie.with(index, hashing, hash, new IndexedPath(path), path, 0, path.length, edit);
    }

    /** The index without this path; the same index if it was not there. */
    static Trie remove(Trie index, Hashing hashing, byte[] path, Object edit) {
        long hash = hashing.hash(path, 0, path.length);
        return Trie.find(index, hash, path, 0, path.length) == null
                ? index
                : Trie.without(index, hashing, hash, path, 0, path.length, edit);
    }

    Utf8 path() {
        return Utf8.wrap(path);
    }

    @Override
    boolean hasKey(byte[] key, int from, int to) {
        return Arrays.equals(path, 0, path.length, key, from, to);
    }

    @Override
    long hash(Hashing hashing) {
        return hashing.hash(path, 0, path.length);
    }
}
