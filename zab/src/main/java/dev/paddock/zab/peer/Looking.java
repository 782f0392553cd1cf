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

/** A server without a leader, looking for one. */
final class Looking implements Phase {
    private final Self self;
    private Election election;

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
            self.voters().send(from, self.notification(Role.LOOKING), self.configurations(), effects);
            return;
        }
        if (adopt(notification.membership(), effects)) {
            startElection(election.round(), effects);
            return;
        }
        boolean isLate = notification.sender() == Role.LOOKING && notification.round() < election.round();
        election.heard(from, notification, self.now());
        if (isLate) {
            self.voters().send(from, election.notification(), self.configurations(), effects);
        }
        tellAndConclude(effects);
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
