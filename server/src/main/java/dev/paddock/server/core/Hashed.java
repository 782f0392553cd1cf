package dev.paddock.server.core;

/** What a {@link HashTable} holds, and any number of {@link CompactSet}s. */
abstract class Hashed<E extends Hashed<E>> {
    /** Made under a key that no client knows, so nobody can choose what falls together. */
    final int hash;

    /** In the chain of the one table that this is in. */
    E next;

    Hashed(int hash) {
        this.hash = hash;
    }
}
