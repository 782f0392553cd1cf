package dev.paddock.client;

import dev.paddock.wire.ErrorCode;

/** Removes the watches of a path once the server has done so; or one watcher, for which the server may not be needed. */
record WatchRemoval(String path, String shownPath, WatchKind kind, Watcher watcher) implements WatchChange {
    @Override
    public boolean begin(Watches watches) {
        if (watcher == null) {
            return true;
        }
        if (!watches.has(path, kind, watcher)) {
            throw RefusedException.of(ErrorCode.NO_WATCHER.code(), "removeWatches", shownPath);
        }
        if (watches.isOnly(path, kind, watcher)) {
            return true;
        }
        watches.remove(path, kind, watcher);
        return false;
    }

    @Override
    public void answered(Watches watches, boolean isThere) {
        watches.remove(path, kind, watcher);
    }
}
