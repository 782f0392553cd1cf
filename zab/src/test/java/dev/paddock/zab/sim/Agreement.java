package dev.paddock.zab.sim;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The properties of ZAB, as the paper states them, and the promises that they stand on. One who sees everything keeps the
 * one history that all servers must show a beginning of.
 */
public final class Agreement {
    private final Simulation simulation;

    /** All that any server ever has shown to a client, in order, each with what is before it. */
    private final List<Entry> agreed = new ArrayList<>();

    /** By epoch and counter: what its leader broadcast. */
    private final Map<Long, Broadcasts> broadcasts = new HashMap<>();

    /** By epoch: who was established in it. */
    private final Map<Long, String> established = new HashMap<>();

    private static final class Broadcasts {
        private long[] writes = new long[16];
        private int count;
    }

    Agreement(Simulation simulation) {
        this.simulation = simulation;
    }

    public int committed() {
        return agreed.size();
    }

    public Entry last() {
        return agreed.isEmpty() ? null : agreed.get(agreed.size() - 1);
    }

    /** Local primary order begins here: the leader of an epoch numbers what it broadcasts without holes. */
    public void broadcasts(SimulatedServer leader, Proposal proposal) {
        Broadcasts ofEpoch = broadcasts.computeIfAbsent(proposal.zxid().epoch(), epoch -> new Broadcasts());
        long counter = proposal.zxid().counter();
        if (counter != ofEpoch.count + 1) {
            throw new Violation(
                    "one leader", leader + " broadcasts " + Names.of(proposal.zxid()) + " behind " + ofEpoch.count);
        }
        if (ofEpoch.count == ofEpoch.writes.length) {
            ofEpoch.writes = Arrays.copyOf(ofEpoch.writes, ofEpoch.count * 2);
        }
        ofEpoch.writes[ofEpoch.count++] = WriteTxn.number(proposal.txn());
    }

    /** What a server shows begins, or continues, what all others have shown: total order, agreement, no divergence. */
    public void shows(SimulatedServer server, Entry state) {
        int known = agreed.size();
        if (state.length() <= known) {
            if (state.length() > 0 && !agreed.get(state.length() - 1).isSameAs(state)) {
                throw diverges(server, state);
            }
            return;
        }
        if (known > 0 && !state.first(known).isSameAs(agreed.get(known - 1))) {
            throw diverges(server, state);
        }
        Entry[] added = new Entry[state.length() - known];
        for (Entry entry = state; entry.length() > known; entry = entry.before()) {
            added[entry.length() - known - 1] = entry;
        }
        for (Entry entry : added) {
            agree(server, entry);
        }
    }

    private Violation diverges(SimulatedServer server, Entry state) {
        return new Violation("agreement", server + " shows " + state + ", and others have shown " + last());
    }

    private void agree(SimulatedServer server, Entry entry) {
        Zxid zxid = entry.zxid();
        Zxid before = entry.before().zxid();
        boolean isNext = zxid.epoch() == before.epoch()
                ? zxid.value() == before.value() + 1
                : zxid.epoch() > before.epoch() && zxid.counter() == 1;
        if (!isNext) {
            throw new Violation(
                    "primary order",
                    server + " shows " + Names.of(zxid) + " behind " + Names.of(before) + ": " + entry);
        }
        Broadcasts ofEpoch = broadcasts.get(zxid.epoch());
        long write = WriteTxn.number(entry.proposal().txn());
        int position = (int) zxid.counter() - 1;
        if (ofEpoch == null || position >= ofEpoch.count || ofEpoch.writes[position] != write) {
            throw new Violation("integrity", server + " shows " + Names.of(zxid) + ", which nobody has broadcast so");
        }
        requireOnAQuorum(server, entry);
        simulation.writes().agreed(write);
        agreed.add(entry);
    }

    private void requireOnAQuorum(SimulatedServer server, Entry entry) {
        if (!isOnAQuorum(server, entry)) {
            throw new Violation(
                    "quorum", server + " shows " + Names.of(entry.zxid()) + ", which no quorum has on disk");
        }
    }

    private boolean isOnAQuorum(SimulatedServer server, Entry entry) {
        return server.peer()
                .configurations()
                .active()
                .quorum()
                .isReachedBy(voter -> entry.begins(simulation.server(voter).held()));
    }

    public void delivers(SimulatedServer server, Zxid last, Proposal proposal) {
        if (!proposal.zxid().isAfter(last) || !proposal.zxid().follows(last)) {
            throw new Violation(
                    "delivery", server + " delivers " + Names.of(proposal.zxid()) + " behind " + Names.of(last));
        }
    }

    /**
     * Primary integrity: a leader has delivered all that was shown of earlier epochs before it broadcasts anything itself. It
     * may be established so late that a quorum has gone on without it; then nothing comes of what it broadcasts.
     */
    public void serves(SimulatedServer server, Effect.Serve serve) {
        shows(server, server.state());
        if (serve.role() != Role.LEADING) {
            if (!established.containsKey(serve.epoch())) {
                throw new Violation("one leader", server + " follows in an epoch that nobody leads: " + serve);
            }
            return;
        }
        String who = server + " in reign " + serve.reign();
        String before = established.put(serve.epoch(), who);
        if (before != null) {
            throw new Violation("one leader", who + " leads in epoch " + serve.epoch() + ", and so did " + before);
        }
        int ofEarlierEpochs = agreed.size();
        while (ofEarlierEpochs > 0 && agreed.get(ofEarlierEpochs - 1).zxid().epoch() >= serve.epoch()) {
            ofEarlierEpochs--;
        }
        if (server.state().length() < ofEarlierEpochs) {
            throw new Violation(
                    "primary integrity",
                    who + " leads in epoch " + serve.epoch() + " with " + server.state() + ", and " + last()
                            + " was agreed upon");
        }
    }

    /**
     * Durability: what was shown stays on a quorum of disks. A single one may lose some of it for a moment, where a leader
     * takes back what it has proposed and not committed yet, and commits it with the help of others.
     */
    void changedDisk(SimulatedServer server, Entry before, Effect.OnDisk effect) {
        if (!(effect instanceof Effect.Truncate || effect instanceof Effect.Install)) {
            return;
        }
        int had = Math.min(before.length(), agreed.size());
        while (had > 0 && !before.first(had).isSameAs(agreed.get(had - 1))) {
            had--;
        }
        if (had > 0 && !isOnAQuorum(server, agreed.get(had - 1))) {
            throw new Violation(
                    "durability",
                    server + " had " + before + ", of which " + had + " were agreed upon, and has "
                            + server.store().durable() + " after " + effect);
        }
    }

    void rewinds(SimulatedServer server, Effect.OnDisk effect) {
        if (server.isServing()) {
            throw new Violation("rewind", server + " takes back what it shows to clients: " + effect);
        }
    }

    void sendsSnapshot(SimulatedServer server, Entry state, Zxid zxid) {
        boolean isAt = state.zxid().equals(zxid) || zxid.counter() == 0 && zxid.isAfter(state.zxid());
        if (!isAt) {
            throw new Violation(
                    "snapshot", server + " sends a snapshot for " + Names.of(zxid) + ", and its state is " + state);
        }
    }

    /** A promise is made when what it promises is on disk, and not before. */
    void promises(SimulatedServer server, Message message) {
        Store store = server.store();
        boolean isKept = true;
        if (message instanceof Message.Ack ack) {
            isKept = ack.zxid().counter() == 0
                    ? store.currentEpoch() == ack.zxid().epoch()
                    : !ack.zxid().isAfter(store.last());
        } else if (message instanceof Message.AckEpoch ack) {
            boolean promisesNothing = ack.currentEpoch() == Message.AckEpoch.ALREADY_PROMISED
                    && ack.last().value() < 0;
            isKept = promisesNothing
                    || isLast(server, ack.last())
                            && (ack.currentEpoch() == Message.AckEpoch.ALREADY_PROMISED
                                    || ack.currentEpoch()
                                            == Math.max(
                                                    store.currentEpoch(),
                                                    store.last().epoch()));
        } else if (message instanceof Message.LeaderInfo info) {
            isKept = store.acceptedEpoch() == info.epoch();
        }
        if (!isKept) {
            throw new Violation(
                    "promise",
                    server + " says " + message + ", and on its disk is " + store.durable() + ", last "
                            + Names.of(store.last()) + ", accepted epoch " + store.acceptedEpoch() + ", current epoch "
                            + store.currentEpoch());
        }
    }

    private static boolean isLast(SimulatedServer server, Zxid zxid) {
        return !server.store().last().isAfter(zxid) && server.hasOnDisk(zxid);
    }

    /**
     * Whoever looks for a leader and proposes itself names what it has on disk. Servers without a vote hear of the vote
     * before. Those of ZooKeeper repeat old votes on new connections.
     */
    void votes(SimulatedServer server, SimulatedServer to, Notification notification) {
        boolean isVoter = server.peer().configurations().isVoter(to.id());
        if (notification.sender() != Role.LOOKING
                || !isVoter
                || !notification.vote().leader().equals(server.id())
                || server.peer().role() != Role.LOOKING
                || server.isZooKeeper()) {
            return;
        }
        Store store = server.store();
        if (!notification.vote().zxid().equals(store.last())) {
            throw new Violation(
                    "promise",
                    server + " votes for itself with " + notification + ", and its disk ends at "
                            + Names.of(store.last()));
        }
    }
}
