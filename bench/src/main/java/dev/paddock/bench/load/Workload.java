package dev.paddock.bench.load;

/** What is asked, and what the answers have to be. One thread calls it. */
interface Workload {
    /** A reply of any length will do. */
    int ANY_LENGTH = -1;

    /** Writes the next request of this connection. Returns how long its reply must be, without its length prefix. */
    int ask(Frames out, int connection, int xid);

    /** Whether this connection has anything to ask. */
    default boolean hasMore(int connection) {
        return true;
    }

    /** No request of this workload is longer. */
    default int longestRequest() {
        return 512;
    }

    /** An event has come. Returns whether it was to be expected. */
    default boolean event(int connection, FrameChannel event) {
        return false;
    }

    /** Whether every event that is to come has come. */
    default boolean isSettled() {
        return true;
    }
}
