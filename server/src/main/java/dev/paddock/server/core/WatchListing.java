package dev.paddock.server.core;

import dev.paddock.wire.Utf8;
import java.util.function.BiConsumer;

/**
 * Who watches what, shown in slices, so that a long listing holds nobody up. Watches may come and go between slices: a
 * watcher that watches a path all the while is shown with it, and once; one that does so for a part of it may be shown or
 * not.
 */
public interface WatchListing {
    /**
     * Shows so many pairs or some more, each once whatever the number of kinds, and returns whether there may be others.
     * The receiver may not change any watch.
     */
    boolean next(int pairs, BiConsumer<? super Utf8, ? super Watcher> receiver);
}
