package dev.paddock.server.core;

import dev.paddock.datatree.WatchKind;
import dev.paddock.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** The table of paths, chain by chain. */
final class ListingByPath implements WatchListing {
    private static final WatchKind[] KINDS = WatchKind.values();

    private final HashTable<WatchedPath> paths;
    private final LongSupplier rounds;
    private long from = HashTable.START;

    ListingByPath(HashTable<WatchedPath> paths, LongSupplier rounds) {
        this.paths = paths;
        this.rounds = rounds;
    }

    @Override
    public boolean next(int pairs, BiConsumer<? super Utf8, ? super Watcher> receiver) {
        int shown = 0;
        while (shown < pairs && from < HashTable.END) {
            List<WatchedPath> chain = new ArrayList<>();
            from = paths.walk(from, chain::add);
            for (WatchedPath at : chain) {
                shown += show(at, receiver);
            }
        }
        return from < HashTable.END;
    }

    private int show(WatchedPath at, BiConsumer<? super Utf8, ? super Watcher> receiver) {
        Utf8 path = Utf8.wrap(at.path);
        long round = rounds.getAsLong();
        int[] shown = new int[1];
        for (WatchKind kind : KINDS) {
            at.forEach(kind, watching -> {
                if (watching.isFirstIn(round)) {
                    shown[0]++;
                    receiver.accept(path, watching.watcher);
                }
            });
        }
        return shown[0];
    }
}
