package dev.paddock.client;

/** A watch that a read sets when it is answered. */
record OneTimeWatch(String path, WatchKind kind, Watcher watcher) implements WatchChange {
    @Override
    public boolean begin(Watches watches) {
        watches.expect(this);
        return true;
    }

    @Override
    public void answered(Watches watches, boolean isThere) {
        watches.expectNoMore(this);
        watches.add(this, isThere);
    }

    @Override
    public void failed(Watches watches) {
        watches.expectNoMore(this);
    }
}
