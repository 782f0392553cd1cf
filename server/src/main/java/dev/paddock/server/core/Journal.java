package dev.paddock.server.core;

import dev.paddock.wire.txn.Transaction;

/** Where transactions become durable. {@link Input.Durable} says which ones are. */
public interface Journal {
    /** Takes a transaction. False if there is no room now: then it is to be tried again. */
    boolean append(Transaction transaction);
}
