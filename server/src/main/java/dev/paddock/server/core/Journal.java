package dev.paddock.server.core;

import dev.paddock.datatree.Prepared;

/** Where transactions become durable. {@link Input.Durable} says which ones are. */
public interface Journal {
    /** Takes a transaction with the state behind it. False if there is no room now: then it is to be tried again. */
    boolean append(Prepared prepared);
}
