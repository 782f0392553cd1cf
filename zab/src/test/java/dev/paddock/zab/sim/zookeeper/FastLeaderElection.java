package dev.paddock.zab.sim.zookeeper;

import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.message.Vote;
import java.util.Map;
import java.util.TreeMap;

/** A server that looks for a leader. */
final class FastLeaderElection implements Activity {
    private static final long EMPTY = -1;

    private final ZooKeeperServer server;
    private Vote proposal;

    /** Votes of this round. */
    private final Map<ServerId, Notification> received = new TreeMap<>();

    /** Votes of servers that follow or lead, of whatever round. */
    private final Map<ServerId, Notification> outOfElection = new TreeMap<>();

    /** A quorum votes alike: it is over if nothing at all is heard for a while. What does not change it is thrown away. */
    private boolean isFinalizing;

    private boolean isDecided;
    private long patience;
    private long deadline;

    FastLeaderElection(ZooKeeperServer server) {
        this.server = server;
    }

    @Override
    public Role role() {
        return Role.LOOKING;
    }

    @Override
    public void begin(Effects effects) {
        patience = server.settings().notifyAgain();
        server.nextRound();
        propose(server.ownVote(), effects);
    }

    Notification notification() {
        return new Notification(
                Role.LOOKING, proposal, server.logicalClock(), Notification.CURRENT_VERSION, server.membership());
    }

    private void propose(Vote vote, Effects effects) {
        proposal = vote;
        server.trace(new TraceEvent.Voted(server.logicalClock(), vote), effects);
        notifyAll(effects);
    }

    /** Its own vote reaches it in the same way as all others. */
    private void notifyAll(Effects effects) {
        deadline = server.now() + patience;
        for (ServerId voter : server.membership().voters()) {
            if (!voter.equals(server.id())) {
                server.connections().send(voter, notification(), effects);
            }
        }
        heard(server.id(), notification(), effects);
    }

    @Override
    public void on(Input input, Effects effects) {
        if (!(input instanceof Input.Tick) || server.now() < deadline || isDecided) {
            return;
        }
        if (isFinalizing) {
            decide(proposal, effects);
            return;
        }
        patience = Math.min(2 * patience, server.settings().notifyAgainMost());
        deadline = server.now() + patience;
        if (server.connections().hasDelivered()) {
            notifyAll(effects);
        } else {
            server.connections().connectAll(effects);
        }
    }

    void heard(ServerId from, Notification notification, Effects effects) {
        if (isDecided) {
            return;
        }
        if (isFinalizing && !notification.vote().beats(proposal)) {
            deadline = server.now() + server.settings().settle();
            return;
        }
        isFinalizing = false;
        deadline = server.now() + patience;
        if (!server.membership().isVoter(notification.vote().leader())) {
            return;
        }
        switch (notification.sender()) {
            case LOOKING -> heardLooking(from, notification, effects);
            case FOLLOWING, LEADING -> heardSettled(from, notification, effects);
            case OBSERVING -> {}
        }
    }

    private void heardLooking(ServerId from, Notification notification, Effects effects) {
        Vote vote = notification.vote();
        boolean isIgnored =
                server.ownVote().zxid().value() == EMPTY || vote.zxid().value() == EMPTY;
        if (isIgnored || notification.round() < server.logicalClock()) {
            return;
        }
        if (notification.round() > server.logicalClock()) {
            server.joinRound(notification.round());
            received.clear();
            Vote own = server.ownVote();
            received.put(from, notification);
            propose(vote.beats(own) ? vote : own, effects);
        } else if (vote.beats(proposal)) {
            received.put(from, notification);
            propose(vote, effects);
        } else {
            received.put(from, notification);
        }
        if (!isFinalizing && hasQuorum(received, notification(), true)) {
            isFinalizing = true;
            deadline = server.now() + server.settings().settle();
        }
    }

    private void heardSettled(ServerId from, Notification notification, Effects effects) {
        if (notification.round() == server.logicalClock()) {
            received.put(from, notification);
            if (hasQuorum(received, notification, true) && isLeader(received, notification)) {
                decide(notification.vote(), effects);
                return;
            }
        }
        outOfElection.put(from, notification);
        if (hasQuorum(outOfElection, notification, false) && isLeader(outOfElection, notification)) {
            server.joinRound(notification.round());
            decide(notification.vote(), effects);
        }
    }

    private boolean hasQuorum(Map<ServerId, Notification> votes, Notification like, boolean isByServerOnly) {
        return server.membership().quorum().isReachedBy(voter -> isAlike(votes.get(voter), like, isByServerOnly));
    }

    private static boolean isAlike(Notification one, Notification other, boolean isByServerOnly) {
        if (one == null) {
            return false;
        }
        if (one.sender() == Role.LOOKING || other.sender() == Role.LOOKING) {
            return one.vote().equals(other.vote()) && one.round() == other.round();
        }
        boolean isEpochKnown = !isByServerOnly && one.version() > 0 == other.version() > 0;
        return one.vote().leader().equals(other.vote().leader())
                && (!isEpochKnown || one.vote().epoch() == other.vote().epoch());
    }

    private boolean isLeader(Map<ServerId, Notification> votes, Notification notification) {
        ServerId leader = notification.vote().leader();
        if (leader.equals(server.id())) {
            return server.logicalClock() == notification.round();
        }
        Notification itself = votes.get(leader);
        return itself != null && itself.sender() == Role.LEADING;
    }

    private void decide(Vote vote, Effects effects) {
        isDecided = true;
        deadline = NEVER;
        server.trace(new TraceEvent.Elected(server.logicalClock(), vote), effects);
        server.elected(vote, server.logicalClock());
    }

    @Override
    public void end(Effects effects) {}

    @Override
    public long deadline() {
        return deadline;
    }
}
