package dev.paddock.zab.election;

import dev.paddock.zab.PeerSettings;
import dev.paddock.zab.membership.Configurations;
import dev.paddock.zab.membership.Quorum;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.message.Vote;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One search for a leader (fast leader election). Whoever looks tells all voters whom it votes for, and changes its vote
 * for every better one that it hears of, until a quorum votes for the same server and nobody has a better proposal; or
 * until a quorum follows a leader that says that it leads.
 */
public final class Election {
    private static final long NEVER = Long.MAX_VALUE;

    /** The zxid of a server that has lost its data. */
    private static final long NOTHING = -1;

    private final PeerSettings settings;
    private final Configurations configurations;
    private final Vote own;

    /** Whether a server could not be reached when it was last tried. */
    private final Predicate<ServerId> isUnreachable;

    /** The election that votes belong to. Only votes of the same round are counted together. */
    private long round;

    private Vote proposal;

    /** The newest of each voter in this round, ours among them. */
    private final Map<ServerId, Notification> received = new TreeMap<>();

    /** The newest of each voter that follows or leads, whatever its round. */
    private final Map<ServerId, Notification> settled = new TreeMap<>();

    /** When to be content with the quorum that there is. */
    private long decideAt = NEVER;

    private long repeatAt;
    private long patience;

    /** Null until it is decided. */
    private Vote elected;

    private boolean mustTellAll;

    public Election(
            PeerSettings settings,
            Configurations configurations,
            Vote own,
            long lastRound,
            Predicate<ServerId> isUnreachable,
            long now) {
        this.settings = settings;
        this.configurations = configurations;
        this.own = own;
        this.isUnreachable = isUnreachable;
        this.round = lastRound + 1;
        this.patience = settings.notifyAgain();
        this.repeatAt = now + patience;
        propose(own);
        count(now);
    }

    /** What we say to others. */
    public Notification notification() {
        return new Notification(Role.LOOKING, proposal, round, Notification.CURRENT_VERSION, configurations.active());
    }

    public long round() {
        return round;
    }

    public Vote proposal() {
        return proposal;
    }

    /** Null while nobody is elected. */
    public Vote elected() {
        return elected;
    }

    /** Whether our vote has changed, or it is time to repeat it, since this was last asked. */
    public boolean mustTellAll() {
        boolean must = mustTellAll;
        mustTellAll = false;
        return must;
    }

    public long nextDeadline() {
        return Math.min(decideAt, repeatAt);
    }

    public void tick(long now) {
        if (now >= decideAt) {
            elected = proposal;
        } else if (now >= repeatAt) {
            patience = Math.min(2 * patience, settings.notifyAgainMost());
            repeatAt = now + patience;
            mustTellAll = true;
            count(now);
        }
    }

    /** Somebody may have become unreachable, so that there is less to wait for. */
    public void recount(long now) {
        count(now);
    }

    /** A notification of somebody who may vote. */
    public void heard(ServerId from, Notification notification, long now) {
        if (elected != null || !configurations.isVoter(notification.vote().leader())) {
            return;
        }
        switch (notification.sender()) {
            case LOOKING -> heardLooking(from, notification, now);
            case FOLLOWING, LEADING -> heardSettled(from, notification);
            case OBSERVING -> {}
        }
    }

    private void heardLooking(ServerId from, Notification notification, long now) {
        settled.remove(from);
        Vote vote = notification.vote();
        // A server that has lost its data helps to elect nobody.
        boolean isOfNoUse = own.zxid().value() == NOTHING || vote.zxid().value() == NOTHING;
        if (isOfNoUse || notification.round() < round) {
            return;
        }
        if (notification.round() > round) {
            round = notification.round();
            received.clear();
            propose(beats(vote, own) ? vote : own);
        } else if (beats(vote, proposal)) {
            propose(vote);
        }
        received.put(from, notification);
        count(now);
    }

    private boolean beats(Vote vote, Vote other) {
        return configurations.active().quorum().weight(vote.leader()) != 0 && vote.beats(other);
    }

    private void propose(Vote vote) {
        proposal = vote;
        decideAt = NEVER;
        mustTellAll = true;
        received.put(settings.self(), notification());
    }

    private void count(long now) {
        boolean hasLostData = own.zxid().value() == NOTHING;
        if (hasLostData || !configurations.quorum().isReachedBy(this::votesForProposal)) {
            decideAt = NEVER;
        } else if (isNobodyLeftWhoCouldDiffer()) {
            elected = proposal;
        } else if (decideAt == NEVER) {
            decideAt = now + settings.settle();
        }
    }

    private boolean votesForProposal(ServerId voter) {
        Notification notification = received.get(voter);
        return notification != null
                && notification.sender() == Role.LOOKING
                && notification.vote().equals(proposal);
    }

    private boolean isNobodyLeftWhoCouldDiffer() {
        for (ServerId voter : configurations.voters()) {
            if (!votesForProposal(voter) && !isUnreachable.test(voter)) {
                return false;
            }
        }
        return true;
    }

    /** Somebody has a leader already: in this round, or since long. */
    private void heardSettled(ServerId from, Notification notification) {
        settled.put(from, notification);
        if (notification.round() == round) {
            received.put(from, notification);
            if (isLeader(received, notification)
                    && quorum().isReachedBy(voter -> agree(received.get(voter), notification, false))) {
                elect(notification);
                return;
            }
        }
        if (isLeader(settled, notification)
                && quorum().isReachedBy(voter -> agree(settled.get(voter), notification, true))) {
            elect(notification);
        }
    }

    /**
     * Of the active configuration alone: a leader that is there is found also by one whose vote the next configuration
     * lacks, and which may be just what a quorum of the next one needs.
     */
    private Quorum quorum() {
        return configurations.active().quorum();
    }

    private void elect(Notification notification) {
        round = notification.round();
        elected = notification.vote();
    }

    /** Nobody is followed who does not say itself that it leads. */
    private boolean isLeader(Map<ServerId, Notification> votes, Notification notification) {
        ServerId leader = notification.vote().leader();
        if (leader.equals(settings.self())) {
            return notification.round() == round;
        }
        Notification itself = votes.get(leader);
        return itself != null && itself.sender() == Role.LEADING;
    }

    /** Votes of those that look are equal or not; of those that are settled, the leader counts, and its epoch. */
    private static boolean agree(Notification one, Notification other, boolean isEpochCompared) {
        if (one == null) {
            return false;
        }
        if (one.sender() == Role.LOOKING) {
            return one.vote().equals(other.vote()) && one.round() == other.round();
        }
        boolean isOneOld = one.version() == 0 ^ other.version() == 0;
        return one.vote().leader().equals(other.vote().leader())
                && (!isEpochCompared
                        || isOneOld
                        || one.vote().epoch() == other.vote().epoch());
    }
}
