package dev.paddock.zab.peer;

import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.broadcast.Learner;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Who is connected to the leader, and who of them are a quorum. */
final class Learners {
    /** Connections at a time, with those that have not said yet who they are. */
    private static final int MOST_LEARNERS = 1_000;

    private final Self self;

    /** In the order of connecting. */
    private final Map<LinkId, Learner> byLink = new LinkedHashMap<>();

    /** The newest connection of each server that has introduced itself. */
    private final Map<ServerId, Learner> byId = new TreeMap<>();

    Learners(Self self) {
        this.self = self;
    }

    void accepted(LinkId link, Effects effects) {
        if (byLink.size() < MOST_LEARNERS) {
            byLink.put(link, new Learner(link, self.now()));
        } else {
            effects.add(new Effect.Close(link));
        }
    }

    /** Of a server that has come before, only the newest connection counts. */
    void introduced(Learner learner, Message.LearnerInfo info, Effects effects) {
        Learner before = byId.get(info.sender());
        if (before != null) {
            drop(before, "server " + info.sender() + " has come again", effects);
        }
        learner.introduced(info);
        byId.put(info.sender(), learner);
    }

    /** Null if it is gone, or belongs to another role. */
    Learner on(LinkId link) {
        return byLink.get(link);
    }

    /** Null if this server is not connected, or has not introduced itself. */
    Learner of(ServerId id) {
        return byId.get(id);
    }

    Collection<Learner> all() {
        return Collections.unmodifiableCollection(byLink.values());
    }

    /** In the order of their numbers. */
    Collection<Learner> known() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** The leader itself has its own history. */
    boolean isSynced(ServerId id) {
        Learner learner = byId.get(id);
        return id.equals(self.id()) || learner != null && learner.isSynced();
    }

    /** Of both configurations, while one is changing into the other. */
    boolean areQuorum(Predicate<ServerId> holds) {
        return self.configurations().quorum().isReachedBy(holds);
    }

    void dropTheSilent(Effects effects) {
        long now = self.now();
        for (Learner learner : List.copyOf(byLink.values())) {
            if (learner.isSynced()) {
                long limit = now - self.settings().syncLimit();
                if (learner.isSilentSince(limit) || learner.isBehindSince(limit, now)) {
                    drop(learner, "it says nothing, or does not acknowledge", effects);
                }
            } else if (!isWaitingForQuorum(learner)
                    && learner.isSilentSince(now - self.settings().initLimit())) {
                drop(learner, "it does not come on", effects);
            }
        }
    }

    /** It has said all that it can say for now. */
    private static boolean isWaitingForQuorum(Learner learner) {
        return learner.info() != null
                && learner.feed() == null
                && (learner.promise() != null || !learner.isEpochTold());
    }

    void drop(Learner learner, String reason, Effects effects) {
        self.trace(new TraceEvent.Dropped(learner.link(), reason), effects);
        effects.add(new Effect.Close(learner.link()));
        closed(learner.link());
    }

    void closed(LinkId link) {
        Learner learner = byLink.remove(link);
        if (learner != null && learner.info() != null) {
            byId.remove(learner.id(), learner);
        }
    }

    void closeAll(Effects effects) {
        byLink.keySet().forEach(link -> effects.add(new Effect.Close(link)));
    }
}
