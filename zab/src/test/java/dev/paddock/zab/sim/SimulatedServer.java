package dev.paddock.zab.sim;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Effects;
import dev.paddock.zab.Input;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.PeerSettings;
import dev.paddock.zab.Port;
import dev.paddock.zab.Recovered;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.message.Vote;
import dev.paddock.zab.peer.Peer;
import dev.paddock.zab.sim.zookeeper.ZooKeeperServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A machine with a disk and a clock, and the process on it while there is one: a peer, and what carries out its effects. */
public final class SimulatedServer {
    private static final int SNAPSHOT_PIECES = 3;

    private final Simulation simulation;
    private final Agenda agenda;
    private final Random random;
    private final int index;
    private final ServerId id;
    private final PeerSettings settings;
    private final Store store;
    private boolean ticksOften;

    // The machine.

    private boolean isDark;
    private long pausedUntil;
    private long diskSlowness;
    private boolean refusesToListen;
    private boolean diskStandsStill;

    /** Until then it hears of votes that nobody has cast. */
    private long misledUntil;

    /** What was on the disk before it was replaced by an empty one. */
    private Entry lost;

    /** The machine loses its power when the disk comes to this kind of effect: before it, or right after. */
    private String powerLossAt;

    private boolean isPowerLossAfter;

    /** How fast the clock goes, and by how much it is ahead. */
    private final double clockRate;

    private long clockAhead;

    // The process. All of it goes with a crash.

    private int life;
    private Protocol peer;
    private final Map<LinkId, Network.End> ends = new LinkedHashMap<>();
    private long accepted;
    private boolean isListening;
    private boolean diskIsScheduled;

    /** When the peer is to be ticked, by its own clock, and the earliest event that will do so. */
    private long wakeAt;

    private long wakeScheduled;
    private long ticked;

    /** What the server itself has to say to its peer, in order. */
    private final ArrayDeque<Input> inbox = new ArrayDeque<>();

    private boolean inboxIsScheduled;

    /** What is taken before anything else: at the end what the core of the server answers to effects. */
    private final ArrayDeque<Input> untaken = new ArrayDeque<>();

    private boolean isInStep;

    /** After so many effects of the step that comes next, the process ends; negative for not. */
    private int crashAfterEffects = -1;

    private boolean crashesWithPower;

    private final Application service;

    /** Snapshots that have come and were not installed yet, by their link. */
    private final Map<LinkId, Snapshot> received = new LinkedHashMap<>();

    /** Of the step at work. */
    private String lastSync = "none";

    private int syncs;

    private final List<Effect> effects = new ArrayList<>();

    private final Effects collector = effects::add;

    SimulatedServer(Simulation simulation, int index, PeerSettings settings, Store store, Random random) {
        this.simulation = simulation;
        this.agenda = simulation.agenda();
        this.random = random;
        this.index = index;
        this.id = settings.self();
        this.settings = settings;
        this.store = store;
        this.service = simulation.world().on(this);
        this.ticksOften = random.nextInt(4) > 0 || simulation.isScripted();
        this.clockRate = 0.9 + random.nextDouble() * 0.2;
        this.clockAhead = random.nextInt(1_000_000);
    }

    public int index() {
        return index;
    }

    public ServerId id() {
        return id;
    }

    Store store() {
        return store;
    }

    /** What its clients do. */
    Application service() {
        return service;
    }

    Entry state() {
        return service.state();
    }

    Role role() {
        return service.role();
    }

    long epoch() {
        return service.epoch();
    }

    /** The last synchronisation that this server was given, as its leader has chosen it. */
    String lastSync() {
        return lastSync;
    }

    /** How many its process was given. */
    int syncs() {
        return syncs;
    }

    boolean isServing() {
        return peer != null && service.isServing();
    }

    public Protocol peer() {
        return peer;
    }

    public boolean isUp() {
        return peer != null;
    }

    boolean isDark() {
        return isDark;
    }

    public boolean isPaused() {
        return pausedUntil > agenda.now();
    }

    public long pausedUntil() {
        return pausedUntil;
    }

    Collection<Network.End> ends() {
        return ends.values();
    }

    // The machine and its process.

    void start() {
        if (peer != null) {
            return;
        }
        Store.Found found = store.recover(simulation.isScripted() ? null : random);
        service.start(found.state(), found.recovered().delivered());
        isDark = false;
        life++;
        syncs = 0;
        ticked = Long.MIN_VALUE;
        wakeScheduled = Long.MAX_VALUE;
        peer = protocol(found.recovered());
        simulation.say(this, "starts with", found.recovered());
        simulation.network().isBack(this);
        tick();
    }

    private Protocol protocol(Recovered recovered) {
        if (!isZooKeeper()) {
            return new Protocol.Ours(new Peer(settings, recovered));
        }
        return new Protocol.OfZooKeeper(new ZooKeeperServer(settings, recovered, new Random(random.nextLong())));
    }

    boolean isZooKeeper() {
        return simulation.shape().zooKeepers().contains(id);
    }

    /** A server of ZooKeeper that has led names the beginning of its epoch, which stands in no file. */
    boolean hasOnDisk(Zxid zxid) {
        boolean isOwnBeginning = isZooKeeper() && zxid.counter() == 0 && zxid.epoch() <= store.currentEpoch();
        return !zxid.isAfter(store.last()) || isOwnBeginning;
    }

    /** The process ends. Without power nothing of it leaves the machine any more, and nobody is told. */
    void crash(boolean withThePower) {
        if (peer == null) {
            return;
        }
        simulation.say(this, withThePower ? "loses its power" : "is killed", null);
        peer = null;
        isDark = withThePower;
        store.crash(simulation.isScripted() ? null : random);
        for (Network.End end : ends.values()) {
            end.die(withThePower, simulation.isScripted());
        }
        forgetProcess();
    }

    /** A crash that was lain in wait for. A script says itself when the server comes back. */
    private void crashForAWhile(boolean withThePower) {
        powerLossAt = null;
        crash(withThePower);
        if (!simulation.isScripted()) {
            agenda.after((1 + random.nextInt(20)) * settings.tick() * 200, this::start);
        }
    }

    private void forgetProcess() {
        life++;
        ends.clear();
        isListening = false;
        inbox.clear();
        untaken.clear();
        effects.clear();
        crashAfterEffects = -1;
        service.stop();
        received.clear();
        diskIsScheduled = false;
        inboxIsScheduled = false;
    }

    void crashInNextStep(int effectsBefore, boolean withThePower) {
        crashAfterEffects = effectsBefore;
        crashesWithPower = withThePower;
    }

    void pause(long micros) {
        pausedUntil = Math.max(pausedUntil, agenda.now() + micros);
    }

    /** It is told the time only when it has asked for that. */
    void tickRarely() {
        ticksOften = false;
    }

    void wake() {
        pausedUntil = 0;
    }

    /** Nothing more happens to it from now on. */
    void heal() {
        wake();
        crashAfterEffects = -1;
        powerLossAt = null;
        misledUntil = 0;
        diskSlowness = 0;
        refusesToListen = false;
        store.heal();
    }

    void jump(long millis) {
        clockAhead += millis;
    }

    void holdDisk() {
        diskStandsStill = true;
    }

    void releaseDisk() {
        diskStandsStill = false;
        scheduleDisk();
    }

    void losePowerAt(String effect, boolean after) {
        powerLossAt = effect;
        isPowerLossAfter = after;
    }

    /**
     * One server at a time, and only one that has kept the promises it has given: a promise that is forgotten could be given
     * again, to the leader before. What it has acknowledged is then on one disk less; but as it elects nobody and promises
     * nothing before it was given a snapshot, whoever leads has been chosen by a quorum of the others, and one of these has
     * it too. Not in mixed ensembles; nor where configurations change, which would be lost as well; nor where a server that is
     * there and does not vote would make elections endless.
     */
    boolean mayLoseData() {
        boolean isPromiseKept = store.acceptedEpoch() == store.currentEpoch();
        boolean canOthersElect = simulation.membership().quorum().isReachedBy(voter -> !voter.equals(id));
        return store.canBeReplaced()
                && isPromiseKept
                && canOthersElect
                && !settings.reconfigures()
                && simulation.shape().isElectedDialledLongEnough()
                && simulation.shape().zooKeepers().isEmpty()
                && simulation.servers().stream().noneMatch(SimulatedServer::isWithoutData);
    }

    /** The process is down. */
    void loseData() {
        lost = store.durable();
        store.replace();
        simulation.coverage().reached(Coverage.Way.LOST_ITS_DATA);
    }

    /** What stands for this server where a quorum has to have something: of an empty disk, what was there before. */
    Entry held() {
        return isWithoutData() ? lost : store.durable();
    }

    private boolean isWithoutData() {
        return store.last().value() < 0;
    }

    void misleadFor(long micros) {
        misledUntil = Math.max(misledUntil, agenda.now() + micros);
    }

    /** As if a quorum followed somebody. Not one without data: it has forgotten which leaders are over. */
    private void mislead(TraceEvent.Voted voted, int ofLife) {
        if (ofLife != life || peer == null || isPaused() || isWithoutData() || peer.role() != Role.LOOKING) {
            return;
        }
        List<SimulatedServer> all = simulation.servers();
        ServerId leader = random.nextInt(3) == 0
                ? id
                : all.get(random.nextInt(all.size())).id();
        Vote vote = new Vote(leader, voted.vote().zxid(), voted.vote().epoch());
        for (Network.End end : List.copyOf(ends.values())) {
            if (end.port() == Port.ELECTION && end.isOpen() && end.other() != null) {
                Role role = end.other().server().id().equals(leader) ? Role.LEADING : Role.FOLLOWING;
                tell(new Input.Notified(
                        end.id(),
                        new Notification(
                                role, vote, voted.round(), Notification.CURRENT_VERSION, simulation.membership())));
            }
        }
        if (peer != null && peer.role() != Role.LOOKING) {
            simulation.coverage().reached(Coverage.Way.MISLED);
        }
    }

    void slowDisk(long micros) {
        diskSlowness = micros;
    }

    void refuseToListen(boolean refuses) {
        refusesToListen = refuses;
    }

    void snapshot() {
        if (isServing()) {
            store.snapshot(state());
        }
    }

    void resign() {
        if (peer != null && !isPaused()) {
            tell(new Input.Resign());
        }
    }

    // Time.

    /** What the machine's clock shows, in milliseconds. */
    public long clock() {
        return (long) (agenda.now() * clockRate / 1000) + clockAhead;
    }

    public void tick() {
        long now = clock();
        if (now > ticked) {
            ticked = now;
            untaken.addFirst(new Input.Tick(now));
            step();
        }
    }

    private void wake(long millis) {
        wakeAt = millis;
        long micros = agenda.now() + (long) ((millis - clock()) * 1000 / clockRate) + 1;
        if (micros < wakeScheduled) {
            wakeScheduled = Math.max(micros, agenda.now());
            int thisLife = life;
            agenda.at(wakeScheduled, () -> alarm(thisLife));
        }
    }

    private void alarm(int ofLife) {
        if (ofLife != life) {
            return;
        }
        if (isPaused()) {
            agenda.at(pausedUntil, () -> alarm(ofLife));
            return;
        }
        wakeScheduled = Long.MAX_VALUE;
        if (clock() >= wakeAt) {
            wakeAt = Long.MAX_VALUE;
            tick();
        } else if (wakeAt != Long.MAX_VALUE) {
            wake(wakeAt);
        }
    }

    // Steps.

    /** Tells the peer something, at the time that its clock shows now. What is said because of that tick comes behind it. */
    public void tell(Input input) {
        untaken.add(input);
        if (!isInStep) {
            if (ticksOften) {
                tick();
            }
            step();
        }
    }

    private void step() {
        isInStep = true;
        try {
            while (!untaken.isEmpty()) {
                take(untaken.remove());
            }
        } finally {
            isInStep = false;
        }
    }

    private void take(Input input) {
        if (peer == null) {
            return;
        }
        simulation.say(this, "<-", input);
        simulation.coverage().input(this, input);
        effects.clear();
        try {
            peer.step(input, collector);
        } catch (RuntimeException | Error broken) {
            throw new Violation("peer", this + " could not take " + input + ": " + broken, broken);
        }
        simulation.stepped();
        int before = crashAfterEffects;
        crashAfterEffects = effects.isEmpty() ? before : -1;
        for (int i = 0; i < effects.size(); i++) {
            if (i == before) {
                crashForAWhile(crashesWithPower);
                return;
            }
            carryOut(effects.get(i));
        }
        if (before >= 0 && !effects.isEmpty()) {
            crashForAWhile(crashesWithPower);
        }
    }

    private void later(Input input) {
        inbox.add(input);
        scheduleInbox();
    }

    private void scheduleInbox() {
        if (!inboxIsScheduled && !inbox.isEmpty()) {
            inboxIsScheduled = true;
            int thisLife = life;
            agenda.after(random.nextInt(200), () -> openInbox(thisLife));
        }
    }

    private void openInbox(int ofLife) {
        if (ofLife != life) {
            return;
        }
        if (isPaused()) {
            agenda.at(pausedUntil, () -> openInbox(ofLife));
            return;
        }
        inboxIsScheduled = false;
        Input input = inbox.remove();
        scheduleInbox();
        tell(input);
    }

    private void carryOut(Effect effect) {
        simulation.say(this, "->", effect);
        if (effect instanceof Effect.Send send) {
            send(send);
        } else if (effect instanceof Effect.OnDisk onDisk) {
            enqueue(onDisk);
        } else if (effect instanceof Effect.WakeAt at) {
            wake(at.millis());
        } else if (effect instanceof Effect.Trace trace) {
            simulation.coverage().trace(this, trace.event());
            if (agenda.now() < misledUntil && trace.event() instanceof TraceEvent.Voted voted) {
                int thisLife = life;
                agenda.after(random.nextInt(10_000), () -> mislead(voted, thisLife));
            }
        } else if (effect instanceof Effect.ToServer toServer) {
            serve(toServer);
        } else {
            onLink(effect);
        }
    }

    // Links.

    private void onLink(Effect effect) {
        if (effect instanceof Effect.Dial dial) {
            SimulatedServer to = simulation.server(dial.to());
            ends.put(dial.link(), simulation.network().dial(this, dial.link(), dial.port(), to));
        } else if (effect instanceof Effect.Close close) {
            Network.End end = ends.remove(close.link());
            received.remove(close.link());
            if (end != null) {
                end.close();
            }
        } else if (effect instanceof Effect.Listen listen) {
            isListening = !refusesToListen;
            if (refusesToListen) {
                later(new Input.NotListening(listen.reign()));
            }
        } else if (effect instanceof Effect.StopListening) {
            isListening = false;
        } else if (effect instanceof Effect.Notify notify) {
            notify(notify);
        } else if (effect instanceof Effect.SendSnapshot snapshot) {
            sendSnapshot(snapshot);
        } else if (effect instanceof Effect.ReceiveSnapshot receive) {
            received.put(receive.link(), null);
        } else if (effect instanceof Effect.ReadHistory read) {
            int thisLife = life;
            agenda.after(random.nextInt(3000), () -> readHistory(read, thisLife));
        } else {
            throw new AssertionError("no rule for " + effect);
        }
    }

    boolean accepts(Port port) {
        return peer != null && (port == Port.ELECTION || isListening);
    }

    LinkId nextAccepted() {
        return LinkId.accepted(++accepted);
    }

    /** Somebody has opened a link to this server. */
    void accept(Network.End end) {
        ends.put(end.id(), end);
        if (end.port() == Port.QUORUM) {
            tell(new Input.LearnerAccepted(end.id()));
        }
    }

    void broken(Network.End end) {
        end.markClosed();
        if (ends.remove(end.id(), end)) {
            received.remove(end.id());
            later(new Input.Closed(end.id()));
        }
    }

    /** Something has come on a link that is open. */
    void arrives(Network.End end, Object thing) {
        if (thing instanceof Message message) {
            end.rules().received(message);
            tell(new Input.Received(end.id(), message));
        } else if (thing instanceof Notification notification) {
            tell(new Input.Notified(end.id(), notification));
        } else if (thing instanceof Snapshot.Piece piece) {
            receivePiece(end, piece);
        } else if (thing == Network.Wire.CONNECTED) {
            tell(new Input.Connected(end.id()));
        } else if (thing == Network.Wire.HANDSHAKE) {
            ServerId from = end.other().server().id();
            tell(new Input.VoterAccepted(
                    end.id(), from, simulation.membership().member(from).election()));
        } else {
            broken(end);
        }
    }

    /** Something has left for the other end. */
    void left(Network.End end, Object thing) {
        if (end.isDialler() || end.port() != Port.QUORUM) {
            return;
        }
        if (thing instanceof Message message) {
            later(new Input.Credit(end.id(), message.size()));
        } else if (thing instanceof Snapshot.Piece piece) {
            if (piece.isLast()) {
                end.rules().snapshotEnds();
            }
            later(piece.isLast() ? new Input.SnapshotSent(end.id()) : new Input.SnapshotProgress(end.id()));
        }
    }

    private void send(Effect.Send send) {
        Network.End end = ends.get(send.link());
        if (end == null) {
            return;
        }
        Message message = send.message();
        end.rules().sent(message);
        simulation.agreement().promises(this, message);
        simulation.coverage().sent(end, message);
        noteSync(end.other().server(), message);
        end.send(simulation.onTheWire(message, !end.isDialler()));
    }

    private static void noteSync(SimulatedServer learner, Message message) {
        if (message instanceof Message.Diff || message instanceof Message.Trunc || message instanceof Message.Snap) {
            learner.lastSync = message.getClass().getSimpleName().toUpperCase(Locale.ROOT);
            learner.syncs++;
        }
    }

    private void notify(Effect.Notify notify) {
        Network.End end = ends.get(notify.link());
        if (end != null) {
            simulation.agreement().votes(this, end.other().server(), notify.notification());
            end.send(simulation.onTheWire(notify.notification()));
        }
    }

    private void sendSnapshot(Effect.SendSnapshot send) {
        Network.End end = ends.get(send.link());
        if (end == null) {
            return;
        }
        Entry all = service.newest();
        simulation.agreement().sendsSnapshot(this, all, send.zxid());
        Snapshot snapshot = new Snapshot(all, send.zxid());
        end.rules().snapshotBegins();
        for (int i = 1; i <= SNAPSHOT_PIECES; i++) {
            end.send(new Snapshot.Piece(snapshot, i == SNAPSHOT_PIECES));
        }
    }

    private void receivePiece(Network.End end, Snapshot.Piece piece) {
        if (!received.containsKey(end.id())) {
            throw new Violation("peer", this + " does not expect the snapshot that comes on " + end.id());
        }
        if (piece.isLast()) {
            received.put(end.id(), piece.snapshot());
            tell(new Input.SnapshotReceived(end.id()));
        } else {
            tell(new Input.SnapshotProgress(end.id()));
        }
    }

    private void readHistory(Effect.ReadHistory read, int ofLife) {
        if (ofLife != life || !ends.containsKey(read.link())) {
            return;
        }
        if (isPaused()) {
            agenda.at(pausedUntil, () -> readHistory(read, ofLife));
            return;
        }
        tell(new Input.HistoryRead(read.link(), store.read(read.after(), read.upTo(), read.bytes())));
    }

    // The disk.

    private void enqueue(Effect.OnDisk effect) {
        Snapshot snapshot = null;
        if (effect instanceof Effect.Install install) {
            snapshot = received.remove(install.link());
            if (snapshot == null) {
                throw new Violation("peer", this + " has no snapshot to install: " + effect);
            }
        }
        store.enqueue(effect, snapshot);
        scheduleDisk();
    }

    private void scheduleDisk() {
        if (!diskIsScheduled && !store.isIdle() && !diskStandsStill) {
            diskIsScheduled = true;
            int thisLife = life;
            agenda.after(50 + random.nextInt(1500) + diskSlowness, () -> work(thisLife));
        }
    }

    private void work(int ofLife) {
        if (ofLife != life || diskStandsStill) {
            diskIsScheduled &= ofLife != life;
            return;
        }
        if (isPaused()) {
            agenda.at(pausedUntil, () -> work(ofLife));
            return;
        }
        diskIsScheduled = false;
        boolean losesPower = store.next().getClass().getSimpleName().equals(powerLossAt);
        if (losesPower && !isPowerLossAfter) {
            crashForAWhile(true);
            return;
        }
        Entry before = store.durable();
        Optional<Store.Done> result = store.work(losesPower ? 1 : 1 + random.nextInt(8));
        if (losesPower || result.isEmpty()) {
            crashForAWhile(losesPower);
            return;
        }
        Store.Done done = result.get();
        simulation.agreement().changedDisk(this, before, done.effect());
        scheduleDisk();
        if (done.state() != null) {
            rewind(done);
        }
        tell(answer(done));
    }

    private void rewind(Store.Done done) {
        simulation.agreement().rewinds(this, done.effect());
        if (done.effect() instanceof Effect.Install) {
            service.start(done.state(), done.last());
        } else {
            service.takeBack(done.last());
        }
    }

    private static Input answer(Store.Done done) {
        Effect.OnDisk effect = done.effect();
        if (effect instanceof Effect.Append append) {
            return new Input.Durable(append.reign(), append.proposal().zxid());
        } else if (effect instanceof Effect.SaveAcceptedEpoch save) {
            return new Input.AcceptedEpochSaved(save.reign(), save.epoch());
        } else if (effect instanceof Effect.SaveCurrentEpoch save) {
            return new Input.CurrentEpochSaved(save.reign(), save.epoch());
        } else if (effect instanceof Effect.Truncate truncate) {
            return new Input.Truncated(truncate.reign(), truncate.last(), done.isDone());
        } else if (effect instanceof Effect.Install install) {
            return new Input.Installed(install.reign(), install.zxid());
        } else if (effect instanceof Effect.SaveConfiguration save) {
            return new Input.ConfigurationSaved(save.reign(), save.lastSeen().version());
        } else if (effect instanceof Effect.ActivateConfiguration activate) {
            return new Input.ConfigurationSaved(
                    activate.reign(), activate.active().version());
        } else {
            throw new AssertionError("no rule for " + effect);
        }
    }

    // The server and its clients.

    private void serve(Effect.ToServer effect) {
        if (effect instanceof Effect.Left) {
            crash(false);
            agenda.after(500_000 + random.nextInt(2_000_000), this::start);
        } else {
            service.on(effect);
        }
    }

    String describe() {
        String process = peer == null ? "is down" : peer.role() + " in reign " + peer.reign();
        return this + " " + process + (isServing() ? ", serves" : "") + ", state " + Names.of(state().zxid())
                + ", disk " + store.durable() + ", epochs " + store.acceptedEpoch() + " and " + store.currentEpoch();
    }

    @Override
    public String toString() {
        return "server " + id;
    }
}
