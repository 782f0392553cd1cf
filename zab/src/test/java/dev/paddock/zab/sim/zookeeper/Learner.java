package dev.paddock.zab.sim.zookeeper;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.Port;
import dev.paddock.zab.Reign;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A server that follows or observes, from the first try to connect on. One thread reads what the leader sends, and does it. */
final class Learner implements Activity {
    private static final int CONNECT_TRIES = 5;
    private static final long CONNECT_PAUSE = 100;

    private final ZooKeeperServer server;
    private final Database database;
    private final ServerId leader;
    private final boolean isObserver;

    private LinkId link;
    private boolean isConnected;
    private int tries;
    private long dialAt = NEVER;

    /** Until then something must come. */
    private long deadline;

    /** Packets that wait for the thread, which waits for the disk. */
    private final ArrayDeque<Message> unread = new ArrayDeque<>();

    private boolean isOnDisk;

    private long epoch = -1;
    private boolean hasAckedEpoch;

    /** DIFF, TRUNC or SNAP. */
    private Message plan;

    /** Proposals that are not in the log, nor to go there at NEWLEADER. */
    private final ArrayDeque<Proposal> notCommitted = new ArrayDeque<>();

    /** Committed before NEWLEADER: they go to the log with it. */
    private final List<Proposal> beforeNewLeader = new ArrayList<>();

    /** Commits whose proposals are in {@link #notCommitted}. */
    private final ArrayDeque<Zxid> committed = new ArrayDeque<>();

    private Zxid lastQueued;
    private boolean isNewLeaderHere;
    private boolean isUpToDate;

    /** Of those that were logged behind UPTODATE, the last that was acknowledged. */
    private Zxid acked;

    private final ArrayDeque<Message.Request> syncs = new ArrayDeque<>();

    Learner(ZooKeeperServer server, ServerId leader) {
        this.server = server;
        this.database = server.database();
        this.leader = leader;
        this.isObserver = !server.isVoter();
    }

    @Override
    public Role role() {
        return isObserver ? Role.OBSERVING : Role.FOLLOWING;
    }

    @Override
    public void begin(Effects effects) {
        deadline = server.now() + server.settings().initLimit();
        dial(effects);
    }

    private void dial(Effects effects) {
        dialAt = NEVER;
        tries++;
        link = server.newLink();
        effects.add(new Effect.Dial(
                link, Port.QUORUM, leader, server.membership().member(leader).quorum()));
    }

    @Override
    public void on(Input input, Effects effects) {
        if (input instanceof Input.Received received) {
            if (received.link().equals(link)) {
                unread.add(received.message());
                read(effects);
            }
        } else if (input instanceof Input.Durable) {
            acknowledge(effects);
        } else if (input instanceof Input.Tick) {
            tick(effects);
        } else if (input instanceof Input.Connected connected) {
            connected(connected.link(), effects);
        } else if (input instanceof Input.Closed closed) {
            closed(closed.link());
        } else if (input instanceof Input.AcceptedEpochSaved) {
            ackEpoch(database.isEmpty() ? Message.AckEpoch.ALREADY_PROMISED : database.claimedEpoch(), effects);
            goOn(effects);
        } else if (input instanceof Input.Truncated truncated) {
            truncated(truncated.isDone(), effects);
        } else if (input instanceof Input.CurrentEpochSaved) {
            effects.add(new Effect.Send(link, new Message.Ack(Zxid.of(epoch, 0))));
            goOn(effects);
        } else if (input instanceof Input.SnapshotProgress || input instanceof Input.SnapshotReceived) {
            heard();
        } else if (input instanceof Input.Touches touches && touches.link().equals(link)) {
            effects.add(new Effect.Send(link, new Message.Pong(touches.lastProposed(), touches.touches())));
        } else {
            fromClients(input, effects);
        }
    }

    private void fromClients(Input input, Effects effects) {
        if (input instanceof Input.Forwarded forwarded && isServing(forwarded.reign())) {
            effects.add(new Effect.Send(link, forwarded.request()));
        } else if (input instanceof Input.SyncAsked asked && isServing(asked.reign())) {
            syncs.add(asked.request());
            effects.add(new Effect.Send(link, asked.request()));
        } else if (input instanceof Input.RevalidationAsked asked && isServing(asked.reign())) {
            effects.add(new Effect.Send(link, new Message.Revalidate(asked.session(), asked.timeoutMillis())));
        }
        // What is left belongs to other states.
    }

    private boolean isServing(Reign reign) {
        return isUpToDate && reign.equals(server.reign());
    }

    // The connection.

    private void connected(LinkId opened, Effects effects) {
        if (opened.equals(link)) {
            isConnected = true;
            heard();
            long version = server.membership().version();
            effects.add(new Effect.Send(
                    link,
                    new Message.LearnerInfo(
                            isObserver, database.acceptedEpoch(), server.id(), Message.LearnerInfo.PROTOCOL, version)));
        }
    }

    private void closed(LinkId gone) {
        if (!gone.equals(link)) {
            return;
        }
        link = null;
        if (!isConnected && tries < CONNECT_TRIES) {
            dialAt = server.now() + CONNECT_PAUSE;
        } else {
            server.leave("the leader is gone");
        }
    }

    private void tick(Effects effects) {
        if (server.now() >= deadline) {
            server.leave("nothing was heard of the leader");
        } else if (server.now() >= dialAt) {
            dial(effects);
        }
    }

    private void heard() {
        long limit = isNewLeaderHere
                ? server.settings().syncLimit()
                : server.settings().initLimit();
        deadline = server.now() + limit;
    }

    /** The thread has waited for the disk, and reads again. */
    private void goOn(Effects effects) {
        isOnDisk = false;
        heard();
        read(effects);
    }

    private void read(Effects effects) {
        while (!isOnDisk && !unread.isEmpty()) {
            heard();
            receive(unread.remove(), effects);
        }
    }

    // Discovery.

    private void receive(Message message, Effects effects) {
        if (epoch == -1) {
            leaderInfo(message, effects);
        } else if (plan == null) {
            startSync(message, effects);
        } else if (isUpToDate) {
            broadcast(message, effects);
        } else {
            sync(message, effects);
        }
    }

    private void leaderInfo(Message message, Effects effects) {
        if (!(message instanceof Message.LeaderInfo info)) {
            throw new AssertionError("a leader before 3.4 begins with " + message);
        }
        if (info.epoch() < database.acceptedEpoch()) {
            server.leave("the epoch of the leader is over");
            return;
        }
        epoch = info.epoch();
        if (epoch > database.acceptedEpoch()) {
            isOnDisk = true;
            deadline = NEVER;
            database.saveAcceptedEpoch(server.reign(), epoch, effects);
        } else {
            ackEpoch(Message.AckEpoch.ALREADY_PROMISED, effects);
        }
    }

    private void ackEpoch(long currentEpoch, Effects effects) {
        hasAckedEpoch = true;
        effects.add(new Effect.Send(link, new Message.AckEpoch(currentEpoch, database.lastZxid())));
    }

    // Synchronisation.

    private void startSync(Message message, Effects effects) {
        if (!hasAckedEpoch) {
            throw new AssertionError(message + " came before ACKEPOCH");
        }
        plan = message;
        lastQueued = database.last();
        if (message instanceof Message.Trunc trunc) {
            lastQueued = trunc.last();
            isOnDisk = true;
            deadline = NEVER;
            database.truncate(server.reign(), trunc.last(), effects);
        } else if (message instanceof Message.Snap snap) {
            lastQueued = snap.zxid();
            effects.add(new Effect.ReceiveSnapshot(link, snap.zxid()));
        } else if (!(message instanceof Message.Diff)) {
            throw new AssertionError(
                    "it ends its process with code 13: expected DIFF, TRUNC or SNAP, and " + message + " came");
        }
    }

    private void truncated(boolean isDone, Effects effects) {
        if (isDone) {
            goOn(effects);
        } else {
            server.leave("it cannot truncate");
        }
    }

    private void sync(Message message, Effects effects) {
        if (message instanceof Proposal proposal) {
            queue(proposal);
        } else if (message instanceof Message.Commit commit) {
            commitInSync(commit.zxid());
        } else if (message instanceof Message.Inform inform) {
            queue(inform.proposal());
            commitInSync(inform.proposal().zxid());
        } else if (message instanceof Message.NewLeader) {
            newLeader(effects);
        } else if (message instanceof Message.UpToDate) {
            upToDate(effects);
        }
        // Pings are not answered.
    }

    /** A hole within an epoch is refused; a snapshot may have what follows it. */
    private void queue(Proposal proposal) {
        boolean isHole = !notCommitted.isEmpty()
                && !proposal.zxid().equals(notCommitted.getLast().zxid().next())
                && proposal.zxid().epoch() == notCommitted.getLast().zxid().epoch();
        if (isHole) {
            throw new AssertionError("it disconnects, since " + proposal.zxid() + " leaves a hole");
        }
        notCommitted.add(proposal);
    }

    private void commitInSync(Zxid zxid) {
        if (isNewLeaderHere || plan instanceof Message.Diff) {
            committed.add(zxid);
            return;
        }
        Proposal next = notCommitted.peek();
        if (next == null || !next.zxid().equals(zxid)) {
            throw new AssertionError("COMMIT of " + zxid + ", but the next proposal is " + next);
        }
        beforeNewLeader.add(notCommitted.remove());
    }

    private void newLeader(Effects effects) {
        if (isNewLeaderHere) {
            return;
        }
        isNewLeaderHere = true;
        if (plan instanceof Message.Snap snap) {
            database.install(server.reign(), link, snap.zxid(), effects);
        }
        while (!committed.isEmpty()) {
            beforeNewLeader.add(nextCommitted());
        }
        for (Proposal proposal : beforeNewLeader) {
            if (proposal.zxid().isAfter(lastQueued)) {
                log(proposal, effects);
            }
        }
        acked = database.last();
        isOnDisk = true;
        deadline = NEVER;
        database.saveCurrentEpoch(server.reign(), epoch, effects);
    }

    private Proposal nextCommitted() {
        Zxid zxid = committed.remove();
        Proposal next = notCommitted.poll();
        if (next == null || !next.zxid().equals(zxid)) {
            throw new AssertionError("COMMIT of " + zxid + ", but the next proposal is " + next);
        }
        return next;
    }

    private void log(Proposal proposal, Effects effects) {
        Zxid last = database.last();
        boolean isNext = proposal.zxid().equals(last.next())
                || proposal.zxid().epoch() > last.epoch() && proposal.zxid().counter() == 1;
        if (!isNext) {
            throw new AssertionError("a hole: " + proposal.zxid() + " comes behind " + last);
        }
        database.append(server.reign(), proposal, effects);
    }

    private void upToDate(Effects effects) {
        effects.add(new Effect.Send(link, new Message.Ack(Zxid.of(epoch, 0))));
        isUpToDate = true;
        Zxid agreed = committed.isEmpty() ? acked : committed.getLast();
        notCommitted.forEach(proposal -> log(proposal, effects));
        notCommitted.clear();
        while (database.next() != null && !database.next().zxid().isAfter(agreed)) {
            database.deliverNext(server.reign(), effects);
        }
        server.established(epoch);
        effects.add(new Effect.Serve(server.reign(), role(), epoch, leader));
        server.trace(new TraceEvent.Established(server.reign(), epoch, role()), effects);
    }

    // Broadcast.

    private void broadcast(Message message, Effects effects) {
        if (message instanceof Message.Inform inform) {
            log(inform.proposal(), effects);
            commit(inform.proposal().zxid(), effects);
        } else if (message instanceof Proposal proposal && !isObserver) {
            log(proposal, effects);
        } else if (message instanceof Message.Commit commit && !isObserver) {
            commit(commit.zxid(), effects);
        } else if (message instanceof Message.Ping ping) {
            effects.add(new Effect.AskTouches(link, ping.lastProposed()));
        } else if (message instanceof Message.Synced) {
            effects.add(new Effect.Synced(syncs.remove()));
        } else if (message instanceof Message.Revalidated answer) {
            effects.add(new Effect.Revalidated(answer.session(), answer.isValid()));
        }
    }

    private void commit(Zxid zxid, Effects effects) {
        Proposal next = database.next();
        if (next == null || !next.zxid().equals(zxid)) {
            throw new AssertionError(
                    "it ends its process with code 12: COMMIT of " + zxid + ", but the next is " + next);
        }
        database.deliverNext(server.reign(), effects);
    }

    /** Each by itself, in order, behind the sync that covers it. */
    private void acknowledge(Effects effects) {
        if (!isUpToDate || isObserver) {
            return;
        }
        for (Proposal proposal : database.after(acked)) {
            if (proposal.zxid().isAfter(database.durable())) {
                return;
            }
            acked = proposal.zxid();
            effects.add(new Effect.Send(link, new Message.Ack(acked)));
        }
    }

    @Override
    public void end(Effects effects) {
        if (isUpToDate) {
            effects.add(new Effect.StopServing(server.reign()));
        }
        if (link != null) {
            effects.add(new Effect.Close(link));
        }
    }

    @Override
    public long deadline() {
        return Math.min(deadline, dialAt);
    }
}
