package dev.paddock.zab.peer;

import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.broadcast.Learner;
import dev.paddock.zab.discovery.EpochQuorum;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.peer.LeaderProgress.Stage;

/** Discovery on the leader: it opens an epoch above all that were accepted, and a quorum promises to follow it. */
final class LeaderDiscovery {
    private final Self self;
    private final EpochQuorum epochs;
    private final LeaderProgress progress;
    private final Learners learners;
    private final HandOver handOver;

    LeaderDiscovery(Self self, EpochQuorum epochs, LeaderProgress progress, Learners learners, HandOver handOver) {
        this.self = self;
        this.epochs = epochs;
        this.progress = progress;
        this.learners = learners;
        this.handOver = handOver;
    }

    /** A leader that is a quorum by itself has nobody to wait for. */
    void begin(Effects effects) {
        saveEpochIfChosen(effects);
    }

    /** FOLLOWERINFO or OBSERVERINFO. */
    void introduce(Learner learner, Message.LearnerInfo info, Effects effects) {
        ServerId id = info.sender();
        boolean isMember = self.configurations().contains(id);
        if (info.protocol() < Message.LearnerInfo.PROTOCOL || id.equals(self.id())) {
            learners.drop(learner, "it says that it is " + info, effects);
        } else if (!isMember && !self.settings().reconfigures()) {
            learners.drop(learner, "server " + id + " is in no configuration", effects);
        } else if (info.configVersion() > self.configurations().active().version()) {
            learners.drop(learner, "server " + id + " has a newer configuration", effects);
        } else if (!epochs.isSane(info.acceptedEpoch())) {
            learners.drop(learner, "server " + id + " claims to have accepted epoch " + info.acceptedEpoch(), effects);
        } else if (epochs.isChosen() && info.acceptedEpoch() > epochs.epoch()) {
            learners.drop(learner, "server " + id + " has accepted epoch " + info.acceptedEpoch(), effects);
            openLaterEpochFor(id, effects);
        } else {
            learners.introduced(learner, info, effects);
            epochs.heard(
                    id, info.acceptedEpoch(), self.configurations().active().isVoter(id));
            tellEpoch(learner, effects);
            saveEpochIfChosen(effects);
        }
    }

    /** It has promised somebody else a later epoch, and can only come back in one that is later still. */
    private void openLaterEpochFor(ServerId id, Effects effects) {
        if (self.configurations().isVoter(id)) {
            handOver.begin("server " + id + " has accepted a later epoch", null, effects);
        }
    }

    private void saveEpochIfChosen(Effects effects) {
        if (progress.stage() == Stage.CHOOSING_EPOCH && epochs.isChosen()) {
            progress.enter(Stage.SAVING_ACCEPTED_EPOCH);
            self.disk().saveAcceptedEpoch(self.reign(), epochs.epoch(), effects);
        }
    }

    void acceptedEpochSaved(Effects effects) {
        progress.enter(Stage.COLLECTING_PROMISES);
        self.trace(new TraceEvent.EpochOpened(epochs.epoch()), effects);
        self.stampConfiguration(epochs.startOfEpoch().value());
        epochs.promisedBySelf();
        learners.known().forEach(learner -> tellEpoch(learner, effects));
        claimIfPromised(effects);
    }

    private void tellEpoch(Learner learner, Effects effects) {
        if (progress.hasReached(Stage.COLLECTING_PROMISES) && !learner.isEpochTold()) {
            learner.epochTold();
            learner.heard(self.now());
            effects.add(new Effect.Send(learner.link(), new Message.LeaderInfo(epochs.epoch())));
        }
    }

    void ackEpoch(Learner learner, Message.AckEpoch promise, Effects effects) {
        if (!learner.isEpochTold() || learner.promise() != null) {
            learners.drop(learner, "ACKEPOCH was not asked for", effects);
            return;
        }
        boolean isVoter = self.configurations().active().isVoter(learner.id());
        if (progress.stage() == Stage.COLLECTING_PROMISES && epochs.isAhead(promise)) {
            learners.drop(learner, "server " + learner.id() + " has a longer history: " + promise, effects);
            if (isVoter) {
                self.leave("server " + learner.id() + " has a longer history", null);
            }
            return;
        }
        learner.promised(promise);
        epochs.promised(learner.id(), promise, isVoter);
        claimIfPromised(effects);
    }

    /** Nobody commits in an earlier epoch any more, and all that was committed is here: the history is the epoch's. */
    private void claimIfPromised(Effects effects) {
        if (progress.stage() == Stage.COLLECTING_PROMISES && epochs.isPromised()) {
            progress.enter(Stage.SAVING_CURRENT_EPOCH);
            self.disk().saveCurrentEpoch(self.reign(), epochs.epoch(), effects);
        }
    }
}
