package dev.paddock.datatree.store;

import java.io.IOException;

/** A state that can be written as a snapshot. */
@FunctionalInterface
public interface SnapshotContent {
    /**
     * Writes all sessions, then all ACLs, then all znodes with parents before their children.
     *
     * @return what follows them in a file
     */
    SnapshotTrailer writeTo(SnapshotWriter out) throws IOException;
}
