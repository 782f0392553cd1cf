package dev.paddock.server.sim;

import dev.paddock.datatree.State;
import dev.paddock.server.core.AgreementFactory;
import dev.paddock.server.core.Clock;
import dev.paddock.server.core.Core;
import dev.paddock.server.core.CoreSettings;
import dev.paddock.server.core.CoreSteps;
import dev.paddock.server.core.Mode;
import dev.paddock.server.net.ClientLimits;
import dev.paddock.server.net.SessionThrottle;
import dev.paddock.server.net.SteppedLoop;
import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Input;
import dev.paddock.zab.Reign;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.sim.Application;
import dev.paddock.zab.sim.Entry;
import dev.paddock.zab.sim.SimulatedServer;
import dev.paddock.zab.sim.Simulation;
import dev.paddock.zab.sim.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A core above a simulated peer. What the peer says is carried out before it is stepped again, as on the one thread that
 * both have; what clients bring, and the steps that a batch consists of, have their turns in between.
 */
final class CoreApplication implements Application {
    private static final int LOOPS = 2;
    private static final int LONGEST_TURN_MICROS = 150;

    /** It is asked for more often than there are snapshots to send. */
    private static final int NEWEST_EVERY = 16;

    private final EnsembleWorld world;
    private final Simulation simulation;
    private final SimulatedServer server;
    private final Random random;

    /** What was delivered, and what is behind it on the tip of a leader, as the checks of agreement want it. */
    private Entry state = Entry.none();

    private Zxid stateZxid = Zxid.ZERO;
    private Entry tip;
    private Reign tipReign;
    private Reign serving;
    private Role role = Role.LOOKING;
    private long epoch;

    // The process.

    private int life;
    private Core core;
    private CoreSteps steps;
    private final List<SteppedLoop> loops = new ArrayList<>();
    private final List<SimulatedConnection> connections = new ArrayList<>();

    /** What the core has to say to the peer. */
    private final Queue<Input> toPeer = new ArrayDeque<>();

    private int stream;
    private boolean hasWorked;
    private boolean hasPublished;
    private boolean turnIsScheduled;

    private final Clock clock = new Clock() {
        @Override
        public long nanoTime() {
            return TimeUnit.MILLISECONDS.toNanos(server.clock());
        }

        /** Each transaction has another time, and is known by it. */
        @Override
        public long wallMillis() {
            long number = simulation.writes().begin(stream);
            simulation.writes().prepared(number);
            return number;
        }
    };

    CoreApplication(EnsembleWorld world, SimulatedServer server) {
        this.world = world;
        this.simulation = world.simulation;
        this.server = server;
        this.random = world.simulation.random();
    }

    // The process begins and ends.

    @Override
    public void start(Entry found, Zxid zxid) {
        state = found;
        stateZxid = zxid;
        tip = null;
        if (core == null) {
            begin();
        } else {
            replace();
        }
    }

    private void begin() {
        stream = simulation.writes().newStream();
        core = new Core(
                world.history.at(state),
                world.hashing,
                world.operations,
                world.acls,
                AgreementFactory.inEnsemble(this::toPeer, () -> server.peer().last(), world.tickMillis(), clock),
                new CoreSettings(server.index() + 1, world.tickMillis(), 0),
                clock,
                this::published,
                this::signal);
        steps = new CoreSteps(core);
        Clock ofLoops = new Clock() {
            @Override
            public long nanoTime() {
                return clock.nanoTime();
            }

            @Override
            public long wallMillis() {
                return server.clock();
            }
        };
        int tick = world.tickMillis();
        ClientLimits limits = new ClientLimits(0xFFFFF, 1 << 20, 2 * tick, 20 * tick, 100, 1 << 20, 10_000);
        for (int i = 0; i < LOOPS; i++) {
            loops.add(new SteppedLoop(
                    core,
                    SteppedLoop.services(
                            world.operations,
                            world.acls,
                            world.providers,
                            limits,
                            SessionThrottle.Settings.NONE,
                            this::rejected,
                            ofLoops),
                    this::signal));
        }
        tick(life);
    }

    private void rejected(String reason) {
        throw new Violation("server", this + " has closed a connection: " + reason);
    }

    @Override
    public void takeBack(Zxid last) {
        if (stateZxid.isAfter(last)) {
            state = state.notAfter(last);
            stateZxid = last;
        }
        tip = null;
        replace();
    }

    private void replace() {
        core.tell(new dev.paddock.server.core.Input.Replaced(world.history.at(state)));
        carryOut();
    }

    @Override
    public void stop() {
        life++;
        core = null;
        loops.clear();
        toPeer.clear();
        serving = null;
        role = Role.LOOKING;
        tip = null;
        hasWorked = false;
        hasPublished = false;
        turnIsScheduled = false;
        List<SimulatedConnection> broken = List.copyOf(connections);
        connections.clear();
        broken.forEach(SimulatedConnection::serverIsGone);
    }

    private void tick(int ofLife) {
        if (ofLife != life) {
            return;
        }
        if (server.isPaused()) {
            simulation.agenda().at(server.pausedUntil(), () -> tick(ofLife));
            return;
        }
        core.tell(new dev.paddock.server.core.Input.Tick());
        server.tick();
        simulation.agenda().after(world.tickMillis() * 250L, () -> tick(ofLife));
    }

    // What the peer says.

    @Override
    public void on(Effect.ToServer effect) {
        follow(effect);
        core.tell(new dev.paddock.server.core.Input.FromPeer(effect));
        carryOut();
        if (core != null && random.nextInt(NEWEST_EVERY) == 0) {
            newest();
        }
    }

    private void follow(Effect.ToServer effect) {
        if (effect instanceof Effect.Deliver deliver) {
            delivered(deliver.proposal());
        } else if (effect instanceof Effect.ExtendTip extend) {
            if (tip == null || !extend.reign().equals(tipReign)) {
                tip = state;
                tipReign = extend.reign();
            }
            tip = tip.then(extend.proposal());
        } else if (effect instanceof Effect.Serve begin) {
            serving = begin.reign();
            role = begin.role();
            epoch = begin.epoch();
            tip = null;
            simulation.agreement().serves(server, begin);
            world.history.grow(state);
        } else if (effect instanceof Effect.StopServing) {
            serving = null;
            role = Role.LOOKING;
            tip = null;
        }
    }

    private void delivered(Proposal proposal) {
        simulation.agreement().delivers(server, stateZxid, proposal);
        state = state.then(proposal);
        stateZxid = proposal.zxid();
        simulation.agreement().shows(server, state);
        world.history.grow(state);
    }

    /** Before the peer is told anything else. */
    private void carryOut() {
        wakeIfPublished();
        while (core != null && core.hasUrgentWork()) {
            steps.work();
            hasWorked = true;
        }
        tellPeer();
        signal();
    }

    private void toPeer(Input input) {
        if (input instanceof Input.Submitted submitted) {
            simulation.agreement().broadcasts(server, submitted.proposal());
        }
        toPeer.add(input);
    }

    private void tellPeer() {
        while (!toPeer.isEmpty()) {
            server.tell(toPeer.remove());
        }
    }

    // Turns.

    private void signal() {
        if (!turnIsScheduled && core != null) {
            turnIsScheduled = true;
            int thisLife = life;
            simulation.agenda().after(1 + random.nextInt(LONGEST_TURN_MICROS), () -> turn(thisLife));
        }
    }

    private void turn(int ofLife) {
        if (ofLife != life) {
            return;
        }
        if (server.isPaused()) {
            simulation.agenda().at(server.pausedUntil(), () -> turn(ofLife));
            return;
        }
        turnIsScheduled = false;
        int who = random.nextInt(1 + LOOPS);
        if (who == 0) {
            stepCore();
        } else {
            loops.get(who - 1).runNext();
        }
        if (ofLife == life) {
            connections.forEach(SimulatedConnection::lookForWords);
            if (core.hasWork() || hasWorked || hasPublished || loops.stream().anyMatch(SteppedLoop::hasMore)) {
                signal();
            }
        }
    }

    /** A batch is worked off, published, and told of; loops may run in between. */
    private void stepCore() {
        if (hasPublished) {
            wakeIfPublished();
        } else if (hasWorked && (!core.hasWork() || random.nextInt(4) > 0)) {
            steps.publish();
            hasWorked = false;
            hasPublished = true;
        } else if (core.hasWork()) {
            steps.work();
            hasWorked = true;
            tellPeer();
        }
    }

    private void wakeIfPublished() {
        if (hasPublished) {
            steps.wake();
            hasPublished = false;
        }
    }

    private void published(State shown) {
        if (core.view().mode() != Mode.LOOKING) {
            world.history.shows(this, shown);
        }
    }

    // What clients see of it.

    /** Which of the loops a new connection belongs to, or null if nobody listens. */
    SteppedLoop loop(int number) {
        return core == null ? null : loops.get(number % LOOPS);
    }

    void opened(SimulatedConnection connection) {
        connections.add(connection);
    }

    void closed(SimulatedConnection connection) {
        connections.remove(connection);
    }

    int life() {
        return life;
    }

    SimulatedServer server() {
        return server;
    }

    /** Whether readers here see everything that was agreed upon. */
    boolean showsAll() {
        return core != null
                && core.view().mode() != Mode.LOOKING
                && core.view().state().lastZxid().equals(world.history.lastZxid());
    }

    // As the simulation sees it.

    @Override
    public Entry state() {
        return state;
    }

    /** The core has to have the same. */
    @Override
    public Entry newest() {
        Entry newest = serving != null || tip == null ? state : tip;
        State expected = world.history.at(newest);
        core.tell(new dev.paddock.server.core.Input.NewestAsked(given -> {
            if (given.digest() != expected.digest() || !given.lastZxid().equals(expected.lastZxid())) {
                throw new Violation("snapshot", this + " gives " + given + ", and has delivered " + expected);
            }
        }));
        carryOut();
        return newest;
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public boolean isServing() {
        return serving != null;
    }

    /** Clients act by themselves. */
    @Override
    public void act() {}

    @Override
    public void write() {
        world.write();
    }

    /** The core has no way to change the configuration yet. */
    @Override
    public void reconfigure(Membership next) {}

    @Override
    public String toString() {
        return server.toString();
    }
}
