package dev.paddock.zab.peer;

import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.election.Election;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.message.Vote;
import java.util.Map;
import java.util.TreeMap;

/** A server without a leader, looking for one. */
final class Looking implements Phase {
    private final Self self;
    private Election election;

    /** When servers that may not vote were answered; as many as have a link. */
    private final Map<ServerId, Long> answered = new TreeMap<>();

    Looking(Self self) {
        this.self = self;
    }

    @Override
    public Role role() {
        return Role.LOOKING;
    }

    @Override
    public void begin(Effects effects) {
        startElection(self.round(), effects);
    }

    private void startElection(long lastRound, Effects effects) {
        election = new Election(
                self.settings(),
                self.configurations(),
                self.ownVote(),
                lastRound,
                self.voters()::isUnreachable,
                self.now());
        tellAndConclude(effects);
    }

    @Override
    public void on(Input input, Effects effects) {
        if (input instanceof Input.Tick) {
            election.tick(self.now());
        } else if (input instanceof Input.Closed) {
            election.recount(self.now());
        }
        // Whatever else comes belongs to another role.
        tellAndConclude(effects);
    }

    @Override
    public void heard(ServerId from, Notification notification, Effects effects) {
        if (!self.configurations().isVoter(from)) {
            answerStranger(from, notification, effects);
            return;
        }
        if (adopt(notification.membership(), effects)) {
            startElection(election.round(), effects);
            return;
        }
        boolean lacksOurVote = lacksOurVote(notification);
        boolean doesOurVoteCount = self.configurations().isVoter(self.id());
        election.heard(from, notification, self.now());
        // Two that answer each other's every word would never end.
        if (lacksOurVote && doesOurVoteCount) {
            self.voters().send(from, election.notification(), self.configurations(), effects);
        }
        tellAndConclude(effects);
    }

    /** It is in an earlier round, or did not look yet when it was told. Of two votes one is better, so one of two answers. */
    private boolean lacksOurVote(Notification notification) {
        if (notification.sender() != Role.LOOKING) {
            return false;
        }
        return notification.round() == election.round()
                ? election.proposal().beats(notification.vote())
                : notification.round() < election.round();
    }

    /**
     * It cannot be counted, but is told what there is: how the last election has ended, and the configuration. Now and
     * then only, for it may hold us for a stranger as well, and answer.
     */
    private void answerStranger(ServerId from, Notification notification, Effects effects) {
        long last = answered.getOrDefault(from, -self.settings().notifyAgain());
        if (notification.sender() == Role.LOOKING
                && self.now() >= last + self.settings().notifyAgain()) {
            answered.put(from, self.now());
            self.voters().send(from, self.notification(Role.LOOKING), self.configurations(), effects);
        }
    }

    /** A newer configuration is in force elsewhere. It is believed to a member of ours. True if it changes who votes. */
    private boolean adopt(Membership membership, Effects effects) {
        Membership active = self.configurations().active();
        if (membership == null
                || membership.version() <= active.version()
                || !self.settings().reconfigures()) {
            return false;
        }
        self.activate(membership, effects);
        return !membership.isSameEnsembleAs(active);
    }

    private void tellAndConclude(Effects effects) {
        if (election.mustTellAll()) {
            self.trace(new TraceEvent.Voted(election.round(), election.proposal()), effects);
            for (ServerId voter : self.configurations().voters()) {
                if (!voter.equals(self.id())) {
                    self.voters().send(voter, election.notification(), self.configurations(), effects);
                }
            }
        }
        Vote elected = election.elected();
        if (elected != null) {
            self.elected(election.round(), elected);
            self.trace(new TraceEvent.Elected(election.round(), elected), effects);
            self.leave("elected " + elected.leader(), elected.leader());
        }
    }

    @Override
    public void end(Effects effects) {}

    @Override
    public long nextDeadline() {
        return election.nextDeadline();
    }
}
