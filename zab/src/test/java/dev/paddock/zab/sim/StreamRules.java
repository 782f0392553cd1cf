package dev.paddock.zab.sim;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Proposal;
import java.util.ArrayDeque;

/**
 * What a server of ZooKeeper at the other end of a link between leader and learner would not live with, and what no promise
 * stands behind: checked on everything that one end sends.
 */
final class StreamRules {
    private final SimulatedServer server;
    private final boolean isLearner;

    /** It may send behind a snapshot what is in it. */
    private final boolean isLeaderZooKeeper;

    /** How far the conversation is. */
    private enum Stage {
        INTRODUCTION,
        EPOCH,
        SYNC,
        NEW_LEADER,
        NEW_LEADER_ACKED,
        UP_TO_DATE
    }

    private Stage stage = Stage.INTRODUCTION;
    private boolean isObserver;
    private long epoch;
    private boolean hasAckedEpoch;

    /** Of the proposals, the last on this link; a hole behind it kills a learner. */
    private Zxid last;

    /** Committed on this link, or there before. */
    private Zxid committed;

    /** What the learner must have on disk when it acknowledges NEWLEADER. */
    private Zxid newLeaderBehind;

    /** What a snapshot has brought. */
    private Zxid inSnapshot;

    private boolean isSnapshotOnItsWay;

    /** Proposed on this link, not committed on it. */
    private final ArrayDeque<Zxid> uncommitted = new ArrayDeque<>();

    /** Proposed on this link, and neither part of the history that NEWLEADER closes nor acknowledged. */
    private final ArrayDeque<Zxid> unacknowledged = new ArrayDeque<>();

    StreamRules(SimulatedServer server, boolean isLearner, boolean isLeaderZooKeeper) {
        this.server = server;
        this.isLearner = isLearner;
        this.isLeaderZooKeeper = isLeaderZooKeeper;
    }

    /** Its bytes stand on the link as they are, so nothing may come between them. */
    void snapshotBegins() {
        isSnapshotOnItsWay = true;
    }

    void snapshotEnds() {
        isSnapshotOnItsWay = false;
    }

    void sent(Message message) {
        require(!isSnapshotOnItsWay, message);
        if (isLearner) {
            fromLearner(message);
        } else {
            fromLeader(message);
        }
    }

    void received(Message message) {
        if (isLearner) {
            fromLeader(message);
        } else {
            fromLearner(message);
        }
    }

    private void fromLeader(Message message) {
        if (message instanceof Message.LeaderInfo info) {
            require(stage == Stage.INTRODUCTION, message);
            stage = Stage.EPOCH;
            epoch = info.epoch();
        } else if (message instanceof Message.Diff) {
            startSync(last, message);
        } else if (message instanceof Message.Trunc trunc) {
            startSync(trunc.last(), message);
        } else if (message instanceof Message.Snap snap) {
            startSync(snap.zxid(), message);
            inSnapshot = snap.zxid();
        } else if (message instanceof Proposal proposal) {
            proposed(proposal, message);
        } else if (message instanceof Message.Commit commit) {
            committed(commit.zxid(), message);
        } else if (message instanceof Message.CommitAndActivate commit) {
            committed(commit.zxid(), message);
        } else if (message instanceof Message.Inform inform) {
            require(isObserver, message);
            informed(inform.proposal(), message);
        } else if (message instanceof Message.InformAndActivate inform) {
            require(isObserver, message);
            informed(inform.proposal(), message);
        } else if (message instanceof Message.NewLeader) {
            require(stage == Stage.SYNC, message);
            stage = Stage.NEW_LEADER;
            newLeaderBehind = committed;
            unacknowledged.clear();
            unacknowledged.addAll(uncommitted);
        } else if (message instanceof Message.UpToDate) {
            require(stage == Stage.NEW_LEADER_ACKED, message);
            require(!isObserver || uncommitted.isEmpty(), message);
            stage = Stage.UP_TO_DATE;
        } else if (message instanceof Message.Ping) {
            require(stage.compareTo(Stage.NEW_LEADER) >= 0, message);
        } else {
            require(stage == Stage.UP_TO_DATE, message);
        }
    }

    private void startSync(Zxid from, Message message) {
        require(stage == Stage.EPOCH && hasAckedEpoch, message);
        stage = Stage.SYNC;
        last = from;
        committed = from;
    }

    private void proposed(Proposal proposal, Message message) {
        require(stage.compareTo(Stage.SYNC) >= 0, message);
        require(!isObserver || stage.compareTo(Stage.UP_TO_DATE) < 0, message);
        if (!isInSnapshot(proposal.zxid())) {
            follows(proposal.zxid(), message);
        }
        uncommitted.add(proposal.zxid());
        unacknowledged.add(proposal.zxid());
    }

    private boolean isInSnapshot(Zxid zxid) {
        return isLeaderZooKeeper && inSnapshot != null && !zxid.isAfter(inSnapshot);
    }

    private void informed(Proposal proposal, Message message) {
        require(stage.compareTo(Stage.SYNC) >= 0, message);
        if (!isInSnapshot(proposal.zxid())) {
            follows(proposal.zxid(), message);
        }
    }

    private void follows(Zxid zxid, Message message) {
        require(zxid.isAfter(last) && zxid.follows(last), message);
        require(zxid.epoch() == last.epoch() || zxid.counter() == 1, message);
        last = zxid;
    }

    private void committed(Zxid zxid, Message message) {
        require(zxid.equals(uncommitted.poll()), message);
        if (zxid.isAfter(committed)) {
            committed = zxid;
        }
    }

    private void fromLearner(Message message) {
        if (message instanceof Message.LearnerInfo info) {
            require(stage == Stage.INTRODUCTION, message);
            isObserver = info.isObserver();
        } else if (message instanceof Message.AckEpoch ack) {
            require(stage == Stage.EPOCH && !hasAckedEpoch, message);
            hasAckedEpoch = true;
            last = ack.last();
        } else if (message instanceof Message.Ack ack && ack.zxid().counter() == 0) {
            require(ack.zxid().epoch() == epoch && stage.compareTo(Stage.NEW_LEADER) >= 0, message);
            if (stage == Stage.NEW_LEADER) {
                require(!isLearner || server.hasOnDisk(newLeaderBehind), message);
                stage = Stage.NEW_LEADER_ACKED;
            }
        } else if (message instanceof Message.Ack ack) {
            require(!isObserver, message);
            require(stage.compareTo(Stage.NEW_LEADER_ACKED) >= 0, message);
            require(ack.zxid().equals(unacknowledged.poll()), message);
        } else {
            require(stage == Stage.UP_TO_DATE, message);
        }
    }

    private void require(boolean holds, Message message) {
        if (!holds) {
            throw new Violation(
                    "stream",
                    server + " as " + (isLearner ? "learner" : "leader") + ": " + message + " at " + stage
                            + " of epoch "
                            + epoch + ", last proposed " + (last == null ? "none" : Names.of(last)) + ", not committed "
                            + uncommitted + ", not acknowledged " + unacknowledged);
        }
    }
}
