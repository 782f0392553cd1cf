package dev.paddock.zab.peer;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.broadcast.Learner;
import dev.paddock.zab.broadcast.SyncBarrier;
import dev.paddock.zab.discovery.EpochQuorum;
import dev.paddock.zab.history.History;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.sync.LearnerFeed;
import dev.paddock.zab.sync.SyncPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A server that was elected, or named. It stands in the order of the phases: discovery, synchronisation, broadcast. */
final class Leading implements Phase {
    /** Connections at a time, with those that have not said yet who they are. */
    private static final int MOST_LEARNERS = 1_000;

    /** How far the leader itself is. Each learner goes through the phases by itself, but never ahead of this. */
    private enum Stage {
        /** Waiting for a quorum to say which epochs it has accepted. */
        CHOOSING_EPOCH,
        SAVING_ACCEPTED_EPOCH,
        /** Waiting for a quorum to promise to follow. */
        COLLECTING_PROMISES,
        SAVING_CURRENT_EPOCH,
        /** Waiting for a quorum to have the history. */
        SYNCHRONISING,
        ESTABLISHED
    }

    private final Self self;
    private final History history;
    private final EpochQuorum epochs;
    private final long epochBefore;
    private final long began;

    private Stage stage = Stage.CHOOSING_EPOCH;

    /** In the order of connecting. */
    private final Map<LinkId, Learner> learners = new LinkedHashMap<>();

    /** The newest connection of each server that has introduced itself. */
    private final Map<ServerId, Learner> byId = new TreeMap<>();

    /** Who leads after which change of the configuration: as many as there were in this reign. */
    private final Map<Zxid, ServerId> activations = new TreeMap<>();

    private final SyncBarrier barrier = new SyncBarrier();

    /** All up to here is committed, in this reign or before; before it is established, what will be. */
    private Zxid committed;

    /** A quorum must have come so far until then; of no meaning once established. */
    private long stageEnds;

    private long pingAt;
    private long checkAt;

    /** Why the leader goes, once everybody has what there is; null while it does not. */
    private Self.Departure handingOver;

    private long handOverEnds = NEVER;

    Leading(Self self) {
        this.self = self;
        this.history = self.history();
        this.epochBefore = self.disk().claimedEpoch();
        this.began = self.now();
        this.committed = history.last();
        this.epochs = new EpochQuorum(
                self.id(),
                self.configurations().active().quorum(),
                self.disk().acceptedEpoch(),
                epochBefore,
                history.last());
    }

    @Override
    public Role role() {
        return Role.LEADING;
    }

    @Override
    public void begin(Effects effects) {
        effects.add(new Effect.Listen(self.reign()));
        for (long index = history.undelivered(); index < history.end(); index++) {
            effects.add(new Effect.ExtendTip(self.reign(), history.get(index)));
        }
        pingAt = self.now() + self.settings().tick() / 2;
        enter(Stage.CHOOSING_EPOCH);
        saveEpochIfChosen(effects);
    }

    private void enter(Stage next) {
        stage = next;
        stageEnds = self.now() + self.settings().initLimit();
    }

    @Override
    public void on(Input input, Effects effects) {
        if (input instanceof Input.Received received) {
            Learner learner = learners.get(received.link());
            if (learner != null) {
                learner.heard(self.now());
                receive(learner, received.message(), effects);
            }
        } else if (input instanceof Input.Durable) {
            commitWhatAQuorumHas(effects);
        } else if (input instanceof Input.Submitted submitted) {
            submitted(submitted, effects);
        } else if (input instanceof Input.Tick) {
            tick(effects);
        } else if (input instanceof Input.Credit credit) {
            credit(credit, effects);
        } else if (input instanceof Input.SyncAsked asked) {
            syncAsked(asked, effects);
        } else if (input instanceof Input.Validity validity) {
            validity(validity, effects);
        } else if (input instanceof Input.LearnerAccepted accepted) {
            accepted(accepted.link(), effects);
        } else if (input instanceof Input.Closed closed) {
            forget(learners.get(closed.link()));
        } else if (input instanceof Input.AcceptedEpochSaved) {
            acceptedEpochSaved(effects);
        } else if (input instanceof Input.CurrentEpochSaved) {
            currentEpochSaved(effects);
        } else if (input instanceof Input.HistoryRead read) {
            historyRead(read, effects);
        } else if (input instanceof Input.SnapshotProgress progress) {
            progressed(learners.get(progress.link()));
        } else if (input instanceof Input.SnapshotSent sent) {
            snapshotSent(sent.link(), effects);
        } else if (input instanceof Input.NotListening failed && failed.reign().equals(self.reign())) {
            self.leave("the quorum port cannot be opened", null);
        }
        // Whatever else comes belongs to another role.
        leaveIfHandedOver();
    }

    private void accepted(LinkId link, Effects effects) {
        if (learners.size() < MOST_LEARNERS) {
            learners.put(link, new Learner(link, self.now()));
        } else {
            effects.add(new Effect.Close(link));
        }
    }

    private void receive(Learner learner, Message message, Effects effects) {
        if (learner.info() == null) {
            if (message instanceof Message.LearnerInfo info) {
                introduce(learner, info, effects);
            } else {
                drop(learner, "expected FOLLOWERINFO or OBSERVERINFO, and " + message + " came", effects);
            }
        } else if (message instanceof Message.Ack ack) {
            ack(learner, ack.zxid(), effects);
        } else if (message instanceof Message.AckEpoch promise) {
            ackEpoch(learner, promise, effects);
        } else if (!learner.isSynced()) {
            drop(learner, "expected the acknowledgement of NEWLEADER, and " + message + " came", effects);
        } else if (message instanceof Message.Request request) {
            request(learner, request, effects);
        } else if (message instanceof Message.Pong pong) {
            pong(learner, pong, effects);
        } else if (message instanceof Message.Revalidate asked) {
            effects.add(new Effect.AskValidity(learner.link(), asked.session(), asked.timeoutMillis()));
        }
        // ZooKeeper ignores what is not for a leader, and so do we.
    }

    // Discovery.

    private void introduce(Learner learner, Message.LearnerInfo info, Effects effects) {
        ServerId id = info.sender();
        boolean isMember = self.configurations().contains(id);
        if (info.protocol() < Message.LearnerInfo.PROTOCOL || id.equals(self.id())) {
            drop(learner, "it says that it is " + info, effects);
        } else if (!isMember && !self.settings().reconfigures()) {
            drop(learner, "server " + id + " is in no configuration", effects);
        } else if (info.configVersion() > self.configurations().active().version()) {
            drop(learner, "server " + id + " has a newer configuration", effects);
        } else if (!epochs.isSane(info.acceptedEpoch())) {
            drop(learner, "server " + id + " claims to have accepted epoch " + info.acceptedEpoch(), effects);
        } else if (epochs.isChosen() && info.acceptedEpoch() > epochs.epoch()) {
            drop(learner, "server " + id + " has accepted epoch " + info.acceptedEpoch(), effects);
            openLaterEpochFor(id, effects);
        } else {
            Learner before = byId.get(id);
            if (before != null) {
                drop(before, "server " + id + " has come again", effects);
            }
            learner.introduced(info);
            byId.put(id, learner);
            epochs.heard(
                    id, info.acceptedEpoch(), self.configurations().active().isVoter(id));
            tellEpoch(learner, effects);
            saveEpochIfChosen(effects);
        }
    }

    /** It has promised somebody else a later epoch, and can only come back in one that is later still. */
    private void openLaterEpochFor(ServerId id, Effects effects) {
        if (self.configurations().isVoter(id)) {
            handOver("server " + id + " has accepted a later epoch", null, effects);
        }
    }

    private void saveEpochIfChosen(Effects effects) {
        if (stage == Stage.CHOOSING_EPOCH && epochs.isChosen()) {
            enter(Stage.SAVING_ACCEPTED_EPOCH);
            self.disk().saveAcceptedEpoch(self.reign(), epochs.epoch(), effects);
        }
    }

    private void acceptedEpochSaved(Effects effects) {
        enter(Stage.COLLECTING_PROMISES);
        self.trace(new TraceEvent.EpochOpened(epochs.epoch()), effects);
        self.stampConfiguration(startOfEpoch().value());
        epochs.promisedBySelf();
        List.copyOf(byId.values()).forEach(learner -> tellEpoch(learner, effects));
        claimIfPromised(effects);
    }

    private void tellEpoch(Learner learner, Effects effects) {
        if (stage.compareTo(Stage.COLLECTING_PROMISES) >= 0 && !learner.isEpochTold()) {
            learner.epochTold();
            learner.heard(self.now());
            effects.add(new Effect.Send(learner.link(), new Message.LeaderInfo(epochs.epoch())));
        }
    }

    private void ackEpoch(Learner learner, Message.AckEpoch promise, Effects effects) {
        if (!learner.isEpochTold() || learner.promise() != null) {
            drop(learner, "ACKEPOCH was not asked for", effects);
            return;
        }
        boolean isVoter = self.configurations().active().isVoter(learner.id());
        if (stage == Stage.COLLECTING_PROMISES && epochs.isAhead(promise)) {
            drop(learner, "server " + learner.id() + " has a longer history: " + promise, effects);
            if (isVoter) {
                self.leave("server " + learner.id() + " has a longer history", null);
            }
            return;
        }
        learner.promised(promise);
        epochs.promised(learner.id(), promise, isVoter);
        claimIfPromised(effects);
        synchronise(learner, effects);
    }

    /** Nobody commits in an earlier epoch any more, and all that was committed is here: the history is the epoch's. */
    private void claimIfPromised(Effects effects) {
        if (stage == Stage.COLLECTING_PROMISES && epochs.isPromised()) {
            enter(Stage.SAVING_CURRENT_EPOCH);
            self.disk().saveCurrentEpoch(self.reign(), epochs.epoch(), effects);
        }
    }

    // Synchronisation.

    private void currentEpochSaved(Effects effects) {
        enter(Stage.SYNCHRONISING);
        List.copyOf(byId.values()).forEach(learner -> synchronise(learner, effects));
        establishIfSynced(effects);
    }

    private void synchronise(Learner learner, Effects effects) {
        boolean isReady = stage.compareTo(Stage.SYNCHRONISING) >= 0;
        if (!isReady || learner.promise() == null || learner.feed() != null) {
            return;
        }
        Message.AckEpoch promise = learner.promise();
        SyncPlan plan = SyncPlan.choose(
                new SyncPlan.Leader(
                        history,
                        committed,
                        epochs.epoch(),
                        epochBefore,
                        self.settings().truncates()),
                promise.last(),
                promise.currentEpoch());
        self.trace(
                new TraceEvent.SyncChosen(
                        learner.link(), learner.id(), plan.kind().name()),
                effects);
        LearnerFeed feed =
                new LearnerFeed(learner.link(), learner.info().isObserver(), history, self.settings(), activations);
        learner.fedBy(feed);
        learner.heard(self.now());
        feed.begin(plan, committed, newLeader(), effects);
        feed.pump(committed, effects);
    }

    /** A change that is under way comes to late learners as a proposal; a new leader brings it to its end itself. */
    private Message.NewLeader newLeader() {
        Membership membership = stage == Stage.ESTABLISHED
                ? self.configurations().active()
                : self.configurations().lastSeen();
        return new Message.NewLeader(startOfEpoch(), membership);
    }

    private Zxid startOfEpoch() {
        return Zxid.of(epochs.epoch(), 0);
    }

    private void historyRead(Input.HistoryRead read, Effects effects) {
        Learner learner = learners.get(read.link());
        if (learner == null || learner.feed() == null) {
            return;
        }
        if (learner.feed().historyRead(read.proposals(), committed, effects)) {
            progressed(learner);
            learner.feed().pump(committed, effects);
        } else {
            drop(learner, "the log does not have what it lacks", effects);
        }
    }

    private void snapshotSent(LinkId link, Effects effects) {
        Learner learner = learners.get(link);
        if (learner != null && learner.feed() != null) {
            progressed(learner);
            learner.feed().snapshotSent();
            learner.feed().pump(committed, effects);
        }
    }

    private void credit(Input.Credit credit, Effects effects) {
        Learner learner = learners.get(credit.link());
        if (learner != null && learner.feed() != null) {
            if (!learner.isSynced()) {
                progressed(learner);
            }
            learner.feed().credit(credit.bytes());
            learner.feed().pump(committed, effects);
        }
    }

    /** A transfer that comes on is waited for, however long it takes. */
    private void progressed(Learner learner) {
        if (learner != null && learner.info() != null) {
            learner.heard(self.now());
            if (self.configurations().isVoter(learner.id())) {
                stageEnds = self.now() + self.settings().initLimit();
            }
        }
    }

    private void ack(Learner learner, Zxid zxid, Effects effects) {
        if (!learner.isSynced()) {
            boolean isNewLeader = zxid.equals(startOfEpoch());
            if (!isNewLeader || learner.feed() == null || !learner.feed().isNewLeaderSent()) {
                drop(learner, "expected the acknowledgement of NEWLEADER, and ACK of " + zxid + " came", effects);
                return;
            }
            learner.synced(self.now());
            self.trace(
                    new TraceEvent.SyncedWith(
                            learner.link(), learner.id(), learner.feed().target()),
                    effects);
            if (stage == Stage.ESTABLISHED) {
                effects.add(new Effect.Send(learner.link(), new Message.UpToDate()));
            }
            establishIfSynced(effects);
        } else if (zxid.counter() != 0 && !zxid.isAfter(history.last())) {
            learner.acked(zxid, self.now());
            commitWhatAQuorumHas(effects);
        }
    }

    /** A quorum has the history of the epoch, so all of it is committed, and nothing else ever was. */
    private void establishIfSynced(Effects effects) {
        if (stage != Stage.SYNCHRONISING || !isQuorum(this::isSynced)) {
            return;
        }
        stage = Stage.ESTABLISHED;
        checkAt = self.now() + self.settings().tick();
        history.agreeOn(committed);
        for (Proposal next = history.deliverNext(committed); next != null; next = history.deliverNext(committed)) {
            effects.add(new Effect.Deliver(self.reign(), next));
        }
        self.established(epochs.epoch());
        Membership lastSeen = self.configurations().lastSeen();
        ServerId successor = leaderIn(lastSeen, committed);
        self.activate(lastSeen, effects);
        effects.add(new Effect.Serve(self.reign(), Role.LEADING, epochs.epoch(), self.id()));
        self.trace(new TraceEvent.Established(self.reign(), epochs.epoch(), Role.LEADING), effects);
        for (Learner learner : learners.values()) {
            if (learner.isSynced()) {
                effects.add(new Effect.Send(learner.link(), new Message.UpToDate()));
            }
        }
        if (!successor.equals(self.id())) {
            handOver("the configuration is led by " + successor, successor, effects);
        }
    }

    private boolean isSynced(ServerId id) {
        Learner learner = byId.get(id);
        return id.equals(self.id()) || learner != null && learner.isSynced();
    }

    private boolean isQuorum(Predicate<ServerId> holds) {
        return self.configurations().quorum().isReachedBy(holds);
    }

    // Broadcast.

    private void submitted(Input.Submitted submitted, Effects effects) {
        Proposal proposal = submitted.proposal();
        if (stage != Stage.ESTABLISHED
                || handingOver != null
                || !submitted.reign().equals(self.reign())) {
            return;
        }
        if (proposal.zxid().epoch() != epochs.epoch()) {
            throw new IllegalStateException(proposal.zxid() + " was submitted in epoch " + epochs.epoch());
        }
        if (proposal.membership() != null) {
            self.seen(proposal.membership(), effects);
        }
        self.disk().append(self.reign(), proposal, effects);
        pump(effects);
        if (proposal.zxid().counter() >= self.settings().epochLength()) {
            handOver("the numbers of the epoch are used up", null, effects);
        }
    }

    private void pump(Effects effects) {
        for (Learner learner : learners.values()) {
            if (learner.feed() != null) {
                learner.feed().pump(committed, effects);
            }
        }
    }

    /** In zxid order, since whoever has a proposal has all before it. */
    private void commitWhatAQuorumHas(Effects effects) {
        if (stage != Stage.ESTABLISHED) {
            return;
        }
        Zxid before = committed;
        for (Proposal next = history.after(committed); next != null; next = history.after(committed)) {
            Zxid zxid = next.zxid();
            boolean isStopped = handingOver != null && handingOver.leader() != null;
            if (isStopped || !isQuorum(voter -> has(voter, zxid))) {
                break;
            }
            commit(next, effects);
        }
        if (!committed.equals(before)) {
            pump(effects);
            passBarrier(effects);
        }
    }

    /** What is behind the own sync is not acknowledged by oneself either. */
    private boolean has(ServerId voter, Zxid zxid) {
        if (voter.equals(self.id())) {
            return !zxid.isAfter(history.durable());
        }
        Learner learner = byId.get(voter);
        return learner != null && learner.has(zxid);
    }

    private void commit(Proposal proposal, Effects effects) {
        committed = proposal.zxid();
        history.agreeOn(committed);
        if (proposal.membership() != null && self.settings().reconfigures()) {
            activate(proposal.membership(), effects);
        }
        effects.add(new Effect.Deliver(self.reign(), history.deliverNext(committed)));
    }

    // Changing the configuration.

    boolean couldCarry(Membership next) {
        return next.quorum().isReachedBy(id -> {
            Learner learner = byId.get(id);
            return id.equals(self.id())
                    || learner != null && learner.isSynced() && !learner.info().isObserver();
        });
    }

    private void activate(Membership next, Effects effects) {
        ServerId leader = leaderIn(next, committed);
        activations.put(committed, leader);
        self.activate(next, effects);
        if (!leader.equals(self.id())) {
            handOver("the configuration is led by " + leader, leader, effects);
        }
    }

    /** This server, if it stays what it is; else one that has acknowledged all, or else the most. */
    private ServerId leaderIn(Membership next, Zxid zxid) {
        if (next.keepsVoter(self.id(), self.configurations().active())) {
            return self.id();
        }
        ServerId leader = self.id();
        Zxid most = Zxid.ZERO;
        for (ServerId voter : next.voters()) {
            Learner learner = byId.get(voter);
            if (learner != null && learner.has(zxid) && !most.isAfter(learner.acked())) {
                leader = voter;
                most = learner.acked().next();
            }
        }
        return leader;
    }

    // Requests of clients, here and at learners.

    private void request(Learner learner, Message.Request request, Effects effects) {
        if (stage != Stage.ESTABLISHED || handingOver != null) {
            return;
        }
        if (request.isSync()) {
            barrier.add(new SyncBarrier.Waiter(learner.link(), request, history.last()));
            beginRound(effects);
        } else {
            effects.add(new Effect.Prepare(learner.link(), request));
        }
    }

    private void syncAsked(Input.SyncAsked asked, Effects effects) {
        if (stage == Stage.ESTABLISHED && asked.reign().equals(self.reign())) {
            barrier.add(new SyncBarrier.Waiter(null, asked.request(), history.last()));
            beginRound(effects);
        }
    }

    private void beginRound(Effects effects) {
        if (barrier.beginRound()) {
            for (Learner learner : learners.values()) {
                if (learner.isSynced()) {
                    ping(learner, effects);
                    learner.roundBegins();
                }
            }
            endRoundIfAnswered(effects);
        }
    }

    private void pong(Learner learner, Message.Pong pong, Effects effects) {
        learner.ponged();
        if (!pong.touches().isEmpty()) {
            effects.add(new Effect.Touched(pong.touches()));
        }
        endRoundIfAnswered(effects);
    }

    private void endRoundIfAnswered(Effects effects) {
        if (barrier.isInRound() && isQuorum(this::hasAnsweredRound)) {
            learners.values().forEach(Learner::roundForgotten);
            barrier.roundAnswered();
            passBarrier(effects);
            beginRound(effects);
        }
    }

    private boolean hasAnsweredRound(ServerId id) {
        Learner learner = byId.get(id);
        return id.equals(self.id()) || learner != null && learner.hasAnsweredRound();
    }

    private void passBarrier(Effects effects) {
        for (SyncBarrier.Waiter next = barrier.pass(committed); next != null; next = barrier.pass(committed)) {
            if (next.link() == null) {
                effects.add(new Effect.Synced(next.request()));
            } else {
                answer(next.link(), new Message.Synced(), effects);
            }
        }
    }

    private void validity(Input.Validity validity, Effects effects) {
        answer(validity.link(), new Message.Revalidated(validity.session(), validity.isValid()), effects);
    }

    private void answer(LinkId link, Message message, Effects effects) {
        Learner learner = learners.get(link);
        if (learner != null && learner.feed() != null && !learner.feed().answer(message, committed, effects)) {
            drop(learner, "too many answers wait for it", effects);
        }
    }

    // Time.

    private void tick(Effects effects) {
        if (self.now() >= pingAt) {
            pingAt = self.now() + self.settings().tick() / 2;
            dropTheSilent(effects);
            pingAll(effects);
        }
        if (stage != Stage.ESTABLISHED) {
            if (self.now() >= stageEnds) {
                self.leave("no quorum came through " + stage, null);
            }
        } else if (self.now() >= checkAt) {
            checkAt = self.now() + self.settings().tick();
            if (!isQuorum(this::isSynced)) {
                self.leave("a quorum does not follow any more", null);
            }
        }
    }

    private void pingAll(Effects effects) {
        for (Learner learner : learners.values()) {
            if (learner.feed() != null && learner.feed().isNewLeaderSent()) {
                ping(learner, effects);
                if (barrier.isInRound() && learner.isSynced()) {
                    learner.joinsRound();
                }
            }
        }
    }

    private void ping(Learner learner, Effects effects) {
        Zxid last = history.last().isAfter(startOfEpoch()) ? history.last() : startOfEpoch();
        effects.add(new Effect.Send(learner.link(), new Message.Ping(last)));
        if (stage == Stage.ESTABLISHED && learner.isSynced()) {
            learner.pinged();
        }
    }

    private void dropTheSilent(Effects effects) {
        long now = self.now();
        for (Learner learner : new ArrayList<>(learners.values())) {
            if (learner.isSynced()) {
                long limit = now - self.settings().syncLimit();
                if (learner.isSilentSince(limit) || learner.isBehindSince(limit, now)) {
                    drop(learner, "it says nothing, or does not acknowledge", effects);
                }
            } else if (!isWaitingForQuorum(learner)
                    && learner.isSilentSince(now - self.settings().initLimit())) {
                drop(learner, "it does not come on", effects);
            }
        }
    }

    /** It has said all that it can say for now. */
    private boolean isWaitingForQuorum(Learner learner) {
        return learner.info() != null
                && learner.feed() == null
                && (learner.promise() != null || !learner.isEpochTold());
    }

    /** A voter that looks again, in a later election, was not satisfied with this one: it will not come. */
    @Override
    public void heard(ServerId from, Notification notification, Effects effects) {
        long patience = self.settings().connectTries() * self.settings().connectPause();
        if (stage != Stage.ESTABLISHED
                && notification.sender() == Role.LOOKING
                && notification.round() > self.round()
                && !byId.containsKey(from)
                && self.now() - began > patience) {
            self.leave("server " + from + " looks for another leader", null);
        }
    }

    // The end.

    /** Stops in order: nothing new begins, and whoever follows gets all that there is, so that the next can lead at once. */
    void handOver(String reason, ServerId leader, Effects effects) {
        if (stage != Stage.ESTABLISHED) {
            self.leave(reason, leader);
        } else if (handingOver == null) {
            handingOver = new Self.Departure(reason, leader);
            handOverEnds = self.now() + self.settings().handOver();
            effects.add(new Effect.Hold(self.reign()));
            self.trace(new TraceEvent.HandingOver(self.reign(), reason), effects);
        }
    }

    void leaveIfHandedOver() {
        if (handingOver != null && (self.now() >= handOverEnds || isEverythingHandedOver())) {
            self.leave(handingOver.reason(), handingOver.leader());
        }
    }

    private boolean isEverythingHandedOver() {
        boolean isAllCommitted = handingOver.leader() != null || committed.equals(history.last());
        for (Learner learner : learners.values()) {
            if (learner.isSynced() && (committed.isAfter(learner.feed().committedSent()))) {
                return false;
            }
            boolean isVoter = learner.isSynced() && self.configurations().isVoter(learner.id());
            if (isVoter && handingOver.leader() == null && !learner.has(history.last())) {
                return false;
            }
        }
        return isAllCommitted;
    }

    private void drop(Learner learner, String reason, Effects effects) {
        self.trace(new TraceEvent.Dropped(learner.link(), reason), effects);
        effects.add(new Effect.Close(learner.link()));
        forget(learner);
    }

    private void forget(Learner learner) {
        if (learner != null) {
            learners.remove(learner.link());
            if (learner.info() != null) {
                byId.remove(learner.id(), learner);
            }
        }
    }

    @Override
    public void end(Effects effects) {
        effects.add(new Effect.StopListening(self.reign()));
        effects.add(new Effect.StopServing(self.reign()));
        learners.keySet().forEach(link -> effects.add(new Effect.Close(link)));
    }

    @Override
    public long nextDeadline() {
        long deadline = Math.min(pingAt, handOverEnds);
        return Math.min(deadline, stage == Stage.ESTABLISHED ? checkAt : stageEnds);
    }
}
