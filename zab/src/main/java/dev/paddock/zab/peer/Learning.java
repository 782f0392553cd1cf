package dev.paddock.zab.peer;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.Port;
import dev.paddock.zab.Reign;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.broadcast.LearnerBroadcast;
import dev.paddock.zab.discovery.LearnerDiscovery;
import dev.paddock.zab.membership.Member;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.ProtocolFault;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.sync.LearnerSync;
import java.util.ArrayDeque;
import java.util.Queue;

/** A server with a leader: it follows, or observes. One connection, on which the phases come one after the other. */
final class Learning implements Phase {
    private final Self self;
    private final ServerId leader;
    private final boolean isObserver;

    /** Null between two tries to connect. */
    private LinkId link;

    private boolean isConnected;
    private int tries;
    private long dialAt = NEVER;

    /** Until then something must be heard of the leader. */
    private long patienceEnds;

    /** Null before its phase has begun. */
    private LearnerDiscovery discovery;

    private LearnerSync sync;
    private LearnerBroadcast broadcast;

    /** Forwarded, and not answered. The leader answers in this order. Clients have bounds of their own. */
    private final Queue<Message.Request> syncs = new ArrayDeque<>();

    Learning(Self self, ServerId leader) {
        this.self = self;
        this.leader = leader;
        this.isObserver = self.isObserver();
    }

    @Override
    public Role role() {
        return isObserver ? Role.OBSERVING : Role.FOLLOWING;
    }

    @Override
    public void begin(Effects effects) {
        patienceEnds = self.now() + self.settings().initLimit();
        dial(effects);
    }

    private void dial(Effects effects) {
        dialAt = NEVER;
        Member member = self.configurations().member(leader);
        if (member == null) {
            self.leave("the leader " + leader + " is in no configuration", null);
            return;
        }
        tries++;
        link = self.newLink();
        effects.add(new Effect.Dial(link, Port.QUORUM, leader, member.quorum()));
    }

    @Override
    public void on(Input input, Effects effects) {
        try {
            dispatch(input, effects);
        } catch (ProtocolFault fault) {
            self.leave(fault.getMessage(), null);
        }
    }

    private void dispatch(Input input, Effects effects) {
        if (input instanceof Input.Received received) {
            if (received.link().equals(link) && isConnected) {
                heardOfLeader();
                receive(received.message(), effects);
            }
        } else if (input instanceof Input.Durable) {
            if (broadcast != null) {
                broadcast.durable(effects);
            }
        } else if (input instanceof Input.Tick) {
            tick(effects);
        } else if (input instanceof Input.Forwarded forwarded) {
            forward(forwarded, effects);
        } else if (input instanceof Input.SyncAsked asked) {
            syncAsked(asked, effects);
        } else if (input instanceof Input.RevalidationAsked asked) {
            revalidationAsked(asked, effects);
        } else if (input instanceof Input.Touches touches) {
            touches(touches, effects);
        } else if (input instanceof Input.Connected connected) {
            connected(connected.link(), effects);
        } else if (input instanceof Input.Closed closed) {
            closed(closed.link());
        } else if (input instanceof Input.AcceptedEpochSaved) {
            discovery.acceptedEpochSaved(effects);
        } else if (input instanceof Input.Truncated truncated) {
            sync.truncated(truncated.isDone(), effects);
        } else if (input instanceof Input.CurrentEpochSaved) {
            sync.currentEpochSaved(effects);
        } else if (input instanceof Input.SnapshotProgress progress) {
            snapshotCameOn(progress.link());
        } else if (input instanceof Input.SnapshotReceived received) {
            snapshotCameOn(received.link());
        }
        // Whatever else comes belongs to another role.
    }

    // Connecting.

    private void connected(LinkId opened, Effects effects) {
        if (!opened.equals(link)) {
            return;
        }
        isConnected = true;
        heardOfLeader();
        effects.add(new Effect.Send(
                link,
                new Message.LearnerInfo(
                        isObserver,
                        self.disk().acceptedEpoch(),
                        self.id(),
                        Message.LearnerInfo.PROTOCOL,
                        self.configurations().active().version())));
        discovery = new LearnerDiscovery(self.disk(), link, self.reign());
    }

    private void closed(LinkId gone) {
        if (!gone.equals(link)) {
            return;
        }
        link = null;
        if (isConnected) {
            self.leave("the leader is gone", null);
        } else if (tries < self.settings().connectTries()) {
            dialAt = self.now() + self.settings().connectPause();
        } else {
            self.leave("the leader " + leader + " cannot be reached", null);
        }
    }

    private void tick(Effects effects) {
        if (self.now() >= patienceEnds) {
            self.leave("nothing was heard of the leader", null);
        } else if (self.now() >= dialAt) {
            dial(effects);
        }
    }

    private void heardOfLeader() {
        boolean isKept = sync != null && sync.isComplete();
        patienceEnds = self.now()
                + (isKept ? self.settings().syncLimit() : self.settings().initLimit());
    }

    private void snapshotCameOn(LinkId on) {
        if (on.equals(link)) {
            heardOfLeader();
        }
    }

    // What the leader says.

    private void receive(Message message, Effects effects) {
        if (broadcast != null) {
            receiveBroadcast(message, effects);
        } else if (sync != null) {
            receiveSync(message, effects);
        } else if (discovery.isPromised()) {
            sync = new LearnerSync(self.disk(), link, self.reign(), discovery.epoch(), self::seen);
            sync.on(message, effects);
        } else if (!(message instanceof Message.LeaderInfo info)) {
            throw new ProtocolFault("expected LEADERINFO, and " + message + " came");
        } else if (!discovery.leaderInfo(info.epoch(), effects)) {
            throw new ProtocolFault("the leader opens epoch " + info.epoch() + ", but "
                    + self.disk().acceptedEpoch() + " is accepted");
        }
    }

    private void receiveSync(Message message, Effects effects) {
        if (message instanceof Message.UpToDate) {
            upToDate(effects);
        } else {
            sync.on(message, effects);
        }
    }

    /** COMMIT-LD: a quorum has the history of the epoch, so all of it may be delivered. */
    private void upToDate(Effects effects) {
        if (!sync.isAccepted()) {
            throw new ProtocolFault("UPTODATE before NEWLEADER was acknowledged");
        }
        long epoch = discovery.epoch();
        Membership membership = sync.membership();
        if (membership != null && isLeftAfter(membership, leader, effects)) {
            return;
        }
        effects.add(new Effect.Send(link, new Message.Ack(Zxid.of(epoch, 0))));
        broadcast = new LearnerBroadcast(
                self.disk(), link, self.reign(), isObserver, sync.committed(), sync.committedAtNewLeader());
        broadcast.begin(effects);
        self.established(epoch);
        effects.add(new Effect.Serve(self.reign(), role(), epoch, leader));
        self.trace(new TraceEvent.Established(self.reign(), epoch, role()), effects);
    }

    private void receiveBroadcast(Message message, Effects effects) {
        if (message instanceof Proposal proposal) {
            propose(proposal, effects);
        } else if (message instanceof Message.Commit commit) {
            broadcast.commit(commit.zxid(), effects);
        } else if (message instanceof Message.Inform inform) {
            broadcast.inform(inform.proposal(), effects);
        } else if (message instanceof Message.Ping ping) {
            effects.add(new Effect.AskTouches(link, ping.lastProposed()));
        } else if (message instanceof Message.CommitAndActivate commit) {
            Membership next = broadcast.committing(commit.zxid()).membership();
            activate(next, commit.leader(), effects);
            broadcast.commit(commit.zxid(), effects);
        } else if (message instanceof Message.InformAndActivate inform) {
            activate(inform.proposal().membership(), inform.leader(), effects);
            broadcast.inform(inform.proposal(), effects);
        } else if (message instanceof Message.Synced) {
            synced(effects);
        } else if (message instanceof Message.Revalidated answer) {
            effects.add(new Effect.Revalidated(answer.session(), answer.isValid()));
        }
        // ZooKeeper ignores what was not asked for, and so do we.
    }

    private void propose(Proposal proposal, Effects effects) {
        if (isObserver) {
            return;
        }
        if (proposal.membership() != null) {
            self.seen(proposal.membership(), effects);
        }
        broadcast.proposal(proposal, effects);
    }

    private void activate(Membership next, ServerId newLeader, Effects effects) {
        if (next == null) {
            throw new ProtocolFault("told to activate a configuration that was not proposed");
        }
        isLeftAfter(next, newLeader, effects);
    }

    /** Makes a configuration the one that counts. True if this reign ends with it. */
    private boolean isLeftAfter(Membership next, ServerId newLeader, Effects effects) {
        self.activate(next, effects);
        boolean isRoleOver = self.isObserver() != isObserver;
        if (isRoleOver || !newLeader.equals(leader)) {
            self.leave("the configuration " + Long.toHexString(next.version()) + " is led by " + newLeader, newLeader);
            return true;
        }
        return false;
    }

    private void synced(Effects effects) {
        Message.Request request = syncs.poll();
        if (request != null) {
            effects.add(new Effect.Synced(request));
        }
    }

    // What clients of this server want.

    private void forward(Input.Forwarded input, Effects effects) {
        if (isServing(input.reign())) {
            effects.add(new Effect.Send(link, input.request()));
        }
    }

    private void syncAsked(Input.SyncAsked input, Effects effects) {
        if (isServing(input.reign())) {
            syncs.add(input.request());
            effects.add(new Effect.Send(link, input.request()));
        }
    }

    private void revalidationAsked(Input.RevalidationAsked input, Effects effects) {
        if (isServing(input.reign())) {
            effects.add(new Effect.Send(link, new Message.Revalidate(input.session(), input.timeoutMillis())));
        }
    }

    private void touches(Input.Touches input, Effects effects) {
        if (input.link().equals(link)) {
            effects.add(new Effect.Send(link, new Message.Pong(input.lastProposed(), input.touches())));
        }
    }

    private boolean isServing(Reign reign) {
        return broadcast != null && link != null && reign.equals(self.reign());
    }

    @Override
    public void heard(ServerId from, Notification notification, Effects effects) {}

    @Override
    public void end(Effects effects) {
        if (broadcast != null) {
            effects.add(new Effect.StopServing(self.reign()));
        }
        if (link != null) {
            effects.add(new Effect.Close(link));
        }
    }

    @Override
    public long nextDeadline() {
        return Math.min(patienceEnds, dialAt);
    }
}
