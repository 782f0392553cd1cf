package dev.paddock.zab.peer;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.broadcast.Learner;
import dev.paddock.zab.broadcast.SyncBarrier;
import dev.paddock.zab.discovery.EpochQuorum;
import dev.paddock.zab.history.History;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;

/** The leader's pings, and the rounds of them that let SYNC through its barrier. */
final class PingRounds {
    private final Self self;
    private final History history;
    private final EpochQuorum epochs;
    private final LeaderProgress progress;
    private final Learners learners;

    /** Knows what is committed, which the barrier waits for too. */
    private final LeaderBroadcast broadcast;

    private final SyncBarrier barrier = new SyncBarrier();

    PingRounds(Self self, EpochQuorum epochs, LeaderProgress progress, Learners learners, LeaderBroadcast broadcast) {
        this.self = self;
        this.history = self.history();
        this.epochs = epochs;
        this.progress = progress;
        this.learners = learners;
        this.broadcast = broadcast;
    }

    void pingAll(Effects effects) {
        for (Learner learner : learners.all()) {
            if (learner.feed() != null && learner.feed().isNewLeaderSent()) {
                ping(learner, effects);
                if (barrier.isInRound() && learner.isSynced()) {
                    learner.joinsRound();
                }
            }
        }
    }

    private void ping(Learner learner, Effects effects) {
        Zxid start = epochs.startOfEpoch();
        Zxid last = history.last().isAfter(start) ? history.last() : start;
        effects.add(new Effect.Send(learner.link(), new Message.Ping(last)));
        if (progress.isEstablished() && learner.isSynced()) {
            learner.pinged();
        }
    }

    /** @param link of the learner whose client asks; null for a client of the leader itself */
    void syncAsked(LinkId link, Message.Request request, Effects effects) {
        barrier.add(new SyncBarrier.Waiter(link, request, history.last()));
        beginRound(effects);
    }

    private void beginRound(Effects effects) {
        if (barrier.beginRound()) {
            for (Learner learner : learners.all()) {
                if (learner.isSynced()) {
                    ping(learner, effects);
                    learner.roundBegins();
                }
            }
            endRoundIfAnswered(effects);
        }
    }

    void pong(Learner learner, Message.Pong pong, Effects effects) {
        learner.ponged();
        if (!pong.touches().isEmpty()) {
            effects.add(new Effect.Touched(pong.touches()));
        }
        endRoundIfAnswered(effects);
    }

    private void endRoundIfAnswered(Effects effects) {
        if (barrier.isInRound() && learners.areQuorum(this::hasAnsweredRound)) {
            learners.all().forEach(Learner::roundForgotten);
            barrier.roundAnswered();
            passBarrier(effects);
            beginRound(effects);
        }
    }

    private boolean hasAnsweredRound(ServerId id) {
        Learner learner = learners.of(id);
        return id.equals(self.id()) || learner != null && learner.hasAnsweredRound();
    }

    /** Whoever waits for what is committed by now, behind a round, is told. */
    void passBarrier(Effects effects) {
        Zxid committed = broadcast.committed();
        for (SyncBarrier.Waiter next = barrier.pass(committed); next != null; next = barrier.pass(committed)) {
            if (next.link() == null) {
                effects.add(new Effect.Synced(next.request()));
            } else {
                broadcast.answer(next.link(), new Message.Synced(), effects);
            }
        }
    }
}
