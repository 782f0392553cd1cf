package dev.paddock.datatree.op;

import dev.paddock.datatree.TreeEdit;
import dev.paddock.datatree.WatchEvent;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.ZnodePath;
import dev.paddock.wire.EventType;
import dev.paddock.wire.Utf8;
import java.util.ArrayList;
import java.util.List;

/** Collects what watchers hear of, in the order in which things happened. */
final class Events {
    /** Null if nobody listens. */
    private final List<WatchEvent> events;

    private Events(List<WatchEvent> events) {
        this.events = events;
    }

    static Events heard() {
        return new Events(new ArrayList<>(2));
    }

    /** For a replay, where there is nobody yet who could watch. */
    static Events unheard() {
        return new Events(null);
    }

    void created(TreeEdit tree, Utf8 path, Znode created) {
        add(EventType.NODE_CREATED, path, created);
        childrenChanged(tree, path);
    }

    void deleted(TreeEdit tree, Utf8 path, Znode deleted) {
        add(EventType.NODE_DELETED, path, deleted);
        childrenChanged(tree, path);
    }

    void dataChanged(Utf8 path, Znode changed) {
        add(EventType.NODE_DATA_CHANGED, path, changed);
    }

    private void childrenChanged(TreeEdit tree, Utf8 childPath) {
        if (events == null) {
            return;
        }
        Utf8 path = ZnodePath.parent(childPath);
        Znode parent = tree.find(path);
        add(EventType.NODE_CHILDREN_CHANGED, path.isEmpty() ? ZnodePath.ROOT : path, parent);
    }

    private void add(EventType type, Utf8 path, Znode znode) {
        if (events != null) {
            events.add(new WatchEvent(type, path, znode.acl()));
        }
    }

    List<WatchEvent> all() {
        return events;
    }
}
