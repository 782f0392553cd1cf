package dev.paddock.zab.sync;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.Reign;
import dev.paddock.zab.history.Disk;
import dev.paddock.zab.history.History;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.ProtocolFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The learner's half of synchronisation, from DIFF, TRUNC or SNAP to UPTODATE. The order is that of the paper: first the
 * history, then the epoch that claims it, then the acknowledgement, and each of them only when the one before is on disk.
 * Nothing is delivered before UPTODATE, since only then a quorum has it.
 */
public final class LearnerSync {
    private final Disk disk;
    private final LinkId link;
    private final Reign reign;
    private final long epoch;

    /** Told of each configuration that is proposed, before the proposal that brings it is logged. */
    private final BiConsumer<Membership, Effects> seen;

    /** DIFF, TRUNC or SNAP; null before it has come. */
    private Message plan;

    /** Came while the disk was not ready for it: behind a truncation, or behind a snapshot that is not installed. */
    private final List<Proposal> waiting = new ArrayList<>();

    private boolean isDiskReady;

    /** The end of the history with all that waits. */
    private Zxid last;

    /** Proposed and not committed, in order. */
    private final Deque<Proposal> uncommitted = new ArrayDeque<>();

    /** What was here before, and what was committed since. */
    private Zxid committed;

    /** The newest configuration that was committed on the way, or null. */
    private Membership committedMembership;

    private Message.NewLeader newLeader;
    private boolean isEpochBeingSaved;
    private boolean isAccepted;
    private Zxid committedAtNewLeader;

    public LearnerSync(Disk disk, LinkId link, Reign reign, long epoch, BiConsumer<Membership, Effects> seen) {
        this.disk = disk;
        this.link = link;
        this.reign = reign;
        this.epoch = epoch;
        this.seen = seen;
    }

    public void on(Message message, Effects effects) {
        if (plan == null) {
            begin(message, effects);
        } else if (message instanceof Proposal proposal) {
            proposal(proposal, effects);
        } else if (message instanceof Message.Commit commit) {
            commit(commit.zxid());
        } else if (message instanceof Message.CommitAndActivate commit) {
            commit(commit.zxid());
        } else if (message instanceof Message.Inform inform) {
            inform(inform.proposal(), effects);
        } else if (message instanceof Message.InformAndActivate inform) {
            inform(inform.proposal(), effects);
        } else if (message instanceof Message.NewLeader newLeaderMessage) {
            newLeader(newLeaderMessage, effects);
        }
        // A ping is not answered yet, and whatever else comes was not asked for.
    }

    private void begin(Message message, Effects effects) {
        History history = disk.history();
        plan = message;
        if (message instanceof Message.Diff) {
            require(!disk.needsSnapshot(), "DIFF where only SNAP helps", message);
            last = history.last();
            isDiskReady = true;
        } else if (message instanceof Message.Trunc trunc) {
            require(!disk.needsSnapshot(), "TRUNC where only SNAP helps", message);
            require(!trunc.last().isAfter(history.last()), "TRUNC to what is not here", message);
            requireNotAgreed(trunc.last(), message);
            last = trunc.last();
            disk.truncate(reign, trunc.last(), effects);
        } else if (message instanceof Message.Snap snap) {
            requireNotAgreed(snap.zxid(), message);
            last = snap.zxid();
            effects.add(new Effect.ReceiveSnapshot(link, snap.zxid()));
        } else {
            throw new ProtocolFault("expected DIFF, TRUNC or SNAP, and " + message + " came");
        }
        committed = last;
    }

    private void requireNotAgreed(Zxid end, Message message) {
        require(!disk.history().agreed().isAfter(end), "asked to take back what was agreed upon", message);
    }

    private static void require(boolean holds, String fault, Message message) {
        if (!holds) {
            throw new ProtocolFault(fault + ": " + message);
        }
    }

    private void proposal(Proposal proposal, Effects effects) {
        // A snapshot of ZooKeeper is followed by transactions that it has already.
        if (plan instanceof Message.Snap && !proposal.zxid().isAfter(last)) {
            return;
        }
        require(History.follows(last, proposal.zxid()), "a hole behind " + last, proposal);
        require(proposal.zxid().epoch() <= epoch, "a later epoch than " + epoch, proposal);
        if (proposal.membership() != null) {
            seen.accept(proposal.membership(), effects);
        }
        last = proposal.zxid();
        uncommitted.add(proposal);
        if (isDiskReady) {
            disk.append(reign, proposal, effects);
        } else {
            waiting.add(proposal);
        }
    }

    private void commit(Zxid zxid) {
        if (!zxid.isAfter(committed)) {
            return;
        }
        Proposal next = uncommitted.poll();
        if (next == null || !next.zxid().equals(zxid)) {
            throw new ProtocolFault(
                    "COMMIT of " + zxid + ", but the next proposal is " + (next == null ? "none" : next.zxid()));
        }
        committed = zxid;
        if (next.membership() != null) {
            committedMembership = next.membership();
        }
    }

    private void inform(Proposal proposal, Effects effects) {
        proposal(proposal, effects);
        commit(proposal.zxid());
    }

    private void newLeader(Message.NewLeader message, Effects effects) {
        require(newLeader == null && message.zxid().equals(Zxid.of(epoch, 0)), "NEWLEADER not of " + epoch, message);
        newLeader = message;
        committedAtNewLeader = committed;
        if (message.membership() != null) {
            seen.accept(message.membership(), effects);
        }
        if (plan instanceof Message.Snap snap) {
            disk.install(reign, link, snap.zxid(), effects);
            diskReady(effects);
        }
        saveEpochIfComplete(effects);
    }

    /** What waited goes to the log, in its order. */
    private void diskReady(Effects effects) {
        isDiskReady = true;
        waiting.forEach(proposal -> disk.append(reign, proposal, effects));
        waiting.clear();
    }

    /** The claim stands behind the history on the one way to the disk, so it is durable after it. */
    private void saveEpochIfComplete(Effects effects) {
        if (newLeader != null && isDiskReady && !isEpochBeingSaved) {
            isEpochBeingSaved = true;
            disk.saveCurrentEpoch(reign, epoch, effects);
        }
    }

    /** The disk has told its part already; this is what follows from it here. */
    public void truncated(boolean isDone, Effects effects) {
        if (!isDone) {
            throw new ProtocolFault("the history cannot be taken back to " + committed + ": a snapshot is needed");
        }
        diskReady(effects);
        saveEpochIfComplete(effects);
    }

    /** The history of the epoch is on disk, and so is the claim to it: only now can it be acknowledged. */
    public void currentEpochSaved(Effects effects) {
        isAccepted = true;
        effects.add(new Effect.Send(link, new Message.Ack(Zxid.of(epoch, 0))));
    }

    /** Whether NEWLEADER has come. */
    public boolean isComplete() {
        return newLeader != null;
    }

    public boolean isAccepted() {
        return isAccepted;
    }

    /** All up to here is committed. */
    public Zxid committed() {
        return committed;
    }

    /** What is behind this, the leader wants to hear of one by one. */
    public Zxid committedAtNewLeader() {
        return committedAtNewLeader;
    }

    /** The configuration that counts once a quorum has this history, or null if nothing was said of any. */
    public Membership membership() {
        Membership announced = newLeader.membership();
        if (committedMembership == null || announced != null && announced.version() > committedMembership.version()) {
            return announced;
        }
        return committedMembership;
    }
}
