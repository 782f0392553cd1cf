package dev.paddock.zab.peer;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.Reign;
import dev.paddock.zab.broadcast.Learner;
import dev.paddock.zab.discovery.EpochQuorum;
import dev.paddock.zab.history.History;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.peer.LeaderProgress.Stage;

/**
 * A server that was elected, or named. Each phase has a class, {@link LeaderDiscovery}, {@link LeaderSync} and
 * {@link LeaderBroadcast}; here is which input belongs to which, and how one leads to the next.
 */
final class Leading implements Phase {
    private final Self self;
    private final long began;

    private final LeaderProgress progress;
    private final Learners learners;
    private final HandOver handOver;
    private final LeaderDiscovery discovery;
    private final LeaderSync sync;
    private final LeaderBroadcast broadcast;
    private final PingRounds pings;

    private long pingAt;

    /** Then a quorum must still follow; of no meaning before it is established. */
    private long checkAt;

    Leading(Self self) {
        this.self = self;
        this.began = self.now();
        EpochQuorum epochs = new EpochQuorum(
                self.id(),
                self.configurations().active().quorum(),
                self.disk().acceptedEpoch(),
                self.disk().claimedEpoch(),
                self.history().last());
        this.progress = new LeaderProgress(self);
        this.learners = new Learners(self);
        this.handOver = new HandOver(self, progress, learners);
        this.discovery = new LeaderDiscovery(self, epochs, progress, learners, handOver);
        this.broadcast = new LeaderBroadcast(self, epochs, progress, learners, handOver);
        this.sync = new LeaderSync(self, epochs, progress, learners, broadcast);
        this.pings = new PingRounds(self, epochs, progress, learners, broadcast);
    }

    @Override
    public Role role() {
        return Role.LEADING;
    }

    @Override
    public void begin(Effects effects) {
        effects.add(new Effect.Listen(self.reign()));
        History history = self.history();
        for (long index = history.undelivered(); index < history.end(); index++) {
            effects.add(new Effect.ExtendTip(self.reign(), history.get(index)));
        }
        pingAt = self.now() + self.settings().tick() / 2;
        discovery.begin(effects);
    }

    @Override
    public void on(Input input, Effects effects) {
        if (input instanceof Input.Received received) {
            Learner learner = learners.on(received.link());
            if (learner != null) {
                learner.heard(self.now());
                receive(learner, received.message(), effects);
            }
        } else if (input instanceof Input.Durable) {
            broadcast.commitWhatAQuorumHas(effects);
            pings.passBarrier(effects);
        } else if (input instanceof Input.Submitted submitted) {
            submitted(submitted, effects);
        } else if (input instanceof Input.Tick) {
            tick(effects);
        } else if (input instanceof Input.Credit credit) {
            sync.credit(credit, effects);
        } else if (input instanceof Input.SyncAsked asked) {
            syncAsked(asked, effects);
        } else if (input instanceof Input.Validity validity) {
            Message answer = new Message.Revalidated(validity.session(), validity.isValid());
            broadcast.answer(validity.link(), answer, effects);
        } else if (input instanceof Input.LearnerAccepted accepted) {
            learners.accepted(accepted.link(), effects);
        } else if (input instanceof Input.Closed closed) {
            learners.closed(closed.link());
        } else if (input instanceof Input.AcceptedEpochSaved) {
            discovery.acceptedEpochSaved(effects);
        } else if (input instanceof Input.CurrentEpochSaved) {
            sync.currentEpochSaved(effects);
            establishIfSynced(effects);
        } else if (input instanceof Input.HistoryRead read) {
            sync.historyRead(read, effects);
        } else if (input instanceof Input.SnapshotProgress progressed) {
            sync.snapshotProgress(progressed.link());
        } else if (input instanceof Input.SnapshotSent sent) {
            sync.snapshotSent(sent.link(), effects);
        } else if (input instanceof Input.NotListening failed && failed.reign().equals(self.reign())) {
            self.leave("the quorum port cannot be opened", null);
        }
        // Whatever else comes belongs to another role.
        handOver.leaveIfDone(broadcast.committed());
    }

    private void receive(Learner learner, Message message, Effects effects) {
        if (learner.info() == null) {
            if (message instanceof Message.LearnerInfo info) {
                discovery.introduce(learner, info, effects);
            } else {
                learners.drop(learner, "expected FOLLOWERINFO or OBSERVERINFO, and " + message + " came", effects);
            }
        } else if (message instanceof Message.Ack ack) {
            ack(learner, ack.zxid(), effects);
        } else if (message instanceof Message.AckEpoch promise) {
            discovery.ackEpoch(learner, promise, effects);
            sync.synchronise(learner, effects);
        } else if (!learner.isSynced()) {
            learners.drop(learner, "expected the acknowledgement of NEWLEADER, and " + message + " came", effects);
        } else if (message instanceof Message.Request request) {
            request(learner, request, effects);
        } else if (message instanceof Message.Pong pong) {
            pings.pong(learner, pong, effects);
        } else if (message instanceof Message.Revalidate asked) {
            effects.add(new Effect.AskValidity(learner.link(), asked.session(), asked.timeoutMillis()));
        }
        // ZooKeeper ignores what is not for a leader, and so do we.
    }

    private void ack(Learner learner, Zxid zxid, Effects effects) {
        if (learner.isSynced()) {
            broadcast.acked(learner, zxid, effects);
            pings.passBarrier(effects);
        } else {
            sync.acked(learner, zxid, effects);
            establishIfSynced(effects);
        }
    }

    private void establishIfSynced(Effects effects) {
        if (progress.stage() != Stage.SYNCHRONISING || !learners.areQuorum(learners::isSynced)) {
            return;
        }
        progress.enter(Stage.ESTABLISHED);
        checkAt = self.now() + self.settings().tick();
        broadcast.begin(effects);
        sync.established(effects);
    }

    // What clients want, here and at learners.

    private void submitted(Input.Submitted submitted, Effects effects) {
        if (isServing(submitted.reign()) && !handOver.hasBegun()) {
            broadcast.propose(submitted.proposal(), effects);
        }
    }

    private void request(Learner learner, Message.Request request, Effects effects) {
        if (!progress.isEstablished() || handOver.hasBegun()) {
            return;
        }
        if (request.isSync()) {
            pings.syncAsked(learner.link(), request, effects);
        } else {
            effects.add(new Effect.Prepare(learner.link(), request));
        }
    }

    private void syncAsked(Input.SyncAsked asked, Effects effects) {
        if (isServing(asked.reign())) {
            pings.syncAsked(null, asked.request(), effects);
        }
    }

    private boolean isServing(Reign reign) {
        return progress.isEstablished() && reign.equals(self.reign());
    }

    boolean couldCarry(Membership next) {
        return broadcast.couldCarry(next);
    }

    // Time.

    private void tick(Effects effects) {
        if (self.now() >= pingAt) {
            pingAt = self.now() + self.settings().tick() / 2;
            learners.dropTheSilent(effects);
            pings.pingAll(effects);
        }
        if (!progress.isEstablished()) {
            if (self.now() >= progress.stageEnds()) {
                self.leave("no quorum came through " + progress.stage(), null);
            }
        } else if (self.now() >= checkAt) {
            checkAt = self.now() + self.settings().tick();
            if (!learners.areQuorum(learners::isSynced)) {
                self.leave("a quorum does not follow any more", null);
            }
        }
    }

    /** A voter that looks again, in a later election, was not satisfied with this one: it will not come. */
    @Override
    public void heard(ServerId from, Notification notification, Effects effects) {
        long patience = self.settings().connectTries() * self.settings().connectPause();
        if (!progress.isEstablished()
                && notification.sender() == Role.LOOKING
                && notification.round() > self.round()
                && learners.of(from) == null
                && self.now() - began > patience) {
            self.leave("server " + from + " looks for another leader", null);
        }
    }

    // The end.

    void resign(String reason, Effects effects) {
        handOver.begin(reason, null, effects);
        handOver.leaveIfDone(broadcast.committed());
    }

    @Override
    public void end(Effects effects) {
        effects.add(new Effect.StopListening(self.reign()));
        effects.add(new Effect.StopServing(self.reign()));
        learners.closeAll(effects);
    }

    @Override
    public long nextDeadline() {
        long deadline = Math.min(pingAt, handOver.ends());
        return Math.min(deadline, progress.isEstablished() ? checkAt : progress.stageEnds());
    }
}
