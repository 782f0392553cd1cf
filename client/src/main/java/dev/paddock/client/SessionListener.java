package dev.paddock.client;

/** Hears how the session fares, on the client's callback executor, in order with the events of watches. */
@FunctionalInterface
public interface SessionListener {
    void changed(SessionState state);
}
