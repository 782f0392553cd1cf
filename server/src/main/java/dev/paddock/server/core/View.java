package dev.paddock.server.core;

import dev.paddock.datatree.State;

/**
 * What everybody may see, as of one publication. Immutable, and replaced as a whole.
 *
 * @param number counts publications. Never a zxid: what a connection is sent and what reads may see meet in it
 * @param state what has been agreed upon
 */
public record View(long number, State state, Mode mode, CoreStatus status) {
    View next(State newState, Mode newMode, CoreStatus newStatus) {
        return new View(number + 1, newState, newMode, newStatus);
    }
}
