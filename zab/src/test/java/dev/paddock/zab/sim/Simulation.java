package dev.paddock.zab.sim;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Zxid;
import dev.paddock.zab.membership.Member;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One ensemble, from the start of its servers, through everything that goes wrong, until it has recovered. All that
 * happens follows from the seed and the schedule.
 */
final class Simulation {
    /** Longer than any ensemble may need, once nothing goes wrong any more, in simulated milliseconds. */
    private static final long PATIENCE_MILLIS = 120_000;

    /** The real store is slower. */
    static final int REAL_STORE_EVERY = 16;

    /** In these seeds servers of ours and of ZooKeeper are mixed; no divisor of the others, so that all meet. */
    private static final int MIXED_EVERY = 7;

    /** In these seeds leaders are drawn by lot, as long as things go wrong: nothing that holds may depend on an election. */
    private static final int LOTS_EVERY = 11;

    private final Agenda agenda = new Agenda();
    private final Shape shape;
    private final Schedule schedule;
    private final Random random;
    private final Network network;
    private final List<SimulatedServer> servers = new ArrayList<>();
    private final Agreement agreement = new Agreement(this);
    private final Writes writes = new Writes();
    private final Coverage coverage = new Coverage();
    private final Journal journal;

    /** In a share of the seeds everything that is sent is turned into bytes and back. */
    private final boolean isThroughBytes;

    /** In a share of the seeds the disks have the real store on them, and transactions change a tree. */
    private final boolean isOnRealStore;

    private final boolean areLeadersDrawn;

    private long steps;
    private boolean isHealed;
    private int writesBeforeHealing;

    Simulation(long seed, Schedule schedule, Journal journal) {
        this(seed, shapeOf(seed), schedule, journal);
    }

    /** @param schedule null where a script tells what happens */
    Simulation(long seed, Shape shape, Schedule schedule, Journal journal) {
        this.shape = shape;
        this.schedule = schedule;
        this.journal = journal;
        this.isThroughBytes = seed % 8 == 0;
        this.isOnRealStore = schedule != null && seed % REAL_STORE_EVERY == 1;
        this.random = new Random(mix(seed, 2));
        this.areLeadersDrawn = schedule != null && seed % LOTS_EVERY == 0;
        this.network = new Network(agenda, random, shape);
        for (int i = 0; i < shape.servers(); i++) {
            Store store = store(mix(seed, 4 + i));
            servers.add(new SimulatedServer(this, i, shape.settings().get(i), store, random));
        }
    }

    private Store store(long seed) {
        return isOnRealStore
                ? new RealStore(shape.membership(), RealStore.LOG, seed, coverage)
                : new ModelStore(shape.membership());
    }

    static Shape shapeOf(long seed) {
        return Shape.of(new Random(mix(seed, 1)), seed % MIXED_EVERY == 0);
    }

    static Schedule scheduleOf(long seed) {
        return Schedule.of(new Random(mix(seed, 3)), shapeOf(seed));
    }

    /** Seeds that are neighbours must not begin alike. */
    private static long mix(long seed, long stream) {
        long mixed = (seed * 0x9E3779B97F4A7C15L + stream) * 0xBF58476D1CE4E5B9L;
        return mixed ^ mixed >>> 29;
    }

    /** Runs to the end, or until something does not hold. */
    void run() {
        for (SimulatedServer server : servers) {
            agenda.after(random.nextInt(500_000), server::start);
            agenda.after(random.nextInt(500_000), () -> client(server));
        }
        if (areLeadersDrawn) {
            servers.forEach(server -> server.misleadFor(shape.faultMillis() * 1000));
            unsettle();
        }
        for (Fault fault : schedule.faults()) {
            agenda.at(fault.atMillis() * 1000, () -> new Misfortune(this, fault).strike());
        }
        runUntil(shape.faultMillis() * 1000);
        heal();
        long patienceEnds = agenda.now() + PATIENCE_MILLIS * 1000;
        while (!hasRecovered()) {
            if (!agenda.step(patienceEnds)) {
                throw new Violation("progress", "the ensemble does not recover: " + describe());
            }
        }
    }

    /** Somebody loses somebody, again and again, so that there is always something to elect. */
    private void unsettle() {
        if (!isHealed) {
            network.reset(servers.get(random.nextInt(servers.size())), servers.get(random.nextInt(servers.size())));
            long pause = shape.settings().get(0).tick() * 1000;
            agenda.after(1 + (long) (random.nextDouble() * pause), this::unsettle);
        }
    }

    /** Whether a script says what is lost, and not chance. */
    boolean isScripted() {
        return schedule == null;
    }

    void runUntil(long micros) {
        boolean hasMore = true;
        while (hasMore) {
            hasMore = agenda.step(micros);
        }
    }

    private void heal() {
        isHealed = true;
        writesBeforeHealing = writes.count();
        agenda.at(shape.faultMillis() * 1000, network::mendAll);
        for (SimulatedServer server : servers) {
            server.heal();
            agenda.after(random.nextInt(2_000_000), server::start);
        }
    }

    /** Every server serves, and has shown a write that came after all was well again. */
    private boolean hasRecovered() {
        Entry last = agreement.last();
        if (last == null || WriteTxn.number(last.proposal().txn()) <= writesBeforeHealing) {
            return false;
        }
        for (SimulatedServer server : servers) {
            if (!server.isServing() || !server.state().isSameAs(last)) {
                return false;
            }
        }
        return true;
    }

    private void client(SimulatedServer server) {
        int what = random.nextInt(16);
        if (what == 0) {
            server.service().sync();
        } else if (what == 1) {
            server.service().revalidate();
        } else {
            server.service().write();
        }
        int pause = isHealed ? 200 + shape.writeMillis() * 4 : shape.writeMillis();
        agenda.after(1 + (long) (random.nextDouble() * 2000 * pause), () -> client(server));
    }

    Agenda agenda() {
        return agenda;
    }

    Random random() {
        return random;
    }

    Network network() {
        return network;
    }

    Agreement agreement() {
        return agreement;
    }

    Writes writes() {
        return writes;
    }

    Coverage coverage() {
        return coverage;
    }

    Shape shape() {
        return shape;
    }

    List<SimulatedServer> servers() {
        return servers;
    }

    SimulatedServer server(ServerId id) {
        return servers.get((int) id.value() - 1);
    }

    Membership membership() {
        return shape.membership();
    }

    /** Who leads in the newest epoch, or else any. */
    SimulatedServer leader() {
        SimulatedServer leader = null;
        for (SimulatedServer server : servers) {
            boolean isNewer = leader == null || server.epoch() > leader.epoch();
            if (server.isServing() && server.role() == Role.LEADING && isNewer) {
                leader = server;
            }
        }
        return leader == null ? servers.get(random.nextInt(servers.size())) : leader;
    }

    /** The configuration in force, with one server on the other side. */
    Membership changed(Membership active, ServerId server) {
        List<Member> members = new ArrayList<>();
        for (Member member : active.members().values()) {
            boolean isVoter = member.isVoter() != member.id().equals(server);
            members.add(Shape.member((int) member.id().value(), isVoter));
        }
        return Membership.of(0, members);
    }

    /** What comes out of a link at its other end. */
    Message onTheWire(Message message, boolean isFromLeader) {
        if (!isThroughBytes) {
            return message;
        }
        return isFromLeader ? ThroughBytes.fromLeader(message) : ThroughBytes.fromLearner(message);
    }

    Notification onTheWire(Notification notification) {
        return isThroughBytes ? ThroughBytes.notification(notification) : notification;
    }

    /** What a write becomes. */
    Bytes txn(long session, int cxid, Zxid zxid, long number) {
        return isOnRealStore
                ? WriteTxn.creating(session, cxid, zxid, number)
                : WriteTxn.of(session, cxid, zxid, number);
    }

    void stepped() {
        steps++;
    }

    long steps() {
        return steps;
    }

    void say(Object who, String direction, Object what) {
        if (journal != null) {
            journal.write(agenda.now(), who, direction, what);
        }
    }

    String describe() {
        StringBuilder text = new StringBuilder();
        text.append("agreed upon: ").append(agreement.last());
        for (SimulatedServer server : servers) {
            text.append(System.lineSeparator()).append("  ").append(server.describe());
        }
        return text.toString();
    }
}
