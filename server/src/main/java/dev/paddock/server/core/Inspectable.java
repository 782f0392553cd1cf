package dev.paddock.server.core;

import dev.paddock.datatree.State;

/** What an {@link Inspection} may look at, and for the time of one step only. */
public interface Inspectable {
    State committed();

    Watches watches();
}
