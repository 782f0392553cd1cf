package dev.paddock.zab.sim;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Input;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.message.Vote;
import java.util.HashMap;
import java.util.Map;

/** Which ways through the protocol were taken, and how often. Read from what is sent and traced, not from
 * the core; the real store tells by itself. */
final class Coverage {
    enum Way {
        LOOKING_TO_LEADING,
        LOOKING_TO_FOLLOWING,
        LOOKING_TO_OBSERVING,
        LEADING_TO_LOOKING,
        FOLLOWING_TO_LOOKING,
        OBSERVING_TO_LOOKING,
        LEADING_TO_OBSERVING,
        FOLLOWING_TO_LEADING,
        FOLLOWING_TO_FOLLOWING,
        FOLLOWING_TO_OBSERVING,
        OBSERVING_TO_FOLLOWING,

        EPOCH_OPENED,
        LEADER_ESTABLISHED,
        FOLLOWER_ESTABLISHED,
        OBSERVER_ESTABLISHED,
        HANDED_OVER,
        DROPPED_A_LINK,
        ACTIVATED_A_CONFIGURATION,

        DIFF_EMPTY,
        DIFF_WITH_PROPOSALS,
        DIFF_FROM_THE_LOG,
        TRUNC_ONLY,
        TRUNC_AND_DIFF,
        SNAP,
        PROPOSED_WITHIN_SYNC,
        PROMISED_ALREADY,
        LOST_ITS_DATA,
        MISLED,

        OURS_FOLLOWED_THEIRS_BY_DIFF,
        OURS_FOLLOWED_THEIRS_BY_TRUNC,
        OURS_FOLLOWED_THEIRS_BY_SNAP,
        THEIRS_FOLLOWED_OURS_BY_DIFF,
        THEIRS_FOLLOWED_OURS_BY_TRUNC,
        THEIRS_FOLLOWED_OURS_BY_SNAP,
        OURS_WAS_INFORMED_BY_THEIRS,
        THEIRS_WAS_INFORMED_BY_OURS,
        OURS_WAS_SENT_A_COMMIT_BEHIND_NEW_LEADER,
        OURS_WAS_SENT_WHAT_ITS_SNAPSHOT_HAS,

        VOTE_HIGHER_EPOCH,
        VOTE_LOWER_EPOCH,
        VOTE_HIGHER_ZXID,
        VOTE_LOWER_ZXID,
        VOTE_HIGHER_SERVER,
        VOTE_LOWER_SERVER,
        VOTE_EQUAL,
        ROUND_HIGHER,
        ROUND_LOWER,
        HEARD_A_LEADER,
        HEARD_A_FOLLOWER,
        HEARD_AN_OBSERVER,

        STORE_CAME_BACK_TO_A_TORN_LOG,
        STORE_LOST_WHAT_WAS_UNDER_WAY,
        STORE_CRASHED_WHILE_IT_STARTED,
        STORE_FAILED,
        STORE_READ_ITS_LOG,
        STORE_TRUNCATED,
        STORE_INSTALLED,
        STORE_FINISHED_AN_INSTALLATION,
        STORE_WROTE_A_SNAPSHOT
    }

    private static final Way[][] TRANSITIONS = new Way[Role.values().length][Role.values().length];

    static {
        for (Role from : Role.values()) {
            for (Role to : Role.values()) {
                TRANSITIONS[from.ordinal()][to.ordinal()] = way(from + "_TO_" + to);
            }
        }
    }

    private static Way way(String name) {
        for (Way way : Way.values()) {
            if (way.name().equals(name)) {
                return way;
            }
        }
        return null;
    }

    private final long[] counts = new long[Way.values().length];
    private final Map<SimulatedServer, TraceEvent.Voted> voted = new HashMap<>();
    private final Map<SimulatedServer, Role> ended = new HashMap<>();
    private final Map<Network.End, Way> syncs = new HashMap<>();

    /** In a synchronisation: what stands before NEWLEADER, or is in the snapshot. */
    private final Map<Network.End, Zxid> lastBefore = new HashMap<>();

    void reached(Way way) {
        counts[way.ordinal()]++;
    }

    void trace(SimulatedServer server, TraceEvent event) {
        if (event instanceof TraceEvent.Began began) {
            began(server, began.role());
        } else if (event instanceof TraceEvent.Ended over) {
            ended.put(server, over.role());
        } else if (event instanceof TraceEvent.Voted vote) {
            voted.put(server, vote);
        } else if (event instanceof TraceEvent.EpochOpened) {
            reached(Way.EPOCH_OPENED);
        } else if (event instanceof TraceEvent.SyncChosen chosen
                && chosen.plan().equals("LOG")) {
            reached(Way.DIFF_FROM_THE_LOG);
        } else if (event instanceof TraceEvent.Established established) {
            established(established.role());
        } else if (event instanceof TraceEvent.HandingOver) {
            reached(Way.HANDED_OVER);
        } else if (event instanceof TraceEvent.Dropped) {
            reached(Way.DROPPED_A_LINK);
        } else if (event instanceof TraceEvent.ConfigurationActive) {
            reached(Way.ACTIVATED_A_CONFIGURATION);
        }
    }

    private void began(SimulatedServer server, Role role) {
        Role before = ended.remove(server);
        Way way = before == null ? null : TRANSITIONS[before.ordinal()][role.ordinal()];
        if (way != null) {
            reached(way);
        }
    }

    private void established(Role role) {
        reached(
                switch (role) {
                    case LEADING -> Way.LEADER_ESTABLISHED;
                    case FOLLOWING -> Way.FOLLOWER_ESTABLISHED;
                    case OBSERVING -> Way.OBSERVER_ESTABLISHED;
                    case LOOKING -> throw new AssertionError("who looks for a leader has none");
                });
    }

    void input(SimulatedServer server, Input input) {
        TraceEvent.Voted own = voted.get(server);
        if (input instanceof Input.Notified notified
                && own != null
                && server.peer().role() == Role.LOOKING) {
            heard(own, notified.notification());
        }
    }

    private void heard(TraceEvent.Voted own, Notification notification) {
        switch (notification.sender()) {
            case LEADING -> reached(Way.HEARD_A_LEADER);
            case FOLLOWING -> reached(Way.HEARD_A_FOLLOWER);
            case OBSERVING -> reached(Way.HEARD_AN_OBSERVER);
            case LOOKING -> {
                if (notification.round() != own.round()) {
                    reached(notification.round() > own.round() ? Way.ROUND_HIGHER : Way.ROUND_LOWER);
                }
                compare(own.vote(), notification.vote());
            }
        }
    }

    private void compare(Vote own, Vote other) {
        if (other.epoch() != own.epoch()) {
            reached(other.epoch() > own.epoch() ? Way.VOTE_HIGHER_EPOCH : Way.VOTE_LOWER_EPOCH);
        } else if (!other.zxid().equals(own.zxid())) {
            reached(other.zxid().isAfter(own.zxid()) ? Way.VOTE_HIGHER_ZXID : Way.VOTE_LOWER_ZXID);
        } else if (!other.leader().equals(own.leader())) {
            reached(other.leader().compareTo(own.leader()) > 0 ? Way.VOTE_HIGHER_SERVER : Way.VOTE_LOWER_SERVER);
        } else {
            reached(Way.VOTE_EQUAL);
        }
    }

    void sent(Network.End end, Message message) {
        if (message instanceof Message.Diff) {
            begins(end, Way.DIFF_EMPTY, Way.OURS_FOLLOWED_THEIRS_BY_DIFF, Way.THEIRS_FOLLOWED_OURS_BY_DIFF);
        } else if (message instanceof Message.Trunc) {
            begins(end, Way.TRUNC_ONLY, Way.OURS_FOLLOWED_THEIRS_BY_TRUNC, Way.THEIRS_FOLLOWED_OURS_BY_TRUNC);
        } else if (message instanceof Message.Snap snap) {
            begins(end, Way.SNAP, Way.OURS_FOLLOWED_THEIRS_BY_SNAP, Way.THEIRS_FOLLOWED_OURS_BY_SNAP);
            lastBefore.put(end, snap.zxid());
        } else if (message instanceof Proposal proposal) {
            proposed(end, proposal.zxid());
        } else if (message instanceof Message.Commit commit) {
            committed(end, commit.zxid());
        } else if (message instanceof Message.Inform) {
            informed(end);
        } else if (message instanceof Message.NewLeader) {
            reached(syncs.get(end));
            syncs.put(end, Way.PROPOSED_WITHIN_SYNC);
        } else if (message instanceof Message.UpToDate) {
            syncs.remove(end);
            lastBefore.remove(end);
        } else if (message instanceof Message.AckEpoch ack && ack.currentEpoch() == Message.AckEpoch.ALREADY_PROMISED) {
            reached(Way.PROMISED_ALREADY);
        }
    }

    private void begins(Network.End end, Way way, Way ofOursByTheirs, Way ofTheirsByOurs) {
        syncs.put(end, way);
        boolean isLeaderTheirs = end.server().isZooKeeper();
        if (isLeaderTheirs != end.other().server().isZooKeeper()) {
            reached(isLeaderTheirs ? ofOursByTheirs : ofTheirsByOurs);
        }
    }

    private void informed(Network.End end) {
        boolean isLeaderTheirs = end.server().isZooKeeper();
        if (isLeaderTheirs != end.other().server().isZooKeeper()) {
            reached(isLeaderTheirs ? Way.OURS_WAS_INFORMED_BY_THEIRS : Way.THEIRS_WAS_INFORMED_BY_OURS);
        }
    }

    private static boolean isFromTheirsToOurs(Network.End end) {
        return end.server().isZooKeeper() && !end.other().server().isZooKeeper();
    }

    private void committed(Network.End end, Zxid zxid) {
        Zxid last = lastBefore.get(end);
        boolean isBehind = syncs.get(end) == Way.PROPOSED_WITHIN_SYNC && last != null && !zxid.isAfter(last);
        if (isBehind && isFromTheirsToOurs(end)) {
            reached(Way.OURS_WAS_SENT_A_COMMIT_BEHIND_NEW_LEADER);
        }
    }

    private void proposed(Network.End end, Zxid zxid) {
        Way way = syncs.get(end);
        Zxid last = lastBefore.get(end);
        if (way == Way.SNAP && !zxid.isAfter(last) && isFromTheirsToOurs(end)) {
            reached(Way.OURS_WAS_SENT_WHAT_ITS_SNAPSHOT_HAS);
        }
        if (way != null && way != Way.PROPOSED_WITHIN_SYNC && (last == null || zxid.isAfter(last))) {
            lastBefore.put(end, zxid);
        }
        if (way == Way.DIFF_EMPTY) {
            syncs.put(end, Way.DIFF_WITH_PROPOSALS);
        } else if (way == Way.TRUNC_ONLY) {
            syncs.put(end, Way.TRUNC_AND_DIFF);
        } else if (way == Way.PROPOSED_WITHIN_SYNC) {
            reached(way);
        }
    }

    void add(Coverage other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    long count(Way way) {
        return counts[way.ordinal()];
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Way way : Way.values()) {
            text.append(String.format("%12d  %s%n", counts[way.ordinal()], way));
        }
        return text.toString();
    }
}
