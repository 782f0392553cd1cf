package dev.paddock.datatree;

import dev.paddock.wire.Utf8;

/** What a request is held against: a state, or within a multi what its earlier parts have made of one. */
public interface Tree {
    /** The znode of exactly this path, or null. The empty path is the root, as it is for every read. */
    Znode find(Utf8 path);

    /** The session, or null if there is none. */
    Session session(long id);

    /** The state before the request. Quotas are held against it, so that all parts of a multi see the same usage. */
    State before();
}
