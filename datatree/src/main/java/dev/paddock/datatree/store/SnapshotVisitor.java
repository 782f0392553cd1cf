package dev.paddock.datatree.store;

import dev.paddock.wire.Acl;
import java.util.List;

/**
 * Is shown what a snapshot holds, in its order: all sessions, then all ACLs, then all znodes. Nothing of it is certain
 * before the reader returns, since the seals come last.
 */
public interface SnapshotVisitor {
    void session(long sessionId, int timeoutMillis);

    /** The list that znodes of this file mean by this id. */
    void acl(long aclId, List<Acl> acl);

    /**
     * One znode. Parents come before their children in a sound snapshot; to find out is up to the visitor, which
     * then throws {@link SnapshotNode#unusable}.
     *
     * @param node valid during this call only: the next znode is shown in the same object
     */
    void node(SnapshotNode node) throws UnusableSnapshotException;

    /** All znodes were shown. What is left are the seals, which may still prove them wrong. */
    default void complete() {}
}
