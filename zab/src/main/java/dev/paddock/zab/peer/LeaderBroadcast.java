package dev.paddock.zab.peer;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.broadcast.Learner;
import dev.paddock.zab.discovery.EpochQuorum;
import dev.paddock.zab.history.History;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.Role;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Broadcast on the leader: proposals go out, and what a quorum has on disk is committed, in zxid order. */
final class LeaderBroadcast {
    private final Self self;
    private final History history;
    private final EpochQuorum epochs;
    private final LeaderProgress progress;
    private final Learners learners;
    private final HandOver handOver;

    /** Who leads after which change of the configuration: as many as there were in this reign. */
    private final Map<Zxid, ServerId> activations = new TreeMap<>();

    /** All up to here is committed, in this reign or before; before it is established, what will be. */
    private Zxid committed;

    LeaderBroadcast(Self self, EpochQuorum epochs, LeaderProgress progress, Learners learners, HandOver handOver) {
        this.self = self;
        this.history = self.history();
        this.epochs = epochs;
        this.progress = progress;
        this.learners = learners;
        this.handOver = handOver;
        this.committed = history.last();
    }

    Zxid committed() {
        return committed;
    }

    Map<Zxid, ServerId> activations() {
        return Collections.unmodifiableMap(activations);
    }

    /** A quorum has the history of the epoch, so all of it is committed, and nothing else ever was. */
    void begin(Effects effects) {
        history.agreeOn(committed);
        for (Proposal next = history.deliverNext(committed); next != null; next = history.deliverNext(committed)) {
            effects.add(new Effect.Deliver(self.reign(), next));
        }
        self.established(epochs.epoch());
        Membership lastSeen = self.configurations().lastSeen();
        ServerId successor = leaderIn(lastSeen, committed);
        self.activate(lastSeen, effects);
        effects.add(new Effect.Serve(self.reign(), Role.LEADING, epochs.epoch(), self.id()));
        self.trace(new TraceEvent.Established(self.reign(), epochs.epoch(), Role.LEADING), effects);
        for (Learner learner : learners.all()) {
            if (learner.isSynced()) {
                effects.add(new Effect.Send(learner.link(), new Message.UpToDate()));
            }
        }
        if (!successor.equals(self.id())) {
            handOver.begin("the configuration is led by " + successor, successor, effects);
        }
    }

    void propose(Proposal proposal, Effects effects) {
        if (proposal.zxid().epoch() != epochs.epoch()) {
            throw new IllegalStateException(proposal.zxid() + " was submitted in epoch " + epochs.epoch());
        }
        if (proposal.membership() != null) {
            self.seen(proposal.membership(), effects);
        }
        self.disk().append(self.reign(), proposal, effects);
        pump(effects);
        if (proposal.zxid().counter() >= self.settings().epochLength()) {
            handOver.begin("the numbers of the epoch are used up", null, effects);
        }
    }

    void acked(Learner learner, Zxid zxid, Effects effects) {
        if (zxid.counter() != 0 && !zxid.isAfter(history.last())) {
            learner.acked(zxid, self.now());
            commitWhatAQuorumHas(effects);
        }
    }

    /** In zxid order, since whoever has a proposal has all before it. */
    void commitWhatAQuorumHas(Effects effects) {
        if (!progress.isEstablished()) {
            return;
        }
        Zxid before = committed;
        for (Proposal next = history.after(committed); next != null; next = history.after(committed)) {
            Zxid zxid = next.zxid();
            if (handOver.namesSuccessor() || !learners.areQuorum(voter -> has(voter, zxid))) {
                break;
            }
            commit(next, effects);
        }
        if (!committed.equals(before)) {
            pump(effects);
        }
    }

    /** What is behind the own sync is not acknowledged by oneself either. */
    private boolean has(ServerId voter, Zxid zxid) {
        if (voter.equals(self.id())) {
            return !zxid.isAfter(history.durable());
        }
        Learner learner = learners.of(voter);
        return learner != null && learner.has(zxid);
    }

    private void commit(Proposal proposal, Effects effects) {
        committed = proposal.zxid();
        history.agreeOn(committed);
        if (proposal.membership() != null && self.settings().reconfigures()) {
            activate(proposal.membership(), effects);
        }
        effects.add(new Effect.Deliver(self.reign(), history.deliverNext(committed)));
    }

    private void pump(Effects effects) {
        for (Learner learner : learners.all()) {
            if (learner.feed() != null) {
                learner.feed().pump(committed, effects);
            }
        }
    }

    /** Behind all that is committed by now. */
    void answer(LinkId link, Message message, Effects effects) {
        Learner learner = learners.on(link);
        if (learner != null && learner.feed() != null && !learner.feed().answer(message, committed, effects)) {
            learners.drop(learner, "too many answers wait for it", effects);
        }
    }

    // Changing the configuration.

    boolean couldCarry(Membership next) {
        return next.quorum().isReachedBy(id -> {
            Learner learner = learners.of(id);
            return id.equals(self.id())
                    || learner != null && learner.isSynced() && !learner.info().isObserver();
        });
    }

    private void activate(Membership next, Effects effects) {
        ServerId leader = leaderIn(next, committed);
        activations.put(committed, leader);
        self.activate(next, effects);
        if (!leader.equals(self.id())) {
            handOver.begin("the configuration is led by " + leader, leader, effects);
        }
    }

    /** This server, if it stays what it is; else one that has acknowledged all, or else the most. */
    private ServerId leaderIn(Membership next, Zxid zxid) {
        if (next.keepsVoter(self.id(), self.configurations().active())) {
            return self.id();
        }
        ServerId leader = self.id();
        Zxid most = Zxid.ZERO;
        for (ServerId voter : next.voters()) {
            Learner learner = learners.of(voter);
            if (learner != null && learner.has(zxid) && !most.isAfter(learner.acked())) {
                leader = voter;
                most = learner.acked().next();
            }
        }
        return leader;
    }
}
