package dev.paddock.zab.sim;

import dev.paddock.zab.LinkId;
import dev.paddock.zab.Port;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Ordered connections between the servers, and what may go wrong with them. What is sent arrives in order or not at all;
 * where a way is cut it waits, as it does with TCP, until the way is open again or somebody gives up.
 */
final class Network {
    private final Agenda agenda;
    private final Random random;

    /** How long a packet takes, at least, and by how much that varies, in microseconds. */
    private final int delay;

    private final int jitter;

    /** How often the way from one server to another is cut at the moment: cuts overlap. */
    private final int[][] cuts;

    /** What a packet takes longer on the way between two servers. */
    private final long[][] slowness;

    private final List<End> stalled = new ArrayList<>();

    /** Open ends of links whose other end went with the power of its machine. */
    private final List<End> abandoned = new ArrayList<>();

    Network(Agenda agenda, Random random, Shape shape) {
        int servers = shape.servers();
        int slowest = (int) shape.settings().get(0).tick() * 30;
        this.agenda = agenda;
        this.random = random;
        this.delay = 50 + random.nextInt(random.nextBoolean() ? 500 : slowest);
        this.jitter = 1 + random.nextInt(delay * 2);
        this.cuts = new int[servers][servers];
        this.slowness = new long[servers][servers];
    }

    void cut(int from, int to) {
        cuts[from][to]++;
    }

    void mend(int from, int to) {
        if (cuts[from][to] > 0 && --cuts[from][to] == 0) {
            resume();
        }
    }

    void slow(int one, int other, long micros) {
        slowness[one][other] = micros;
        slowness[other][one] = micros;
    }

    void mendAll() {
        for (int from = 0; from < cuts.length; from++) {
            for (int to = 0; to < cuts.length; to++) {
                cuts[from][to] = 0;
                slowness[from][to] = 0;
            }
        }
        resume();
    }

    private void resume() {
        List<End> waiting = List.copyOf(stalled);
        stalled.clear();
        for (End end : waiting) {
            end.stalls = false;
            end.schedule();
        }
    }

    private boolean isOpen(SimulatedServer from, SimulatedServer to) {
        return cuts[from.index()][to.index()] == 0;
    }

    private long travel(SimulatedServer from, SimulatedServer to) {
        return delay + random.nextInt(jitter) + slowness[from.index()][to.index()];
    }

    /** Opens a link, or tells the one who dials that it cannot be opened. */
    End dial(SimulatedServer from, LinkId link, Port port, SimulatedServer to) {
        End near = new End(from, link, port, true, to.isZooKeeper());
        long there = travel(from, to);
        agenda.after(there, () -> knock(near, port, to));
        return near;
    }

    private void knock(End near, Port port, SimulatedServer to) {
        SimulatedServer from = near.server;
        if (!near.isOpen()) {
            return;
        }
        if (to.isPaused()) {
            agenda.at(to.pausedUntil(), () -> knock(near, port, to));
            return;
        }
        boolean isReached = isOpen(from, to) && isOpen(to, from);
        if (!isReached || to.isDark()) {
            agenda.after(100_000 + random.nextInt(3_000_000), near::breakOff);
        } else if (!to.accepts(port)) {
            agenda.after(travel(to, from), near::breakOff);
        } else {
            End far = new End(to, to.nextAccepted(), port, false, to.isZooKeeper());
            far.other = near;
            near.other = far;
            to.accept(far);
            far.send(Wire.CONNECTED);
            if (port == Port.ELECTION) {
                near.send(Wire.HANDSHAKE);
            }
        }
    }

    /** All links between two servers break. */
    void reset(SimulatedServer one, SimulatedServer other) {
        for (End end : List.copyOf(one.ends())) {
            if (end.other != null && end.other.server == other) {
                end.breakOff();
                end.other.breakOff();
            }
        }
    }

    /** A machine has its power again, and answers what others send on links that it knows nothing of. */
    void isBack(SimulatedServer server) {
        for (End end : List.copyOf(abandoned)) {
            if (end.other.server == server) {
                abandoned.remove(end);
                agenda.after(travel(server, end.server) + random.nextInt(1_000_000), end::breakOff);
            }
        }
    }

    /** What a link carries beside messages. */
    enum Wire {
        CONNECTED,
        HANDSHAKE,
        CLOSED
    }

    /** One end of a link, and what is on its way from here to the other. */
    final class End {
        private final SimulatedServer server;
        private final LinkId id;
        private final Port port;
        private final boolean isDialler;
        private final StreamRules rules;

        /** Null until the one who is dialled has accepted. */
        private End other;

        /** Things on their way and the earliest times at which they arrive, one behind the other. */
        private final ArrayDeque<Object> things = new ArrayDeque<>();

        private final ArrayDeque<Long> arrivals = new ArrayDeque<>();
        private long lastArrival;
        private boolean isScheduled;
        private boolean stalls;
        private boolean isOpen = true;

        private End(SimulatedServer server, LinkId id, Port port, boolean isDialler, boolean isLeaderZooKeeper) {
            this.server = server;
            this.id = id;
            this.port = port;
            this.isDialler = isDialler;
            this.rules = port == Port.QUORUM ? new StreamRules(server, isDialler, isLeaderZooKeeper) : null;
        }

        SimulatedServer server() {
            return server;
        }

        LinkId id() {
            return id;
        }

        Port port() {
            return port;
        }

        boolean isDialler() {
            return isDialler;
        }

        StreamRules rules() {
            return rules;
        }

        End other() {
            return other;
        }

        boolean isOpen() {
            return isOpen;
        }

        void send(Object thing) {
            if (other == null) {
                return;
            }
            if (!other.isOpen && !other.server.isDark()) {
                agenda.after(travel(server, other.server), this::breakOff);
                return;
            }
            lastArrival = Math.max(lastArrival, agenda.now() + travel(server, other.server));
            things.add(thing);
            arrivals.add(lastArrival);
            schedule();
        }

        private void schedule() {
            if (!isScheduled && !stalls && !things.isEmpty()) {
                isScheduled = true;
                agenda.at(arrivals.peek(), this::arrive);
            }
        }

        private void arrive() {
            isScheduled = false;
            if (things.isEmpty()) {
                return;
            }
            if (!Network.this.isOpen(server, other.server)) {
                stalls = true;
                stalled.add(this);
                return;
            }
            if (other.isOpen && other.server.isPaused()) {
                isScheduled = true;
                agenda.at(other.server.pausedUntil(), this::arrive);
                return;
            }
            Object thing = things.remove();
            arrivals.remove();
            schedule();
            if (other.isOpen) {
                other.server.arrives(other, thing);
                if (isOpen) {
                    server.left(this, thing);
                }
            }
        }

        /** Closed by this end: the other hears of it behind all that was sent. */
        void close() {
            send(Wire.CLOSED);
            isOpen = false;
        }

        /** The process is gone, and with it some of what had not left; the other end hears of it, or nothing at all. */
        void die(boolean withThePower, boolean withoutChance) {
            isOpen = false;
            if (other == null) {
                return;
            }
            int kept = withoutChance ? 0 : random.nextInt(things.size() + 1);
            while (things.size() > kept) {
                things.removeLast();
                arrivals.removeLast();
            }
            if (withThePower) {
                abandoned.add(other);
            } else {
                send(Wire.CLOSED);
            }
        }

        /** This end finds out that there is nobody at the other. */
        void breakOff() {
            things.clear();
            arrivals.clear();
            if (isOpen) {
                server.broken(this);
            }
        }

        void markClosed() {
            isOpen = false;
        }
    }
}
