package dev.paddock.server.core;

import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.State;

/** A decision that is to be agreed upon, with all that will come of it. */
final class Proposal {
    private final Prepared prepared;

    /** The request, which is answered when it is delivered; null if nobody has asked. */
    private final ClientRequest origin;

    /**
     * What this and all before it lead to; null if the next was decided before anybody needed to know. Then the two become
     * visible together.
     */
    private State state;

    Proposal(Prepared prepared, ClientRequest origin) {
        this.prepared = prepared;
        this.origin = origin;
    }

    Prepared prepared() {
        return prepared;
    }

    ClientRequest origin() {
        return origin;
    }

    State state() {
        return state;
    }

    void leadTo(State state) {
        this.state = state;
    }
}
