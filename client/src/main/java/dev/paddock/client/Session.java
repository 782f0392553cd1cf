package dev.paddock.client;

/** The life of a session. */
final class Session {
    void closeWatch(PersistentWatch watch) {
        throw new UnsupportedOperationException("the interface comes first");
    }
}
