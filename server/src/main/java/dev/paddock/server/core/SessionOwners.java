package dev.paddock.server.core;

import dev.paddock.zab.LinkId;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;

/**
 * At which server each session is attached, as its leader knows: where its client came last. What still comes from
 * elsewhere was asked before the client went away, and it would not know what became of it.
 */
final class SessionOwners {
    /** The leader itself, which dials no learner. */
    private static final LinkId HERE = LinkId.dialled(0);

    private final LongObjectMap<LinkId> owners = new LongObjectHashMap<>();

    void isHere(long session) {
        owners.put(session, HERE);
    }

    /** It goes on at a learner. Returns whether it was attached to the leader. */
    boolean movesTo(LinkId learner, long session) {
        return HERE.equals(owners.put(session, learner));
    }

    /** Whether a request of this session may come by this learner. The first one that asks has it, if nobody has. */
    boolean admits(LinkId learner, long session) {
        LinkId owner = owners.get(session);
        if (owner == null) {
            owners.put(session, learner);
            return true;
        }
        return owner.equals(learner);
    }

    void forget(long session) {
        owners.remove(session);
    }
}
