package dev.paddock.server.core;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.WatchEvent;
import dev.paddock.datatree.WatchKind;
import dev.paddock.wire.Utf8;
import java.util.Random;
import java.util.function.Consumer;

/** The registry of the core, for measurements from outside of its package. */
public final class WatchRegistry {
    private final Watches watches = new Watches(Hashing.seeded(new Random(1)));

    public void add(Watcher watcher, Utf8 path, WatchKind kind) {
        watches.add(watcher, path, kind);
    }

    public void fire(WatchEvent event, Consumer<? super Watcher> hears) {
        watches.fire(event, hears);
    }

    public void removeAll(Watcher watcher) {
        Slices left = watches.removeAll(watcher);
        while (left != null && left.step(null)) {
            // The next part.
        }
    }
}
