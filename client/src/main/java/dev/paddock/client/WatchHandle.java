package dev.paddock.client;

/** A watch that stays until this is closed, or until the session ends. It is set again at every new connection. */
public final class WatchHandle implements AutoCloseable {
    private final String path;
    private final WatchMode mode;
    private final Runnable removal;

    WatchHandle(String path, WatchMode mode, Runnable removal) {
        this.path = path;
        this.mode = mode;
        this.removal = removal;
    }

    public String path() {
        return path;
    }

    public WatchMode mode() {
        return mode;
    }

    /**
     * Removes the watch. When this returns, its watcher is not called any more, except where a call is going on. The server
     * is told in the background; if it cannot be, the watch ends there with the connection.
     */
    @Override
    public void close() {
        removal.run();
    }
}
