package dev.paddock.datatree;

import dev.paddock.bench.maps.NameMap;
import java.util.Random;
import java.util.function.Consumer;

/** The trie of the tree, for the comparison of maps. */
public final class TrieNameMap implements NameMap {
    private static final Hashing HASHING = Hashing.seeded(new Random(1));

    private final Object[] trie;

    private TrieNameMap(Object[] trie) {
        this.trie = trie;
    }

    public static NameMap empty() {
        return new TrieNameMap(null);
    }

    @Override
    public NamedEntry find(byte[] key, int from, int to) {
        return (NamedEntry) Trie.find(trie, HASHING.hash(key, from, to), key, from, to);
    }

    @Override
    public NameMap with(NamedEntry entry) {
        return new TrieNameMap(Trie.with(trie, entry.nameHash(HASHING), entry, null));
    }

    @Override
    public NameMap without(byte[] key, int from, int to) {
        return new TrieNameMap(Trie.without(trie, HASHING.hash(key, from, to), key, from, to, null));
    }

    @Override
    public void forEach(Consumer<? super NamedEntry> action) {
        Trie.forEach(trie, NamedEntry.class, action);
    }
}
