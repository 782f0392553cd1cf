package dev.paddock.datatree.op;

import dev.paddock.datatree.Context;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.Tree;
import dev.paddock.wire.txn.Txn;

/**
 * Decides on one kind of request. What becomes of it is carried out by a static {@code apply} in the same file, which
 * changes the tree whatever it is like; it answers what the client is told, or null if this is not the tree that the
 * transaction was decided on.
 */
interface Operation<R, T extends Txn> {
    /** Holds the request against the tree. The order of the checks decides which error a client sees. */
    T prepare(Tree tree, R request, Context context) throws Refused;
}
