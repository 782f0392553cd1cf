package dev.paddock.zab.sim.zookeeper;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.PeerSettings;
import dev.paddock.zab.Recovered;
import dev.paddock.zab.Reign;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.membership.Configurations;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.message.Vote;
import java.util.Random;

/** One server: it looks for a leader, then leads, follows or observes, then looks again. Here is also what it says to votes. */
public final class ZooKeeperServer {
    /** What stands for zxid and epoch in the vote of an observer. */
    private static final long NO_VOTE = Long.MIN_VALUE;

    private final PeerSettings settings;
    private final Configurations configurations;
    private final Random random;
    private final Database database;
    private final QuorumConnections connections;

    private Reign reign = new Reign(0);
    private long now;
    private long dialled;

    /** Null while the log is flushed between two states. */
    private Activity activity;

    /** Why the state is to end; null while it is not. */
    private String reason;

    /** Whom to follow, or be, in the next state; null to look for one. */
    private ServerId elected;

    /** The round of the election: never on disk. */
    private long logicalClock;

    /** How the last election has ended, and in which round. */
    private Vote vote;

    private long voteRound;
    private boolean isResigning;
    private boolean hasLeft;
    private long wakeAt = Activity.NEVER;

    public ZooKeeperServer(PeerSettings settings, Recovered recovered, Random random) {
        this.settings = settings;
        this.configurations = recovered.configurations();
        this.random = random;
        this.database = new Database(recovered);
        this.connections = new QuorumConnections(this);
        this.vote = ownVote();
    }

    /** Takes one input. The effects are to be carried out in their order. */
    public void step(Input input, Effects effects) {
        if (hasLeft) {
            return;
        }
        if (input instanceof Input.Tick tick) {
            now = Math.max(now, tick.nowMillis());
        }
        dispatch(input, effects);
        changeState(effects);
        database.trim(settings.windowCount());
        askForTick(effects);
    }

    private void dispatch(Input input, Effects effects) {
        if (input instanceof Input.FromDisk answer) {
            database.answered(answer);
            if (activity != null && answer.reign().equals(reign)) {
                activity.on(answer, effects);
            }
        } else if (input instanceof Input.Notified notified) {
            notified(notified, effects);
        } else if (input instanceof Input.VoterAccepted accepted) {
            connections.accepted(accepted, effects);
        } else if (input instanceof Input.Connected connected && connections.owner(connected.link()) != null) {
            connections.connected(connected.link(), effects);
        } else if (input instanceof Input.Resign) {
            isResigning = true;
            leave("asked to stop");
        } else if (input instanceof Input.LearnerAccepted accepted && role() != Role.LEADING) {
            effects.add(new Effect.Close(accepted.link()));
        } else {
            if (input instanceof Input.Closed closed) {
                connections.closed(closed.link());
            }
            if (activity != null) {
                activity.on(input, effects);
            }
        }
    }

    /** The receiver of notifications, which runs in every state. */
    private void notified(Input.Notified notified, Effects effects) {
        ServerId from = connections.owner(notified.link());
        if (from == null) {
            return;
        }
        Notification notification = notified.notification();
        if (!configurations.isVoter(from)) {
            connections.send(from, notification(logicalClock), effects);
        } else if (activity instanceof FastLeaderElection election) {
            if (isVoter() && notification.sender() == Role.LOOKING && notification.round() < logicalClock) {
                connections.send(from, election.notification(), effects);
            }
            election.heard(from, notification, effects);
        } else if (isVoter() && notification.sender() == Role.LOOKING && activity != null) {
            connections.send(from, notification(voteRound), effects);
        }
    }

    private void changeState(Effects effects) {
        while (!hasLeft) {
            if (reason != null && activity != null) {
                activity.end(effects);
                trace(new TraceEvent.Ended(reign, activity.role(), reason), effects);
                reign = reign.next();
                activity = null;
            }
            reason = null;
            if (activity != null || !database.isFlushed()) {
                return;
            }
            begin(effects);
        }
    }

    private void begin(Effects effects) {
        if (isResigning) {
            hasLeft = true;
            connections.closeAll(effects);
            effects.add(new Effect.Left());
            return;
        }
        if (elected == null) {
            activity = new FastLeaderElection(this);
        } else {
            activity = elected.equals(id()) ? new Leader(this) : new Learner(this, elected);
        }
        elected = null;
        trace(new TraceEvent.Began(reign, activity.role()), effects);
        activity.begin(effects);
    }

    private void askForTick(Effects effects) {
        long next = activity == null ? Activity.NEVER : Math.max(activity.deadline(), now + 1);
        if (next != wakeAt) {
            wakeAt = next;
            if (next != Activity.NEVER) {
                effects.add(new Effect.WakeAt(next));
            }
        }
    }

    // What the states say of the server, and to it.

    void leave(String why) {
        if (reason == null) {
            reason = why;
        }
    }

    void elected(Vote outcome, long round) {
        vote = outcome;
        voteRound = round;
        elected = outcome.leader();
        leave("elected " + outcome.leader());
    }

    /** All who are in the epoch tell late comers the same. */
    void established(long epoch) {
        vote = vote.withEpoch(epoch);
    }

    Vote ownVote() {
        return isVoter()
                ? new Vote(id(), database.lastZxid(), database.claimedEpoch())
                : new Vote(ServerId.NONE, new Zxid(NO_VOTE), NO_VOTE);
    }

    /** The others are observers. */
    boolean isVoter() {
        return configurations.isVoter(id());
    }

    private Notification notification(long round) {
        return new Notification(role(), vote, round, Notification.CURRENT_VERSION, configurations.active());
    }

    long nextRound() {
        return ++logicalClock;
    }

    void joinRound(long round) {
        logicalClock = round;
    }

    long logicalClock() {
        return logicalClock;
    }

    LinkId newLink() {
        return LinkId.dialled(++dialled);
    }

    void trace(TraceEvent event, Effects effects) {
        effects.add(new Effect.Trace(event));
    }

    /** How many milliseconds a thread takes to come to what it does next. */
    long pause() {
        return random.nextInt(random.nextBoolean() ? 2 : 60);
    }

    /** Whether a thread is scheduled now, and not a little later. */
    boolean isQuick() {
        return random.nextBoolean();
    }

    PeerSettings settings() {
        return settings;
    }

    ServerId id() {
        return settings.self();
    }

    Database database() {
        return database;
    }

    QuorumConnections connections() {
        return connections;
    }

    Membership membership() {
        return configurations.active();
    }

    long now() {
        return now;
    }

    public Configurations configurations() {
        return configurations;
    }

    public Zxid last() {
        return database.last();
    }

    public Reign reign() {
        return reign;
    }

    public Role role() {
        return activity == null ? Role.LOOKING : activity.role();
    }
}
