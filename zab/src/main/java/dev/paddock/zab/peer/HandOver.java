package dev.paddock.zab.peer;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.broadcast.Learner;
import dev.paddock.zab.membership.ServerId;

/**
 * A leader stops in order: nothing new begins, and whoever follows gets all that there is, so that the next can lead at
 * once.
 */
final class HandOver {
    private final Self self;
    private final LeaderProgress progress;
    private final Learners learners;

    /** Why the leader goes, once everybody has what there is; null while it does not. */
    private Self.Departure departure;

    private long ends = Phase.NEVER;

    HandOver(Self self, LeaderProgress progress, Learners learners) {
        this.self = self;
        this.progress = progress;
        this.learners = learners;
    }

    /**
     * A leader that is not established has nothing to hand over, and goes at once.
     *
     * @param leader who leads then, so that nobody needs to be elected; or null
     */
    void begin(String reason, ServerId leader, Effects effects) {
        if (!progress.isEstablished()) {
            self.leave(reason, leader);
        } else if (departure == null) {
            departure = new Self.Departure(reason, leader);
            ends = self.now() + self.settings().handOver();
            effects.add(new Effect.Hold(self.reign()));
            self.trace(new TraceEvent.HandingOver(self.reign(), reason), effects);
        }
    }

    boolean hasBegun() {
        return departure != null;
    }

    /** What is not committed yet is left to the successor. */
    boolean namesSuccessor() {
        return departure != null && departure.leader() != null;
    }

    void leaveIfDone(Zxid committed) {
        if (departure != null && (self.now() >= ends || isDone(committed))) {
            self.leave(departure.reason(), departure.leader());
        }
    }

    private boolean isDone(Zxid committed) {
        Zxid last = self.history().last();
        for (Learner learner : learners.all()) {
            if (learner.isSynced() && committed.isAfter(learner.feed().committedSent())) {
                return false;
            }
            boolean isVoter = learner.isSynced() && self.configurations().isVoter(learner.id());
            if (isVoter && !namesSuccessor() && !learner.has(last)) {
                return false;
            }
        }
        return namesSuccessor() || committed.equals(last);
    }

    long ends() {
        return ends;
    }
}
