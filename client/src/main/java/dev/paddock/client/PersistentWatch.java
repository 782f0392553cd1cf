package dev.paddock.client;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A watch that stays. It counts from when it is asked for: to remove another one of the same path, one has to know that
 * this one is about to be.
 */
final class PersistentWatch implements WatchChange {
    /** As the server has it. */
    final String path;

    final WatchMode mode;
    final Watcher watcher;

    /** Set by whoever closes the handle, read by whoever calls the watcher. */
    private volatile boolean isClosed;

    /** Events were left out since the last one that its watcher has heard. On the callback executor's side. */
    private final AtomicBoolean hasMissed = new AtomicBoolean();

    PersistentWatch(String path, WatchMode mode, Watcher watcher) {
        this.path = path;
        this.mode = mode;
        this.watcher = watcher;
    }

    @Override
    public boolean begin(Watches watches) {
        watches.add(this);
        return true;
    }

    @Override
    public void failed(Watches watches) {
        watches.remove(this);
    }

    void close() {
        isClosed = true;
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Whether this is news: the watcher has not been told of an earlier miss yet. */
    boolean miss() {
        return hasMissed.compareAndSet(false, true);
    }

    void tellMissed() {
        hasMissed.set(false);
        watcher.missed();
    }
}
