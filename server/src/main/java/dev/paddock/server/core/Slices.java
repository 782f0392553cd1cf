package dev.paddock.server.core;

import dev.paddock.datatree.State;

/** Work that would keep everybody waiting if it were done at once. */
abstract class Slices {
    private final ClientRequest request;

    /** @param request is answered by this; null if it is nobody's */
    Slices(ClientRequest request) {
        this.request = request;
    }

    final ClientRequest request() {
        return request;
    }

    /** Does a part of it. False when it is finished. */
    abstract boolean step(State committed);
}
