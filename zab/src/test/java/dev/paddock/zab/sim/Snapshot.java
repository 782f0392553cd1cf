package dev.paddock.zab.sim;

import dev.paddock.wire.Zxid;

/** A state at a transaction, on its way in pieces or in a file. Its zxid may be the bare start of an epoch. */
record Snapshot(Entry state, Zxid zxid) {
    /** One of the pieces that a snapshot is sent in. */
    record Piece(Snapshot snapshot, boolean isLast) {}
}
