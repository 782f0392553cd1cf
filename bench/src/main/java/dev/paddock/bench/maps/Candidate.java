package dev.paddock.bench.maps;

import dev.paddock.datatree.TrieNameMap;
import java.util.function.Supplier;

/** The maps that are compared. */
public enum Candidate {
    /** The one in use: a hash trie with 32 ways a level. */
    TRIE_32(TrieNameMap::empty),

    /** The same with 16 ways: smaller arrays to copy, a longer way down. */
    TRIE_16(NarrowTrieNameMap::empty),

    /** Sorted by name, up to 32 to a leaf. */
    B_TREE(BTreeNameMap::empty),

    /** A hash array mapped trie of a library. */
    VAVR(VavrNameMap::empty);

    private final Supplier<NameMap> empty;

    Candidate(Supplier<NameMap> empty) {
        this.empty = empty;
    }

    public NameMap empty() {
        return empty.get();
    }
}
