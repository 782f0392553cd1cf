package dev.paddock.client;

/** What a request does to the watches of its session, besides what its caller is told. All on the session's loop. */
interface WatchChange {
    /**
     * Before it is sent.
     *
     * @return whether the server has to be asked at all
     * @throws RefusedException if it is clear without the server that it will be refused
     */
    default boolean begin(Watches watches) {
        return true;
    }

    /** @param isThere false if the server said that there is no such znode */
    default void answered(Watches watches, boolean isThere) {}

    /** Refused, lost or late: nobody will be told that the watch is set. */
    default void failed(Watches watches) {}
}
