package dev.paddock.datatree.op;

import dev.paddock.datatree.Context;
import dev.paddock.datatree.Refused;
import dev.paddock.datatree.Tree;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.txn.Txn;
import dev.paddock.wire.txn.TxnHeader;

/** Decides on one kind of request. What becomes of it is carried out by a static {@code apply} in the same file. */
interface Operation<R, T extends Txn> {
    /** Holds the request against the tree. The order of the checks decides which error a client sees. */
    T prepare(Tree tree, R request, Context context) throws Refused;

    /** Carries out one kind of transaction. */
    interface Apply<T extends Txn> {
        /**
         * Changes the tree, whatever it is like.
         *
         * @return what the client is told that asked; null if this is not the tree that the transaction was decided on
         */
        Response apply(TreeEdit tree, T txn, TxnHeader header, Events events);
    }
}
