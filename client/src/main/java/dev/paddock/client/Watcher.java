package dev.paddock.client;

/** Hears of changes, on the client's callback executor, one at a time and in the order in which they happened. */
@FunctionalInterface
public interface Watcher {
    void changed(WatchEvent event);

    /**
     * A persistent watch only: it may have missed changes, since the connection was away or since events came faster than
     * they were taken. Read again what matters.
     */
    default void missed() {}

    /** The session has ended, and this watch with it: nothing more will be heard. */
    default void ended(SessionState state) {}
}
