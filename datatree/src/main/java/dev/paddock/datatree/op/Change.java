package dev.paddock.datatree.op;

import dev.paddock.datatree.TreeEdit;
import dev.paddock.wire.proto.Response;
import dev.paddock.wire.txn.Txn;
import dev.paddock.wire.txn.TxnHeader;

/** Carries out one kind of transaction. */
interface Change<T extends Txn> {
    /**
     * Changes the tree, whatever state it is in.
     *
     * @return what the client is told that asked; null if the tree was not the one that the transaction was decided on
     */
    Response apply(TreeEdit tree, T txn, TxnHeader header, Events events);
}
