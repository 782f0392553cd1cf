package dev.paddock.server.core;

import dev.paddock.datatree.State;
import java.util.List;

/** What an {@link Inspection} may look at, and for the time of one step only; a listing may be kept for the next one. */
public interface Inspectable {
    State committed();

    /** Who watches the data of what, or for good, path by path: all but watches for children alone. */
    WatchListing dataWatchesByPath();

    /** The same, watcher by watcher. */
    WatchListing dataWatchesByWatcher();

    /** The session that a watcher is attached to; 0 for none. */
    long sessionOf(Watcher watcher);

    /** In so many milliseconds a session ends, unless it is heard of; negative if it is not known or ending. */
    long millisLeft(long session);

    /** The oldest first. */
    List<DigestAt> digests();
}
