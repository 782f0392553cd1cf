package dev.paddock.datatree.store;

import java.io.IOException;

/** Files from which no state can be made that is sure to hold all that was acknowledged. The message says what to do. */
public final class UnrecoverableException extends IOException {
    UnrecoverableException(String message) {
        super(message);
    }
}
