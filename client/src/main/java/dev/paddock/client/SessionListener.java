package dev.paddock.client;

/** Hears how the session fares, on the client's callback executor, in order with the events of watches. */
@FunctionalInterface
public interface SessionListener {
    void changed(SessionState state);

    /**
     * A server could not be reached. Another attempt follows, at this one or another; whoever would rather give up than wait
     * can tell by this.
     *
     * @param server as the connect string has it
     * @param reason for people
     */
    default void unreachable(String server, String reason) {}
}
