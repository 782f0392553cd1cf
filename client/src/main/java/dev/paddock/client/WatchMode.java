package dev.paddock.client;

/** What a watch that stays is about. */
public enum WatchMode {
    /** One znode and its children: what all one-time watches of it together would tell. */
    PERSISTENT(0, WatchKind.PERSISTENT),
    /** A znode and all below it, but for changes of lists of children: each created or deleted znode tells of itself. */
    RECURSIVE(1, WatchKind.RECURSIVE);

    private final int code;
    private final WatchKind kind;

    WatchMode(int code, WatchKind kind) {
        this.code = code;
        this.kind = kind;
    }

    /** As {@code addWatch} has it. */
    int code() {
        return code;
    }

    WatchKind kind() {
        return kind;
    }
}
