package dev.paddock.bench;

import dev.paddock.datatree.WatchEvent;
import dev.paddock.datatree.WatchKind;
import dev.paddock.server.core.WatchRegistry;
import dev.paddock.server.core.Watcher;
import dev.paddock.wire.EventType;
import dev.paddock.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event;
import org.apache.zookeeper.server.watch.WatchManager;

/**
 * A registry of watches for changes of data, driven as its server drives it. A path arrives as bytes with each request, so
 * both sides get one of their own for each watch.
 */
abstract class WatchSide {
    /** How many have been told of an event. */
    long heard;

    /** A connection that may watch. */
    abstract Object newWatcher();

    abstract void add(Object watcher, byte[] path);

    /** For a path and everything below. */
    abstract void addRecursive(Object watcher, byte[] path);

    /** What {@link #fire} takes: an event as a transaction makes it, once for all its watchers. */
    abstract Object event(byte[] path);

    abstract void fire(Object event);

    abstract void close(Object watcher);

    static final class Ours extends WatchSide {
        private final WatchRegistry watches = new WatchRegistry();

        private static final class Connection extends Watcher {}

        @Override
        Object newWatcher() {
            return new Connection();
        }

        @Override
        void add(Object watcher, byte[] path) {
            watches.add((Connection) watcher, Utf8.wrap(path), WatchKind.DATA);
        }

        @Override
        void addRecursive(Object watcher, byte[] path) {
            watches.add((Connection) watcher, Utf8.wrap(path), WatchKind.PERSISTENT_RECURSIVE);
        }

        @Override
        Object event(byte[] path) {
            return new WatchEvent(EventType.NODE_DATA_CHANGED, Utf8.wrap(path), List.of());
        }

        @Override
        void fire(Object event) {
            watches.fire((WatchEvent) event, watcher -> heard++);
        }

        @Override
        void close(Object watcher) {
            watches.removeAll((Connection) watcher);
        }
    }

    static final class Theirs extends WatchSide {
        private final WatchManager watches = new WatchManager();

        private final class Connection implements org.apache.zookeeper.Watcher {
            @Override
            public void process(WatchedEvent event) {
                heard++;
            }
        }

        @Override
        Object newWatcher() {
            return new Connection();
        }

        @Override
        void add(Object watcher, byte[] path) {
            watches.addWatch(text(path), (Connection) watcher);
        }

        @Override
        void addRecursive(Object watcher, byte[] path) {
            watches.addWatch(
                    text(path),
                    (Connection) watcher,
                    org.apache.zookeeper.server.watch.WatcherMode.PERSISTENT_RECURSIVE);
        }

        @Override
        Object event(byte[] path) {
            return text(path);
        }

        @Override
        void fire(Object event) {
            watches.triggerWatch((String) event, Event.EventType.NodeDataChanged, 1, List.of());
        }

        @Override
        void close(Object watcher) {
            watches.removeWatcher((Connection) watcher);
        }

        private static String text(byte[] path) {
            return new String(path, StandardCharsets.UTF_8);
        }
    }
}
