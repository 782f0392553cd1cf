package dev.paddock.server.core;

import dev.paddock.datatree.WatchKind;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A path that somebody watches, and who does. The watches of each kind are apart, so an event costs as much as there are
 * to hear it, whoever else watches the path.
 */
final class WatchedPath extends Hashed<WatchedPath> {
    private static final WatchKind[] KINDS = WatchKind.values();

    final byte[] path;

    /** As the other three: null, the only {@link Watching}, or a {@link CompactSet} of at least two. */
    private Object data;

    private Object child;
    private Object persistent;
    private Object recursive;

    WatchedPath(byte[] path, int hash) {
        super(hash);
        this.path = path;
    }

    /** Whether this is the path in the first bytes. */
    boolean isAt(byte[] bytes, int length, int hashOfIt) {
        return hash == hashOfIt && path.length == length && Arrays.equals(path, 0, length, bytes, 0, length);
    }

    boolean has(Watching watching, WatchKind kind) {
        Object those = get(kind);
        return those instanceof CompactSet<?> ? setOf(those).contains(watching) : those == watching;
    }

    /** Whether it watches this path in any way. */
    boolean has(Watching watching) {
        return has(watching, WatchKind.DATA)
                || has(watching, WatchKind.CHILD)
                || has(watching, WatchKind.PERSISTENT)
                || has(watching, WatchKind.PERSISTENT_RECURSIVE);
    }

    /** Whether it had none of this kind. */
    boolean add(Watching watching, WatchKind kind) {
        Object those = get(kind);
        if (those == null) {
            set(kind, watching);
            return true;
        }
        if (those instanceof Watching other) {
            if (other == watching) {
                return false;
            }
            CompactSet<Watching> both = new CompactSet<>(hash);
            both.add(other);
            set(kind, both);
            return both.add(watching);
        }
        return setOf(those).add(watching);
    }

    /** Whether it had one of this kind. */
    boolean remove(Watching watching, WatchKind kind) {
        Object those = get(kind);
        if (those instanceof CompactSet<?>) {
            CompactSet<Watching> set = setOf(those);
            boolean had = set.remove(watching);
            if (set.size() == 1) {
                set(kind, set.any());
            }
            return had;
        }
        boolean had = those == watching;
        if (had) {
            set(kind, null);
        }
        return had;
    }

    int count(WatchKind kind) {
        Object those = get(kind);
        return those == null ? 0 : those instanceof CompactSet<?> set ? set.size() : 1;
    }

    /** The path may not change meanwhile. */
    void forEach(WatchKind kind, Consumer<? super Watching> action) {
        forEachOf(get(kind), action);
    }

    /** Uses all watches of a kind up; the path does not have them any more when the action is told of them. */
    void takeAll(WatchKind kind, Consumer<? super Watching> action) {
        Object taken = get(kind);
        set(kind, null);
        forEachOf(taken, action);
    }

    boolean isEmpty() {
        return data == null && child == null && persistent == null && recursive == null;
    }

    private static void forEachOf(Object those, Consumer<? super Watching> action) {
        if (those instanceof Watching only) {
            action.accept(only);
        } else if (those != null) {
            setOf(those).forEach(action);
        }
    }

    @SuppressWarnings("unchecked") // no other sets are kept here
    private static CompactSet<Watching> setOf(Object those) {
        return (CompactSet<Watching>) those;
    }

    private Object get(WatchKind kind) {
        return switch (kind) {
            case DATA -> data;
            case CHILD -> child;
            case PERSISTENT -> persistent;
            case PERSISTENT_RECURSIVE -> recursive;
        };
    }

    private void set(WatchKind kind, Object those) {
        switch (kind) {
            case DATA -> data = those;
            case CHILD -> child = those;
            case PERSISTENT -> persistent = those;
            case PERSISTENT_RECURSIVE -> recursive = those;
        }
    }
}
