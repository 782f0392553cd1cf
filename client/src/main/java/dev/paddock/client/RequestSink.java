package dev.paddock.client;

/** Where requests go, from any thread. */
interface RequestSink {
    /** Its future ends in any case, at the latest at its deadline. */
    void submit(Call<?> call);

    /** Takes place behind all that was submitted before. */
    void closeWatch(PersistentWatch watch);
}
