package dev.paddock.zab.broadcast;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.Reign;
import dev.paddock.zab.history.Disk;
import dev.paddock.zab.history.History;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.ProtocolFault;

/** Broadcast on a learner: what is proposed is logged, then acknowledged; what is committed is delivered. */
public final class LearnerBroadcast {
    private final Disk disk;
    private final History history;
    private final LinkId link;
    private final Reign reign;
    private final boolean isObserver;

    /** All up to here is committed. */
    private Zxid committed;

    /** Acknowledged up to here. Never beyond what is durable. */
    private Zxid acked;

    public LearnerBroadcast(Disk disk, LinkId link, Reign reign, boolean isObserver, Zxid committed, Zxid acked) {
        this.disk = disk;
        this.history = disk.history();
        this.link = link;
        this.reign = reign;
        this.isObserver = isObserver;
        this.committed = committed;
        this.acked = acked;
    }

    /** What synchronisation has left: a quorum has it. */
    public void begin(Effects effects) {
        deliver(effects);
        durable(effects);
    }

    public void proposal(Proposal proposal, Effects effects) {
        if (!History.follows(history.last(), proposal.zxid())) {
            throw new ProtocolFault(
                    "behind " + history.last() + " came " + proposal.zxid() + ": there would be a hole");
        }
        disk.append(reign, proposal, effects);
    }

    /** The proposal that is committed next; it must be this one. */
    public Proposal committing(Zxid zxid) {
        Proposal next = history.after(committed);
        if (next == null || !next.zxid().equals(zxid)) {
            throw new ProtocolFault(
                    "COMMIT of " + zxid + ", but the next proposal is " + (next == null ? "none" : next.zxid()));
        }
        return next;
    }

    public void commit(Zxid zxid, Effects effects) {
        committing(zxid);
        committed = zxid;
        deliver(effects);
    }

    public void inform(Proposal proposal, Effects effects) {
        proposal(proposal, effects);
        commit(proposal.zxid(), effects);
    }

    private void deliver(Effects effects) {
        history.agreeOn(committed);
        for (Proposal next = history.deliverNext(committed); next != null; next = history.deliverNext(committed)) {
            effects.add(new Effect.Deliver(reign, next));
        }
    }

    /** One acknowledgement for each proposal, in order, and only for what is on disk. */
    public void durable(Effects effects) {
        if (isObserver) {
            return;
        }
        for (long index = history.indexAfter(acked); index < history.end(); index++) {
            Zxid zxid = history.get(index).zxid();
            if (zxid.isAfter(history.durable())) {
                return;
            }
            acked = zxid;
            effects.add(new Effect.Send(link, new Message.Ack(zxid)));
        }
    }
}
