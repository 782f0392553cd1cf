package dev.paddock.client;

/** A watch that a read sets when it is answered. */
record OneTimeWatch(String path, WatchKind kind, Watcher watcher) implements WatchChange {
    @Override
    public void answered(Watches watches, boolean isThere) {
        watches.add(this, isThere);
    }
}
