package dev.paddock.server.core;

import dev.paddock.wire.Utf8;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;

/** The table of watchers, chain by chain. */
final class ListingByWatcher implements WatchListing {
    private final HashTable<Watching> watchers;
    private long from = HashTable.START;

    /** The rest of the chain last looked at. */
    private final Queue<Watching> chain = new ArrayDeque<>();

    private Watching watching;

    /** What it watched when its turn came, and has not been shown. */
    private Iterator<WatchedPath> paths = Collections.emptyIterator();

    ListingByWatcher(HashTable<Watching> watchers) {
        this.watchers = watchers;
    }

    @Override
    public boolean next(int pairs, BiConsumer<? super Utf8, ? super Watcher> receiver) {
        int looked = 0;
        while (looked < pairs) {
            if (paths.hasNext()) {
                looked++;
                WatchedPath at = paths.next();
                if (at.has(watching)) {
                    receiver.accept(Utf8.wrap(at.path), watching.watcher);
                }
            } else if (!chain.isEmpty()) {
                watching = chain.remove();
                List<WatchedPath> now = new ArrayList<>(watching.paths.size());
                watching.paths.forEach(now::add);
                paths = now.iterator();
            } else if (from < HashTable.END) {
                from = watchers.walk(from, chain::add);
            } else {
                return false;
            }
        }
        return true;
    }
}
