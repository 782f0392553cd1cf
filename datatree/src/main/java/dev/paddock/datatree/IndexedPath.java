package dev.paddock.datatree;

import dev.paddock.wire.Utf8;

/** A path in an index: the ephemerals of a session, the znodes that may expire. */
final class IndexedPath extends Trie.Entry {
    private IndexedPath(byte[] path) {
        content = path;
        keyLength = path.length;
    }

    static boolean contains(Object[] index, Hashing hashing, byte[] path) {
        return Trie.find(index, hashing.hash(path, 0, path.length), path, 0, path.length) != null;
    }

    /** The index with this path; the same index if it was there already. */
    static Object[] add(Object[] index, Hashing hashing, byte[] path, Object edit) {
        long hash = hashing.hash(path, 0, path.length);
        return Trie.find(index, hash, path, 0, path.length) != null
                ? index
                : Trie.with(index, hash, new IndexedPath(path), edit);
    }

    /** The index without this path; the same index if it was not there. */
    static Object[] remove(Object[] index, Hashing hashing, byte[] path, Object edit) {
        long hash = hashing.hash(path, 0, path.length);
        return Trie.find(index, hash, path, 0, path.length) == null
                ? index
                : Trie.without(index, hash, path, 0, path.length, edit);
    }

    Utf8 path() {
        return Utf8.wrap(content);
    }
}
