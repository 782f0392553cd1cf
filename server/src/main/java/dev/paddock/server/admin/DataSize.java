package dev.paddock.server.admin;

import dev.paddock.datatree.State;
import dev.paddock.datatree.TreeWalk;

/**
 * The lengths of all paths and data together. They are added up by a walk, on the thread that asks; where that takes
 * long, an older sum is good enough for a while, so that being watched costs a hundredth of a core at most.
 */
final class DataSize {
    private static final int REST = 99;

    private State measured;
    private long size;
    private long measuredNanos;
    private long tookNanos;

    /** One thread asks at a time. */
    synchronized long of(State state) {
        long now = System.nanoTime();
        if (measured == null || state != measured && now - measuredNanos > REST * tookNanos) {
            size = measure(state);
            measured = state;
            measuredNanos = System.nanoTime();
            tookNanos = measuredNanos - now;
        }
        return size;
    }

    static long measure(State state) {
        long[] size = {1}; // The walk knows the root by the empty path.
        TreeWalk.<RuntimeException>from(
                new byte[0], state.root(), (path, length, znode) -> size[0] += length + znode.dataLength());
        return size[0];
    }
}
