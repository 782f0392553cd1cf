package dev.paddock.datatree;

import dev.paddock.wire.EventType;

/**
 * The kinds of watches, and what each of them hears. An event goes to a connection once, whatever number of its watches
 * it fits; watches that last for one event are used up even if their owner may not read the znode.
 */
public enum WatchKind {
    /** Set by getData and exists, on a znode that is there or not. */
    DATA(true),
    /** Set by getChildren. */
    CHILD(true),
    PERSISTENT(false),
    /** For a znode and all below it. */
    PERSISTENT_RECURSIVE(false);

    private final boolean lastsForOneEvent;

    WatchKind(boolean lastsForOneEvent) {
        this.lastsForOneEvent = lastsForOneEvent;
    }

    public boolean lastsForOneEvent() {
        return lastsForOneEvent;
    }

    /** Whether a watch of this kind hears of an event at exactly its path. */
    public boolean hearsAtItsPath(EventType type) {
        return switch (this) {
            case DATA -> type != EventType.NODE_CHILDREN_CHANGED;
            case CHILD -> type == EventType.NODE_CHILDREN_CHANGED || type == EventType.NODE_DELETED;
            case PERSISTENT -> true;
            case PERSISTENT_RECURSIVE -> type != EventType.NODE_CHILDREN_CHANGED;
        };
    }

    /** Whether a watch of this kind hears of an event at a znode below its path. */
    public boolean hearsBelow(EventType type) {
        return this == PERSISTENT_RECURSIVE && type != EventType.NODE_CHILDREN_CHANGED;
    }
}
