package dev.paddock.zab.peer;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.broadcast.Learner;
import dev.paddock.zab.discovery.EpochQuorum;
import dev.paddock.zab.history.History;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.peer.LeaderProgress.Stage;
import dev.paddock.zab.sync.LearnerFeed;
import dev.paddock.zab.sync.SyncPlan;

/** Synchronisation on the leader: each learner gets the history, and says that it has it. */
final class LeaderSync {
    private final Self self;
    private final History history;
    private final EpochQuorum epochs;
    private final long epochBefore;
    private final LeaderProgress progress;
    private final Learners learners;

    /** Knows what is committed, to which every learner is brought. */
    private final LeaderBroadcast broadcast;

    LeaderSync(Self self, EpochQuorum epochs, LeaderProgress progress, Learners learners, LeaderBroadcast broadcast) {
        this.self = self;
        this.history = self.history();
        this.epochs = epochs;
        this.epochBefore = self.disk().claimedEpoch();
        this.progress = progress;
        this.learners = learners;
        this.broadcast = broadcast;
    }

    void currentEpochSaved(Effects effects) {
        progress.enter(Stage.SYNCHRONISING);
        synchroniseAll(effects);
    }

    private void synchroniseAll(Effects effects) {
        learners.known().forEach(learner -> synchronise(learner, effects));
    }

    /** A quorum has the history, so whoever waited for that has nothing to fear. */
    void established(Effects effects) {
        synchroniseAll(effects);
    }

    /** Begins once it has promised to follow, and the leader has claimed the epoch. */
    void synchronise(Learner learner, Effects effects) {
        boolean isReady = progress.hasReached(Stage.SYNCHRONISING);
        if (!isReady || learner.promise() == null || learner.feed() != null) {
            return;
        }
        Message.AckEpoch promise = learner.promise();
        SyncPlan plan = SyncPlan.choose(
                new SyncPlan.Leader(
                        history,
                        broadcast.committed(),
                        epochs.epoch(),
                        epochBefore,
                        self.settings().truncates()),
                promise.last(),
                promise.currentEpoch());
        if (isTooEarly(plan)) {
            return;
        }
        self.trace(
                new TraceEvent.SyncChosen(
                        learner.link(), learner.id(), plan.kind().name()),
                effects);
        LearnerFeed feed = new LearnerFeed(
                learner.link(), learner.info().isObserver(), history, self.settings(), broadcast.activations());
        learner.fedBy(feed);
        learner.heard(self.now());
        feed.begin(plan, broadcast.committed(), newLeader(), effects);
        feed.pump(broadcast.committed(), effects);
    }

    /**
     * A state that is named by the beginning of our epoch means something only if a quorum comes to have it: leaders of
     * ZooKeeper take such a name for the end of what they have themselves. So who can only be given such a one waits until
     * it completes the quorum, with others that wait if there is no other way.
     */
    private boolean isTooEarly(SyncPlan plan) {
        boolean isNamedByOurEpoch =
                plan.kind() == SyncPlan.Kind.SNAP && plan.from().equals(epochs.startOfEpoch());
        return isNamedByOurEpoch && !progress.isEstablished() && !learners.areQuorum(this::isSyncedOrWaits);
    }

    private boolean isSyncedOrWaits(ServerId id) {
        Learner learner = learners.of(id);
        boolean waits = learner != null && learner.promise() != null && learner.feed() == null;
        return waits || learners.isSynced(id);
    }

    /** A change that is under way comes to late learners as a proposal; a new leader brings it to its end itself. */
    private Message.NewLeader newLeader() {
        Membership membership = progress.isEstablished()
                ? self.configurations().active()
                : self.configurations().lastSeen();
        return new Message.NewLeader(epochs.startOfEpoch(), membership);
    }

    void historyRead(Input.HistoryRead read, Effects effects) {
        Learner learner = learners.on(read.link());
        if (learner == null || learner.feed() == null) {
            return;
        }
        if (learner.feed().historyRead(read.proposals(), broadcast.committed(), effects)) {
            progressed(learner);
            learner.feed().pump(broadcast.committed(), effects);
        } else {
            learners.drop(learner, "the log does not have what it lacks", effects);
        }
    }

    void snapshotSent(LinkId link, Effects effects) {
        Learner learner = learners.on(link);
        if (learner != null && learner.feed() != null) {
            progressed(learner);
            learner.feed().snapshotSent();
            learner.feed().pump(broadcast.committed(), effects);
        }
    }

    void credit(Input.Credit credit, Effects effects) {
        Learner learner = learners.on(credit.link());
        if (learner != null && learner.feed() != null) {
            if (!learner.isSynced()) {
                progressed(learner);
            }
            learner.feed().credit(credit.bytes());
            learner.feed().pump(broadcast.committed(), effects);
        }
    }

    void snapshotProgress(LinkId link) {
        Learner learner = learners.on(link);
        if (learner != null && learner.info() != null) {
            progressed(learner);
        }
    }

    /** A transfer that comes on is waited for, however long it takes. */
    private void progressed(Learner learner) {
        learner.heard(self.now());
        if (self.configurations().isVoter(learner.id())) {
            progress.extend();
        }
    }

    /** The learner has the history, if it was sent all of it. */
    void acked(Learner learner, Zxid zxid, Effects effects) {
        boolean isNewLeader = zxid.equals(epochs.startOfEpoch());
        if (!isNewLeader || learner.feed() == null || !learner.feed().isNewLeaderSent()) {
            learners.drop(learner, "expected the acknowledgement of NEWLEADER, and ACK of " + zxid + " came", effects);
            return;
        }
        learner.synced(self.now());
        self.trace(
                new TraceEvent.SyncedWith(
                        learner.link(), learner.id(), learner.feed().target()),
                effects);
        if (progress.isEstablished()) {
            effects.add(new Effect.Send(learner.link(), new Message.UpToDate()));
        } else {
            synchroniseAll(effects);
        }
    }
}
