package dev.paddock.server.core;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.State;
import dev.paddock.datatree.WatchEvent;
import dev.paddock.datatree.WatchKind;
import dev.paddock.wire.EventType;
import dev.paddock.wire.Utf8;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who watches what. Owned by the core.
 *
 * <p>A watch is a path, a watcher and a kind. Nothing is kept for a watcher without watches, nor for a path that nobody
 * watches. Paths are taken as clients spell them: a watch for the empty path is none for the root.
 */
final class Watches {
    private static final WatchKind[] KINDS = WatchKind.values();

    /** So many paths of a connection that closes are cleared in one go. */
    private static final int MOST_REMOVED = 1_000;

    private final Hashing hashing;
    private final Hashing.Prefixes prefixes;

    /** Those with a watch; each is in {@link Watching#paths} of whoever has one there, and of nobody else. */
    private final HashTable<WatchedPath> paths = new HashTable<>();

    /** Those of all watchers that have a watch. */
    private final HashTable<Watching> watchers = new HashTable<>();

    private int watchCount;

    /** Of the {@link #watchCount}: without any, no event is looked for above its path. */
    private int recursiveCount;

    /** How many have been given a hash. */
    private long numberOfWatchings;

    /** Counts events and listed paths: within each, a watcher is counted in once. */
    private long round;

    /** Whom the event goes to that is looked at; null while that is nobody. */
    private List<Watcher> hearers;

    Watches(Hashing hashing) {
        this.hashing = hashing;
        this.prefixes = hashing.new Prefixes();
    }

    int watchCount() {
        return watchCount;
    }

    /** How many paths are watched. */
    int pathCount() {
        return paths.size();
    }

    /** How many watch something. */
    int watcherCount() {
        return watchers.size();
    }

    void add(Watcher watcher, Utf8 path, WatchKind kind) {
        Watching watching = watcher.watching;
        if (watching == null) {
            watching = begin(watcher);
        }
        WatchedPath at = find(path);
        if (at == null) {
            at = new WatchedPath(path.array(), hashOf(path.array()));
            paths.add(at);
        }
        if (at.add(watching, kind)) {
            watching.paths.add(at);
            count(kind, 1);
        }
    }

    /** Whether it has a watch of any of these kinds, at exactly this path. */
    boolean has(Watcher watcher, Utf8 path, Set<WatchKind> kinds) {
        WatchedPath at = watcher.watching == null ? null : find(path);
        if (at == null) {
            return false;
        }
        for (WatchKind kind : kinds) {
            if (at.has(watcher.watching, kind)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it had a watch of any of these kinds, at exactly this path. */
    boolean remove(Watcher watcher, Utf8 path, Set<WatchKind> kinds) {
        Watching watching = watcher.watching;
        WatchedPath at = watching == null ? null : find(path);
        if (at == null) {
            return false;
        }
        boolean had = false;
        for (WatchKind kind : kinds) {
            if (at.remove(watching, kind)) {
                count(kind, -1);
                had = true;
            }
        }
        if (had) {
            forgetIfGone(watching, at);
            forgetIfEmpty(at);
        }
        return had;
    }

    /** For a connection that closes: takes all of its watches away. Null if that is done, else what is left to do. */
    Slices removeAll(Watcher watcher) {
        Removal removal = new Removal(watcher);
        return removal.goOn() ? removal : null;
    }

    /** A part of the watches that are left is gone with each step; until then they are watches as before. */
    private final class Removal extends Slices {
        private final Watcher watcher;
        private int slot;

        Removal(Watcher watcher) {
            super(null);
            this.watcher = watcher;
        }

        @Override
        boolean step(State committed) {
            return goOn();
        }

        private boolean goOn() {
            for (int removed = 0; removed < MOST_REMOVED && watcher.watching != null; removed++) {
                CompactSet<WatchedPath> paths = watcher.watching.paths;
                slot = paths.occupied(slot);
                removeAt(watcher.watching, paths.in(slot));
            }
            return watcher.watching != null;
        }
    }

    private void removeAt(Watching watching, WatchedPath at) {
        for (WatchKind kind : KINDS) {
            if (at.remove(watching, kind)) {
                count(kind, -1);
            }
        }
        forgetIfGone(watching, at);
        forgetIfEmpty(at);
    }

    /**
     * Tells each watcher once that hears of an event, uses up what lasts for one event, and says how many heard. All of
     * that is settled before the first of them hears: it may add and remove watches, its own and others', and that is for
     * later events.
     */
    int fire(WatchEvent event, Consumer<? super Watcher> hears) {
        if (watchCount == 0) {
            return 0;
        }
        byte[] path = event.path().array();
        round++;
        if (recursiveCount > 0 && WatchKind.PERSISTENT_RECURSIVE.hearsBelow(event.type())) {
            hearAbove(path);
        }
        WatchedPath at = find(event.path());
        if (at != null) {
            hearAt(at, event.type());
        }
        if (hearers == null) {
            return 0;
        }
        List<Watcher> all = hearers;
        hearers = null;
        all.forEach(hears);
        return all.size();
    }

    /** At the root, and wherever else the path goes on with a slash. */
    private void hearAbove(byte[] path) {
        prefixes.start(path);
        for (int end = 1; end < path.length; end++) {
            if (end == 1 || path[end] == '/') {
                WatchedPath above = find(path, end, (int) prefixes.hashTo(end));
                if (above != null) {
                    above.forEach(WatchKind.PERSISTENT_RECURSIVE, this::hear);
                }
            }
        }
    }

    private void hearAt(WatchedPath at, EventType type) {
        for (WatchKind kind : KINDS) {
            if (!kind.hearsAtItsPath(type)) {
                continue;
            }
            at.forEach(kind, this::hear);
            if (kind.lastsForOneEvent()) {
                count(kind, -at.count(kind));
                at.takeAll(kind, watching -> forgetIfGone(watching, at));
            }
        }
        forgetIfEmpty(at);
    }

    private void hear(Watching watching) {
        if (watching.isFirstIn(round)) {
            if (hearers == null) {
                hearers = new ArrayList<>();
            }
            hearers.add(watching.watcher);
        }
    }

    /** All watches, path by path. The watchers of a path are always in one slice. */
    WatchListing byPath() {
        return new ListingByPath(paths, () -> ++round);
    }

    /** All watches, watcher by watcher. The paths of a watcher may be in several slices, one after the other. */
    WatchListing byWatcher() {
        return new ListingByWatcher(watchers);
    }

    private WatchedPath find(Utf8 path) {
        byte[] bytes = path.array();
        return find(bytes, bytes.length, hashOf(bytes));
    }

    private WatchedPath find(byte[] bytes, int length, int hash) {
        WatchedPath at = paths.first(hash);
        while (at != null && !at.isAt(bytes, length, hash)) {
            at = at.next;
        }
        return at;
    }

    private int hashOf(byte[] bytes) {
        return (int) hashing.hash(bytes, 0, bytes.length);
    }

    private Watching begin(Watcher watcher) {
        byte[] number =
                ByteBuffer.allocate(Long.BYTES).putLong(numberOfWatchings).array();
        numberOfWatchings++;
        watcher.watching = new Watching(watcher, hashOf(number));
        watchers.add(watcher.watching);
        return watcher.watching;
    }

    private void end(Watching watching) {
        watching.watcher.watching = null;
        watchers.remove(watching);
    }

    /** A watch of this watcher is gone from here: maybe its last one here, maybe its last one at all. */
    private void forgetIfGone(Watching watching, WatchedPath at) {
        if (!at.has(watching)) {
            watching.paths.remove(at);
            if (watching.paths.size() == 0) {
                end(watching);
            }
        }
    }

    private void forgetIfEmpty(WatchedPath at) {
        if (at.isEmpty()) {
            paths.remove(at);
        }
    }

    private void count(WatchKind kind, int change) {
        watchCount += change;
        if (kind == WatchKind.PERSISTENT_RECURSIVE) {
            recursiveCount += change;
        }
    }
}
