package dev.paddock.zab.sim.zookeeper;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.Reign;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.membership.Quorum;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.sim.zookeeper.LearnerHandler.State;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A server that leads, or means to. */
final class Leader implements Activity {
    private final ZooKeeperServer server;
    private final Database database;

    /** As they were when it began: no follower may be ahead of this. */
    private final long ownEpoch;

    private final Zxid ownLast;

    private final Map<LinkId, LearnerHandler> handlers = new LinkedHashMap<>();

    /** Above all accepted epochs that were heard of. */
    private long epoch;

    /** Who has come, has promised, and has accepted NEWLEADER; each until it is a quorum with the leader in it. */
    private final Set<ServerId> connecting = new TreeSet<>();

    private final Set<ServerId> promised = new TreeSet<>();
    private final Set<ServerId> accepted = new TreeSet<>();
    private boolean isEpochChosen;
    private boolean isEpochSaved;
    private boolean isPromised;
    private boolean isEstablished;

    /** The leader's own wait for the next quorum ends then. */
    private long waitEnds;

    private final ArrayDeque<Outstanding> outstanding = new ArrayDeque<>();

    /** Committed, and not in the tree yet. */
    private final ArrayDeque<Proposal> toBeApplied = new ArrayDeque<>();

    private Zxid lastProposed = Zxid.ZERO;
    private Zxid lastCommitted = Zxid.ZERO;
    private final ArrayDeque<Waiting> syncs = new ArrayDeque<>();

    private long tick;
    private boolean isHalfTick;
    private long pingAt = NEVER;

    /** Acknowledged by these connections, and by the own log. */
    private static final class Outstanding {
        private final Proposal proposal;
        private final Set<LearnerHandler> acks = new LinkedHashSet<>();
        private boolean isLogged;

        private Outstanding(Proposal proposal) {
            this.proposal = proposal;
        }
    }

    /** A sync, of a learner's client or, without a handler, of an own one; answered behind a transaction. */
    private record Waiting(LearnerHandler handler, Message.Request request, Zxid behind) {}

    Leader(ZooKeeperServer server) {
        this.server = server;
        this.database = server.database();
        this.ownEpoch = database.claimedEpoch();
        this.ownLast = database.lastZxid();
    }

    @Override
    public Role role() {
        return Role.LEADING;
    }

    @Override
    public void begin(Effects effects) {
        database.fastForward();
        effects.add(new Effect.Listen(server.reign()));
        for (Proposal proposal : database.undelivered()) {
            effects.add(new Effect.ExtendTip(server.reign(), proposal));
        }
        waitEnds = server.now() + initLimit();
        comes(server.id(), database.acceptedEpoch(), effects);
    }

    private long initLimit() {
        return server.settings().initLimit();
    }

    @Override
    public void on(Input input, Effects effects) {
        if (input instanceof Input.Received received) {
            receive(received, effects);
        } else if (input instanceof Input.Tick) {
            tick(effects);
        } else if (input instanceof Input.Durable) {
            logged(effects);
        } else if (input instanceof Input.Submitted submitted) {
            propose(submitted, effects);
        } else if (input instanceof Input.LearnerAccepted came) {
            long until = server.now() + initLimit();
            handlers.put(came.link(), new LearnerHandler(came.link(), until, tick + initTicks() + syncTicks()));
        } else if (input instanceof Input.Closed closed) {
            forget(closed.link());
        } else if (input instanceof Input.AcceptedEpochSaved) {
            isEpochSaved = true;
            server.trace(new TraceEvent.EpochOpened(epoch), effects);
            waitEnds = server.now() + initLimit();
            List.copyOf(handlers.values()).forEach(handler -> tellEpoch(handler, effects));
            promises(server.id(), ownEpoch, ownLast, effects);
        } else if (input instanceof Input.CurrentEpochSaved) {
            accepts(server.id(), effects);
        } else if (input instanceof Input.HistoryRead read) {
            historyRead(read, effects);
        } else if (input instanceof Input.SnapshotSent sent) {
            LearnerHandler handler = handlers.get(sent.link());
            if (handler != null) {
                sendNewLeader(handler, effects);
            }
        } else if (input instanceof Input.SyncAsked asked) {
            if (isServing(asked.reign())) {
                sync(null, asked.request(), effects);
            }
        } else if (input instanceof Input.Validity validity) {
            LearnerHandler handler = handlers.get(validity.link());
            if (handler != null) {
                handler.enqueue(new Message.Revalidated(validity.session(), validity.isValid()), server.now(), effects);
            }
        } else if (input instanceof Input.NotListening failed && failed.reign().equals(server.reign())) {
            server.leave("the quorum port cannot be opened");
        }
        // What is left belongs to other states.
        runThreads(input instanceof Input.Tick || server.isQuick(), effects);
    }

    /** What threads do that were not scheduled at once. */
    private void runThreads(boolean withCommitStage, Effects effects) {
        if (withCommitStage) {
            apply(effects);
        }
        for (LearnerHandler handler : List.copyOf(handlers.values())) {
            if (handler.state() == State.SYNC_CHOSEN && handler.isLate(server.now())) {
                sendSync(handler, effects);
            }
        }
    }

    // Discovery.

    private void receive(Input.Received received, Effects effects) {
        LearnerHandler handler = handlers.get(received.link());
        if (handler == null) {
            return;
        }
        Message message = received.message();
        if (!handler.reads()) {
            drop(handler, message + " came while it had nothing to say", effects);
            return;
        }
        long limit = handler.state() == State.UP_TO_DATE ? server.settings().syncLimit() : initLimit();
        handler.heard(server.now() + limit, tick + syncTicks());
        switch (handler.state()) {
            case CONNECTED -> introduce(handler, message, effects);
            case EPOCH_SENT -> ackEpoch(handler, message, effects);
            case NEW_LEADER_SENT -> newLeaderAcked(handler, message, effects);
            case UP_TO_DATE -> broadcast(handler, message, effects);
            default -> throw new AssertionError("no rule for " + handler.state());
        }
    }

    private void introduce(LearnerHandler handler, Message message, Effects effects) {
        if (!(message instanceof Message.LearnerInfo info)) {
            drop(handler, "expected FOLLOWERINFO or OBSERVERINFO, and " + message + " came", effects);
            return;
        }
        handler.introduced(info);
        handler.enter(State.WAITS_FOR_EPOCH, server.now() + initLimit());
        comes(info.sender(), info.acceptedEpoch(), effects);
        tellEpoch(handler, effects);
        if (isEpochChosen && info.acceptedEpoch() > epoch && isVoter(info.sender())) {
            server.leave("server " + info.sender() + " has accepted epoch " + info.acceptedEpoch());
        }
    }

    /** Everybody raises the epoch as long as it is not chosen. */
    private void comes(ServerId id, long acceptedEpoch, Effects effects) {
        if (isEpochChosen) {
            return;
        }
        epoch = Math.max(epoch, acceptedEpoch + 1);
        if (isVoter(id)) {
            connecting.add(id);
        }
        if (isQuorum(connecting)) {
            isEpochChosen = true;
            database.saveAcceptedEpoch(server.reign(), epoch, effects);
        }
    }

    private void tellEpoch(LearnerHandler handler, Effects effects) {
        if (isEpochSaved && handler.state() == State.WAITS_FOR_EPOCH) {
            handler.enter(State.EPOCH_SENT, server.now() + initLimit());
            effects.add(new Effect.Send(handler.link(), new Message.LeaderInfo(epoch)));
        }
    }

    private void ackEpoch(LearnerHandler handler, Message message, Effects effects) {
        if (!(message instanceof Message.AckEpoch ack)) {
            drop(handler, "expected ACKEPOCH, and " + message + " came", effects);
            return;
        }
        boolean isAhead = ack.currentEpoch() > ownEpoch
                || ack.currentEpoch() == ownEpoch && ack.last().isAfter(ownLast);
        if (!isPromised && ack.currentEpoch() != Message.AckEpoch.ALREADY_PROMISED && isAhead) {
            drop(handler, "server " + handler.id() + " is ahead", effects);
            return;
        }
        handler.promised(ack.last());
        handler.enter(State.WAITS_FOR_PROMISES, server.now() + initLimit());
        promises(handler.id(), ack.currentEpoch(), ack.last(), effects);
        if (isPromised && handler.state() == State.WAITS_FOR_PROMISES) {
            synchronise(handler, effects);
        }
    }

    private void promises(ServerId id, long currentEpoch, Zxid last, Effects effects) {
        boolean counts = currentEpoch != Message.AckEpoch.ALREADY_PROMISED && last.value() != -1 && isVoter(id);
        if (isPromised || !counts) {
            return;
        }
        promised.add(id);
        if (isQuorum(promised)) {
            isPromised = true;
            waitEnds = server.now() + initLimit();
            database.saveCurrentEpoch(server.reign(), epoch, effects);
            for (LearnerHandler handler : List.copyOf(handlers.values())) {
                if (handler.state() == State.WAITS_FOR_PROMISES) {
                    synchronise(handler, effects);
                }
            }
        }
    }

    private boolean isVoter(ServerId id) {
        return server.membership().isVoter(id);
    }

    private boolean isQuorum(Set<ServerId> servers) {
        Quorum quorum = server.membership().quorum();
        return servers.contains(server.id()) && quorum.isReachedBy(servers::contains);
    }

    // Synchronisation.

    private void synchronise(LearnerHandler handler, Effects effects) {
        Zxid last = handler.peerLast();
        Zxid processed = database.lastProcessed();
        List<Proposal> window = database.committedLog();
        Zxid min = window.isEmpty() ? processed : window.get(0).zxid();
        Zxid max = max();
        if (last.equals(processed)) {
            begin(handler, new Message.Diff(last), List.of(), last, effects);
        } else if (last.isAfter(max) && last.counter() != 0) {
            begin(handler, new Message.Trunc(max), List.of(), max, effects);
        } else if (!min.isAfter(last) && !last.isAfter(max)) {
            walk(handler, window, max, effects);
        } else if (min.isAfter(last) && !database.loggedAfter().isAfter(last) && server.isQuick()) {
            handler.enter(State.READS_LOG, NEVER);
            readLog(handler, last, effects);
        } else {
            sendSnapshot(handler, effects);
        }
    }

    private Zxid max() {
        List<Proposal> window = database.committedLog();
        return window.isEmpty()
                ? database.lastProcessed()
                : window.get(window.size() - 1).zxid();
    }

    private void walk(LearnerHandler handler, List<Proposal> window, Zxid max, Effects effects) {
        Zxid last = handler.peerLast();
        int at = 0;
        while (at < window.size() && last.isAfter(window.get(at).zxid())) {
            at++;
        }
        Zxid first = at == window.size() ? null : window.get(at).zxid();
        if (first == null) {
            begin(handler, new Message.Diff(max), List.of(), max, effects);
        } else if (first.equals(last)) {
            begin(handler, new Message.Diff(max), window.subList(at + 1, window.size()), max, effects);
        } else if (last.counter() == 0) {
            begin(handler, new Message.Diff(max), window.subList(at, window.size()), max, effects);
        } else if (first.epoch() == last.epoch()) {
            Zxid before = window.get(at - 1).zxid();
            begin(handler, new Message.Trunc(before), window.subList(at, window.size()), max, effects);
        } else {
            sendSnapshot(handler, effects);
        }
    }

    private void readLog(LearnerHandler handler, Zxid after, Effects effects) {
        int bytes = server.settings().readBytes();
        effects.add(new Effect.ReadHistory(handler.link(), after, database.base(), bytes));
    }

    private void historyRead(Input.HistoryRead read, Effects effects) {
        LearnerHandler handler = handlers.get(read.link());
        if (handler == null) {
            return;
        }
        List<Proposal> found = handler.fromLog();
        found.addAll(read.proposals());
        if (read.proposals().isEmpty()) {
            found.clear();
            sendSnapshot(handler, effects);
            return;
        }
        Zxid reached = found.get(found.size() - 1).zxid();
        if (database.base().isAfter(reached)) {
            readLog(handler, reached, effects);
            return;
        }
        for (Proposal proposal : database.committedLog()) {
            if (proposal.zxid().isAfter(reached)) {
                found.add(proposal);
            }
        }
        server.trace(new TraceEvent.SyncChosen(handler.link(), handler.id(), "LOG"), effects);
        begin(handler, new Message.Diff(max()), found, max(), effects);
    }

    /** Which state it will be is known when it is written. */
    private void sendSnapshot(LearnerHandler handler, Effects effects) {
        handler.getsSnapshot();
        startForwarding(handler, database.lastProcessed(), effects);
    }

    private void begin(LearnerHandler handler, Message first, List<Proposal> history, Zxid end, Effects effects) {
        handler.enqueue(first, server.now(), effects);
        for (Proposal proposal : history) {
            enqueueCommitted(handler, proposal, effects);
        }
        startForwarding(handler, end, effects);
    }

    /** From here on it misses nothing that is proposed or committed; observers hear of what is committed alone. */
    private void startForwarding(LearnerHandler handler, Zxid behind, Effects effects) {
        handler.enter(State.SYNC_CHOSEN, server.now() + server.pause());
        for (Proposal proposal : toBeApplied) {
            if (proposal.zxid().isAfter(behind)) {
                enqueueCommitted(handler, proposal, effects);
            }
        }
        for (Outstanding each : outstanding) {
            if (!handler.isObserver() && each.proposal.zxid().isAfter(behind)) {
                handler.enqueue(each.proposal, server.now(), effects);
            }
        }
    }

    private void enqueueCommitted(LearnerHandler handler, Proposal proposal, Effects effects) {
        handler.enqueue(proposal, server.now(), effects);
        handler.enqueue(new Message.Commit(proposal.zxid()), server.now(), effects);
    }

    private void sendSync(LearnerHandler handler, Effects effects) {
        if (!handler.isToGetSnapshot()) {
            sendNewLeader(handler, effects);
            return;
        }
        Zxid zxid = database.lastProcessed();
        handler.enter(State.SENDS_SNAPSHOT, NEVER);
        effects.add(new Effect.Send(handler.link(), new Message.Snap(zxid)));
        effects.add(new Effect.SendSnapshot(handler.link(), zxid));
    }

    private void sendNewLeader(LearnerHandler handler, Effects effects) {
        Message newLeader = new Message.NewLeader(Zxid.of(epoch, 0), server.membership());
        handler.enqueue(newLeader, server.now(), effects);
        handler.enter(State.NEW_LEADER_SENT, server.now() + initLimit());
        handler.startSending(server.now(), effects);
    }

    private void newLeaderAcked(LearnerHandler handler, Message message, Effects effects) {
        if (!(message instanceof Message.Ack ack)) {
            drop(handler, "expected the ACK of NEWLEADER, and " + message + " came", effects);
            return;
        }
        handler.enter(State.WAITS_FOR_START, server.now() + initLimit());
        if (ack.zxid().equals(Zxid.of(epoch, 0))) {
            server.trace(new TraceEvent.SyncedWith(handler.link(), handler.id(), database.lastProcessed()), effects);
            accepts(handler.id(), effects);
        }
        if (isEstablished && handler.state() == State.WAITS_FOR_START) {
            sendUpToDate(handler, effects);
        }
    }

    private void accepts(ServerId id, Effects effects) {
        if (isEstablished) {
            return;
        }
        if (isVoter(id)) {
            accepted.add(id);
        }
        if (isQuorum(accepted)) {
            start(effects);
        }
    }

    private void start(Effects effects) {
        isEstablished = true;
        lastProposed = Zxid.of(epoch, 0);
        lastCommitted = lastProposed;
        while (database.next() != null) {
            database.deliverNext(server.reign(), effects);
        }
        database.leads(epoch);
        server.established(epoch);
        effects.add(new Effect.Serve(server.reign(), Role.LEADING, epoch, server.id()));
        server.trace(new TraceEvent.Established(server.reign(), epoch, Role.LEADING), effects);
        pingAt = server.now() + server.settings().tick() / 2;
        for (LearnerHandler handler : handlers.values()) {
            if (handler.state() == State.WAITS_FOR_START) {
                sendUpToDate(handler, effects);
            }
        }
    }

    private void sendUpToDate(LearnerHandler handler, Effects effects) {
        handler.enter(State.UP_TO_DATE, server.now() + server.settings().syncLimit());
        handler.enqueue(new Message.UpToDate(), server.now(), effects);
    }

    // Broadcast.

    private boolean isServing(Reign reign) {
        return isEstablished && reign.equals(server.reign());
    }

    private void propose(Input.Submitted submitted, Effects effects) {
        if (!isServing(submitted.reign())) {
            return;
        }
        Proposal proposal = submitted.proposal();
        if (proposal.zxid().counter() >= server.settings().epochLength()) {
            server.leave("the numbers of the epoch are used up");
            return;
        }
        lastProposed = proposal.zxid();
        outstanding.add(new Outstanding(proposal));
        for (LearnerHandler handler : handlers.values()) {
            if (handler.isForwarding() && !handler.isObserver()) {
                handler.enqueue(proposal, server.now(), effects);
            }
        }
        database.append(server.reign(), proposal, effects);
    }

    private void broadcast(LearnerHandler handler, Message message, Effects effects) {
        if (message instanceof Message.Ack ack) {
            handler.acked(ack.zxid());
            outstanding.stream()
                    .filter(each -> each.proposal.zxid().equals(ack.zxid()))
                    .forEach(each -> each.acks.add(handler));
            commit(effects);
        } else if (message instanceof Message.Request request && request.isSync()) {
            sync(handler, request, effects);
        } else if (message instanceof Message.Request request) {
            effects.add(new Effect.Prepare(handler.link(), request));
        } else if (message instanceof Message.Revalidate asked) {
            effects.add(new Effect.AskValidity(handler.link(), asked.session(), asked.timeoutMillis()));
        } else if (message instanceof Message.Pong pong) {
            effects.add(new Effect.Touched(pong.touches()));
        }
    }

    private void logged(Effects effects) {
        outstanding.forEach(each -> each.isLogged |= !each.proposal.zxid().isAfter(database.durable()));
        commit(effects);
    }

    /** In order, each with a quorum of its own, of which the leader need not be part. */
    private void commit(Effects effects) {
        while (!outstanding.isEmpty() && hasQuorum(outstanding.peek())) {
            Proposal committed = outstanding.remove().proposal;
            lastCommitted = committed.zxid();
            toBeApplied.add(committed);
            for (LearnerHandler handler : handlers.values()) {
                if (handler.isForwarding()) {
                    Message message =
                            handler.isObserver() ? new Message.Inform(committed) : new Message.Commit(lastCommitted);
                    handler.enqueue(message, server.now(), effects);
                }
            }
            for (Waiting waiting : syncs) {
                if (waiting.handler() != null && waiting.behind().equals(lastCommitted)) {
                    waiting.handler().enqueue(new Message.Synced(), server.now(), effects);
                }
            }
            syncs.removeIf(
                    waiting -> waiting.handler() != null && waiting.behind().equals(lastCommitted));
        }
    }

    private boolean hasQuorum(Outstanding each) {
        Set<ServerId> servers = new TreeSet<>();
        if (each.isLogged) {
            servers.add(server.id());
        }
        each.acks.forEach(handler -> servers.add(handler.id()));
        return server.membership().quorum().isReachedBy(servers::contains);
    }

    private void apply(Effects effects) {
        while (!toBeApplied.isEmpty()) {
            toBeApplied.remove();
            database.deliverNext(server.reign(), effects);
        }
        while (!syncs.isEmpty()
                && syncs.peek().handler() == null
                && !syncs.peek().behind().isAfter(database.lastProcessed())) {
            effects.add(new Effect.Synced(syncs.remove().request()));
        }
    }

    private void sync(LearnerHandler handler, Message.Request request, Effects effects) {
        if (handler != null && outstanding.isEmpty()) {
            handler.enqueue(new Message.Synced(), server.now(), effects);
        } else {
            syncs.add(new Waiting(handler, request, lastProposed));
        }
    }

    // Time, and the end.

    private long initTicks() {
        return initLimit() / server.settings().tick();
    }

    private long syncTicks() {
        return server.settings().syncLimit() / server.settings().tick();
    }

    private void tick(Effects effects) {
        for (LearnerHandler handler : List.copyOf(handlers.values())) {
            if (handler.state() != State.SYNC_CHOSEN && handler.isLate(server.now())) {
                drop(handler, "nothing comes in " + handler.state(), effects);
            }
        }
        if (!isEstablished) {
            if (server.now() >= waitEnds) {
                server.leave("no quorum came");
            }
        } else if (server.now() >= pingAt) {
            pingAt = server.now() + server.settings().tick() / 2;
            if (isHalfTick) {
                tick++;
                requireFollowers();
            }
            isHalfTick = !isHalfTick;
            List.copyOf(handlers.values()).forEach(handler -> ping(handler, effects));
        }
    }

    private void requireFollowers() {
        Set<ServerId> following = new TreeSet<>();
        following.add(server.id());
        for (LearnerHandler handler : handlers.values()) {
            if (handler.followsAt(tick)) {
                following.add(handler.id());
            }
        }
        if (!isQuorum(following)) {
            server.leave("a quorum does not follow any more");
        }
    }

    private void ping(LearnerHandler handler, Effects effects) {
        if (!handler.isSending()) {
            return;
        }
        if (handler.isBehindSince(server.now() - server.settings().syncLimit())) {
            drop(handler, "it does not acknowledge", effects);
        } else {
            handler.enqueue(new Message.Ping(lastProposed), server.now(), effects);
        }
    }

    private void drop(LearnerHandler handler, String reason, Effects effects) {
        server.trace(new TraceEvent.Dropped(handler.link(), reason), effects);
        effects.add(new Effect.Close(handler.link()));
        forget(handler.link());
    }

    /** What it has acknowledged of what is outstanding, it may be told to take back when it comes again. */
    private void forget(LinkId link) {
        LearnerHandler handler = handlers.remove(link);
        outstanding.forEach(each -> each.acks.remove(handler));
        syncs.removeIf(waiting -> waiting.handler() != null && waiting.handler() == handler);
    }

    @Override
    public void end(Effects effects) {
        effects.add(new Effect.StopListening(server.reign()));
        effects.add(new Effect.StopServing(server.reign()));
        handlers.keySet().forEach(link -> effects.add(new Effect.Close(link)));
    }

    @Override
    public long deadline() {
        boolean isSomethingDue =
                !toBeApplied.isEmpty() || !syncs.isEmpty() && syncs.peek().handler() == null;
        if (isSomethingDue) {
            return server.now() + 1;
        }
        long deadline = isEstablished ? pingAt : waitEnds;
        for (LearnerHandler handler : handlers.values()) {
            deadline = Math.min(deadline, handler.deadline());
        }
        return deadline;
    }
}
