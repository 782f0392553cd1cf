package dev.paddock.client;

/** Which watches of a path are to be removed. */
public enum WatchKind {
    /** Those that getChildren has set. */
    CHILDREN(1),
    /** Those that getData and exists have set. */
    DATA(2),
    ANY(3),
    PERSISTENT(4),
    RECURSIVE(5);

    private final int code;

    WatchKind(int code) {
        this.code = code;
    }

    /** As {@code removeWatches} has it. */
    int code() {
        return code;
    }

    boolean includes(WatchKind one) {
        return this == ANY || this == one;
    }
}
