package dev.paddock.server.core;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A hash table of chains that run through the entries themselves, which makes it small. It grows and shrinks by one chain
 * at a time (linear hashing: Litwin, 1980), so no entry is added at the price of moving a million others.
 *
 * <p>It can be walked in parts, with changes in between. The order is that of the hashes read from their lowest bit to
 * their highest; whatever the number of chains, each holds one interval of it.
 */
final class HashTable<E extends Hashed<E>> {
    /** Where a walk starts, and where it has come to its end. */
    static final long START = 0;

    static final long END = 1L << Integer.SIZE;

    private static final int FEWEST_CHAINS = 16;

    private E[] chains = newArray(FEWEST_CHAINS);

    /** At least as many as entries, at most twice as many and some; those behind are empty. */
    private int chainCount = FEWEST_CHAINS;

    private int size;

    int size() {
        return size;
    }

    /** The entries among which those with this hash are; they go on with {@link Hashed#next}. */
    E first(int hash) {
        return chains[chainOf(hash)];
    }

    void add(E entry) {
        size++;
        if (size > chainCount) {
            split();
        }
        link(entry, chainOf(entry.hash));
    }

    /** The entry has to be here. */
    void remove(E entry) {
        int chain = chainOf(entry.hash);
        E at = chains[chain];
        if (at == entry) {
            chains[chain] = entry.next;
        } else {
            while (at.next != entry) {
                at = at.next;
            }
            at.next = entry.next;
        }
        entry.next = null;
        size--;
        while (chainCount > FEWEST_CHAINS && chainCount > 2 * size) {
            merge();
        }
    }

    /**
     * Shows the entries of one chain from here on, and returns where the next one starts. An entry that is in the table
     * during a whole walk is shown once. The table may not change before this returns.
     */
    long walk(long from, Consumer<? super E> entries) {
        int chain = chainOf(Integer.reverse((int) from));
        for (E at = chains[chain]; at != null; at = at.next) {
            // Chains may have been merged since the walk was in one half of this one.
            if (Integer.toUnsignedLong(Integer.reverse(at.hash)) >= from) {
                entries.accept(at);
            }
        }
        return (from | END - 1 >>> Integer.bitCount(maskOf(chain))) + 1;
    }

    private int chainOf(int hash) {
        int chain = hash & wideMask();
        return chain < chainCount ? chain : hash & wideMask() >>> 1;
    }

    /** The bits of the hash that all entries of a chain have in common. */
    private int maskOf(int chain) {
        int wide = wideMask();
        return (chain | wide ^ wide >>> 1) < chainCount ? wide : wide >>> 1;
    }

    /** As many bits as the number of the last chain has. */
    private int wideMask() {
        return -1 >>> Integer.numberOfLeadingZeros(chainCount - 1);
    }

    /** Makes one chain more, from entries of the one that its hashes have gone to so far. */
    private void split() {
        int added = chainCount;
        if (added == chains.length) {
            chains = Arrays.copyOf(chains, 2 * added);
        }
        chainCount++;
        int halved = added ^ Integer.highestOneBit(added);
        E at = chains[halved];
        chains[halved] = null;
        while (at != null) {
            E next = at.next;
            link(at, chainOf(at.hash));
            at = next;
        }
    }

    private void merge() {
        chainCount--;
        E at = chains[chainCount];
        chains[chainCount] = null;
        while (at != null) {
            E next = at.next;
            link(at, chainOf(at.hash));
            at = next;
        }
        if (chainCount <= chains.length / 4) {
            chains = Arrays.copyOf(chains, chains.length / 2);
        }
    }

    private void link(E entry, int chain) {
        entry.next = chains[chain];
        chains[chain] = entry;
    }

    @SuppressWarnings("unchecked") // nobody else sees the array
    private E[] newArray(int length) {
        return (E[]) new Hashed<?>[length];
    }
}
