package dev.paddock.datatree;

import dev.paddock.wire.Utf8;

/**
 * A transaction that did not meet the tree that it was decided on. Over a snapshot that was written while transactions
 * went on this is expected, since part of them is in it already; anywhere else two servers have diverged.
 */
public record Anomaly(Kind kind, Utf8 path) {
    /** What was met instead. */
    public enum Kind {
        NO_PARENT,
        NODE_EXISTS,
        NO_NODE,
        /** A deleted znode still had children; they went with it. */
        NOT_EMPTY
    }

    @Override
    public String toString() {
        return kind + " " + path;
    }
}
