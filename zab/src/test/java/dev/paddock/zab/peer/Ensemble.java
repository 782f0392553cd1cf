package dev.paddock.zab.peer;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Input;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.PeerSettings;
import dev.paddock.zab.Port;
import dev.paddock.zab.Recovered;
import dev.paddock.zab.Reign;
import dev.paddock.zab.TraceEvent;
import dev.paddock.zab.membership.Address;
import dev.paddock.zab.membership.Configurations;
import dev.paddock.zab.membership.Member;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * A few peers in one thread, with a network that loses nothing and disks that are quick. Inputs are given in the order in
 * which they arise, and when none is left time goes on to when somebody wants to be woken.
 */
final class Ensemble {
    private static final int MOST_STEPS = 200_000;

    final Map<Long, Node> nodes = new TreeMap<>();

    /** What was said on links between leaders and learners, as text, in order. */
    final List<String> said = new ArrayList<>();

    final List<String> traces = new ArrayList<>();

    private final Membership membership;
    private final UnaryOperator<PeerSettings> tuned;
    /** What is on its way, in order within each lane: one lane for everything, or one for each connection and disk. */
    private final Map<Object, ArrayDeque<Runnable>> lanes = new LinkedHashMap<>();

    /** Null while everything happens in the order in which it arises. */
    private Random random;

    /** Pairs of servers that cannot reach each other. */
    final Set<Set<Node>> partitions = new LinkedHashSet<>();

    /** What is agreed upon, as far as any server has delivered it. */
    final List<String> agreed = new ArrayList<>();

    private long accepted;
    private long now;
    int steps;

    static Ensemble of(long... voters) {
        return new Ensemble(membership(0, voters), UnaryOperator.identity());
    }

    static Membership membership(long version, long... voters) {
        return Membership.of(
                version, LongStream.of(voters).mapToObj(id -> member(id, true)).toList());
    }

    static Member member(long id, boolean isVoter) {
        List<Address> quorum = List.of(new Address("host" + id, 2888));
        return new Member(new ServerId(id), isVoter, quorum, List.of(new Address("host" + id, 3888)), null);
    }

    Ensemble(Membership membership, UnaryOperator<PeerSettings> tuned) {
        this.membership = membership;
        this.tuned = tuned;
        membership.members().keySet().forEach(id -> nodes.put(id.value(), new Node(id.value())));
    }

    /** From now on whatever could happen in another order may do so. */
    Ensemble shuffle(Random dice) {
        random = dice;
        return this;
    }

    private void later(Object lane, Runnable event) {
        lanes.computeIfAbsent(random == null ? "" : lane, key -> new ArrayDeque<>())
                .add(event);
    }

    /** The next event of some lane, or null. */
    private Runnable next() {
        if (lanes.isEmpty()) {
            return null;
        }
        int chosen = random == null ? 0 : random.nextInt(lanes.size());
        Object lane = lanes.keySet().stream().skip(chosen).findFirst().orElseThrow();
        ArrayDeque<Runnable> events = lanes.get(lane);
        Runnable event = events.remove();
        if (events.isEmpty()) {
            lanes.remove(lane);
        }
        return event;
    }

    /** A few of the things that are on their way happen, and no time passes. */
    void runSome(int events) {
        for (int i = 0; i < events; i++) {
            Runnable event = next();
            if (event != null) {
                event.run();
                steps++;
            }
        }
    }

    Node node(long id) {
        return nodes.get(id);
    }

    Node add(long id) {
        return nodes.computeIfAbsent(id, Node::new);
    }

    Ensemble start(long... ids) {
        LongStream.of(ids).forEach(id -> node(id).start());
        return this;
    }

    /** Goes on until so much time has passed. */
    Ensemble run(long millis) {
        long until = now + millis;
        while (true) {
            for (Runnable event = next(); event != null; event = next()) {
                event.run();
                if (++steps > MOST_STEPS) {
                    throw new AssertionError("this does not end:\n" + String.join("\n", last(traces)) + "\n"
                            + String.join("\n", last(said)));
                }
            }
            long next = nodes.values().stream()
                    .filter(node -> node.peer != null)
                    .mapToLong(node -> node.wakeAt)
                    .min()
                    .orElse(Long.MAX_VALUE);
            if (next > until) {
                now = until;
                return this;
            }
            now = Math.max(now, next);
            for (Node node : nodes.values()) {
                if (node.peer != null && node.wakeAt <= now) {
                    node.wakeAt = Long.MAX_VALUE;
                    node.give(new Input.Tick(now));
                }
            }
        }
    }

    private static List<String> last(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - 60), lines.size());
    }

    Node leader() {
        return nodes.values().stream()
                .filter(node -> node.peer != null && node.serving == Role.LEADING)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody leads:\n" + String.join("\n", last(traces))));
    }

    Collection<Node> running() {
        return nodes.values().stream().filter(node -> node.peer != null).toList();
    }

    /** One end of a connection. */
    record End(Node node, LinkId link) {}

    final class Node {
        final long id;
        final ServerId serverId;
        Peer peer;

        // On disk.
        long acceptedEpoch;
        long currentEpoch;
        List<Proposal> log = new ArrayList<>();
        List<String> snapshot = List.of();
        Zxid snapshotZxid = Zxid.ZERO;
        Configurations configurations;
        boolean refusesToTruncate;

        /** While true the disk takes orders and does nothing. */
        boolean isDiskStuck;

        private final ArrayDeque<Effect.OnDisk> orders = new ArrayDeque<>();

        // In memory.
        List<String> delivered = new ArrayList<>();
        private final List<String> tip = new ArrayList<>();
        Role serving;
        long epoch;
        private long counter;
        private boolean isHeld;
        boolean hasLeft;
        private long wakeAt = Long.MAX_VALUE;
        private long links;
        private boolean isListening;
        private final Map<LinkId, End> ends = new LinkedHashMap<>();
        private final Map<LinkId, List<String>> received = new HashMap<>();
        final List<Effect.ToServer> toServer = new ArrayList<>();

        Node(long id) {
            this.id = id;
            this.serverId = new ServerId(id);
            this.configurations = Configurations.of(membership);
        }

        void start() {
            delivered = new ArrayList<>(snapshot);
            log.forEach(proposal -> delivered.add(proposal.txn().text()));
            peer = new Peer(
                    tuned.apply(PeerSettings.of(serverId, 100, 20, 10)),
                    new Recovered(acceptedEpoch, currentEpoch, lastLogged(), List.of(), snapshotZxid, configurations));
            serving = null;
            tip.clear();
            hasLeft = false;
            give(new Input.Tick(now));
        }

        private Zxid lastLogged() {
            return log.isEmpty() ? snapshotZxid : log.get(log.size() - 1).zxid();
        }

        void crash() {
            peer = null;
            serving = null;
            isListening = false;
            orders.clear();
            wakeAt = Long.MAX_VALUE;
            for (LinkId link : List.copyOf(ends.keySet())) {
                cut(link);
            }
        }

        private void cut(LinkId link) {
            End other = ends.remove(link);
            if (other != null && other.node().ends.remove(other.link()) != null) {
                other.node().give(other, new Input.Closed(other.link()));
            }
        }

        /** The connections with this server are lost. */
        void disconnectFrom(Node other) {
            for (Map.Entry<LinkId, End> end : List.copyOf(ends.entrySet())) {
                if (end.getValue().node() == other) {
                    cut(end.getKey());
                    give(new End(this, end.getKey()), new Input.Closed(end.getKey()));
                }
            }
        }

        void give(Input input) {
            give(this, input);
        }

        /** @param lane what must not be overtaken by it */
        private void give(Object lane, Input input) {
            Peer receiver = peer;
            later(lane, () -> {
                if (peer == receiver && receiver != null) {
                    step(input);
                }
            });
        }

        private void step(Input input) {
            List<Effect> effects = new ArrayList<>();
            if (!(input instanceof Input.Tick)) {
                peer.step(new Input.Tick(now), effects::add);
            }
            peer.step(input, effects::add);
            effects.forEach(this::carryOut);
        }

        /** A client of this server, which must lead, writes. */
        void write(String text) {
            submit(text, null);
        }

        void submit(String text, Membership next) {
            if (serving != Role.LEADING || isHeld) {
                return;
            }
            Zxid zxid = Zxid.of(epoch, ++counter);
            Membership stamped = next == null ? null : next.withVersion(zxid.value());
            step(new Input.Submitted(peer.reign(), new Proposal(zxid, Bytes.ofText(text), stamped)));
        }

        private void carryOut(Effect effect) {
            if (effect instanceof Effect.ToServer toIt) {
                toServer.add(toIt);
                serve(toIt);
            } else if (effect instanceof Effect.OnDisk order) {
                orders.add(order);
                workOffOrders();
            } else if (effect instanceof Effect.WakeAt wake) {
                wakeAt = wake.millis();
            } else if (effect instanceof Effect.Trace trace) {
                traces.add(id + " " + trace.event());
                if (trace.event() instanceof TraceEvent.Dropped dropped) {
                    said.add(id + " drops " + dropped.reason());
                }
            } else if (effect instanceof Effect.Listen) {
                isListening = true;
            } else if (effect instanceof Effect.StopListening) {
                isListening = false;
            } else if (effect instanceof Effect.Dial dial) {
                dial(dial);
            } else if (effect instanceof Effect.Close close) {
                cut(close.link());
            } else if (effect instanceof Effect.Send send) {
                send(send.link(), send.message());
            } else if (effect instanceof Effect.Notify notify) {
                End other = ends.get(notify.link());
                if (other != null) {
                    other.node().give(other, new Input.Notified(other.link(), notify.notification()));
                }
            } else if (effect instanceof Effect.ReadHistory read) {
                readHistory(read);
            } else if (effect instanceof Effect.SendSnapshot snap) {
                sendSnapshot(snap);
            } else if (!(effect instanceof Effect.ReceiveSnapshot)) {
                throw new AssertionError("nobody carries out " + effect);
            }
        }

        private void dial(Effect.Dial dial) {
            Node to = nodes.get(dial.to().value());
            boolean isCutOff = to != null && partitions.contains(Set.of(this, to));
            if (isCutOff
                    || to == null
                    || to.peer == null
                    || to.hasLeft
                    || dial.port() == Port.QUORUM && !to.isListening) {
                give(new End(this, dial.link()), new Input.Closed(dial.link()));
                return;
            }
            LinkId theirs = LinkId.accepted(++accepted);
            ends.put(dial.link(), new End(to, theirs));
            to.ends.put(theirs, new End(this, dial.link()));
            give(new End(this, dial.link()), new Input.Connected(dial.link()));
            to.give(
                    new End(to, theirs),
                    dial.port() == Port.QUORUM
                            ? new Input.LearnerAccepted(theirs)
                            : new Input.VoterAccepted(
                                    theirs, serverId, member(id, true).election()));
        }

        private void send(LinkId link, Message message) {
            End other = ends.get(link);
            if (other == null) {
                return;
            }
            said.add(id + " -> " + other.node().id + " " + text(message));
            if (message instanceof Message.Snap) {
                // It comes with its bytes.
                return;
            }
            other.node().give(other, new Input.Received(other.link(), message));
            give(new Input.Credit(link, message.size()));
        }

        private void sendSnapshot(Effect.SendSnapshot effect) {
            End other = ends.get(effect.link());
            if (other == null) {
                return;
            }
            List<String> state = new ArrayList<>(delivered);
            state.addAll(tip);
            Node to = other.node();
            to.give(other, new Input.Received(other.link(), new Message.Snap(effect.zxid())));
            to.received.put(other.link(), state);
            to.give(other, new Input.SnapshotReceived(other.link()));
            give(new Input.SnapshotSent(effect.link()));
        }

        private void readHistory(Effect.ReadHistory read) {
            boolean isThere = read.after().equals(snapshotZxid)
                    || log.stream().anyMatch(proposal -> proposal.zxid().equals(read.after()));
            List<Proposal> found = log.stream()
                    .filter(proposal -> proposal.zxid().isAfter(read.after())
                            && !proposal.zxid().isAfter(read.upTo()))
                    .limit(2)
                    .toList();
            give(new Input.HistoryRead(read.link(), isThere ? found : List.of()));
        }

        private void serve(Effect.ToServer effect) {
            if (effect instanceof Effect.Deliver deliver) {
                delivered.add(deliver.proposal().txn().text());
                if (serving != null) {
                    checkAgreed();
                }
                if (!tip.isEmpty()) {
                    tip.remove(0);
                }
            } else if (effect instanceof Effect.ExtendTip extend) {
                tip.add(extend.proposal().txn().text());
            } else if (effect instanceof Effect.Serve serve) {
                serving = serve.role();
                epoch = serve.epoch();
                counter = 0;
                isHeld = false;
                tip.clear();
                checkAgreed();
            } else if (effect instanceof Effect.Hold) {
                isHeld = true;
            } else if (effect instanceof Effect.StopServing) {
                serving = null;
                tip.clear();
            } else if (effect instanceof Effect.AskTouches ask) {
                give(new Input.Touches(ask.link(), ask.lastProposed(), List.of()));
            } else if (effect instanceof Effect.AskValidity ask) {
                give(new Input.Validity(ask.link(), ask.session(), true));
            } else if (effect instanceof Effect.Prepare prepare) {
                write(prepare.request().body().text());
            } else if (effect instanceof Effect.Left) {
                hasLeft = true;
            }
        }

        /** What is served is what the others serve, or the same and more. */
        private void checkAgreed() {
            for (int i = Math.max(0, Math.min(agreed.size(), delivered.size()) - 20); i < delivered.size(); i++) {
                if (i == agreed.size()) {
                    agreed.add(delivered.get(i));
                } else if (!agreed.get(i).equals(delivered.get(i))) {
                    throw new AssertionError(this + " delivers " + delivered.get(i) + " as number " + i + ", others "
                            + agreed.get(i) + "\n" + String.join("\n", last(traces)));
                }
            }
        }

        void unstickDisk() {
            isDiskStuck = false;
            workOffOrders();
        }

        private void workOffOrders() {
            while (!isDiskStuck && !orders.isEmpty()) {
                give(orders, workOff(orders.remove()));
            }
        }

        private Input workOff(Effect.OnDisk order) {
            Reign reign = order.reign();
            if (order instanceof Effect.Append append) {
                log.add(append.proposal());
                return new Input.Durable(reign, append.proposal().zxid());
            } else if (order instanceof Effect.SaveAcceptedEpoch save) {
                acceptedEpoch = save.epoch();
                return new Input.AcceptedEpochSaved(reign, save.epoch());
            } else if (order instanceof Effect.SaveCurrentEpoch save) {
                currentEpoch = save.epoch();
                return new Input.CurrentEpochSaved(reign, save.epoch());
            } else if (order instanceof Effect.Truncate truncate) {
                return truncate(truncate);
            } else if (order instanceof Effect.Install install) {
                snapshot = received.remove(install.link());
                snapshotZxid = install.zxid();
                log = new ArrayList<>();
                delivered = new ArrayList<>(snapshot);
                return new Input.Installed(reign, install.zxid());
            } else if (order instanceof Effect.SaveConfiguration save) {
                configurations = configurations.seen(save.lastSeen());
                return new Input.ConfigurationSaved(reign, save.lastSeen().version());
            } else if (order instanceof Effect.ActivateConfiguration activate) {
                configurations = configurations.activated(activate.active());
                return new Input.ConfigurationSaved(reign, activate.active().version());
            }
            throw new AssertionError("no disk for " + order);
        }

        private Input truncate(Effect.Truncate truncate) {
            boolean isThere = truncate.last().equals(snapshotZxid)
                    || log.stream().anyMatch(proposal -> proposal.zxid().equals(truncate.last()));
            if (!isThere || refusesToTruncate) {
                return new Input.Truncated(truncate.reign(), truncate.last(), false);
            }
            log.removeIf(proposal -> proposal.zxid().isAfter(truncate.last()));
            int most = snapshot.size() + log.size();
            delivered = new ArrayList<>(delivered.subList(0, Math.min(delivered.size(), most)));
            return new Input.Truncated(truncate.reign(), truncate.last(), true);
        }

        @Override
        public String toString() {
            return "server " + id;
        }
    }

    private static String text(Message message) {
        if (message instanceof Proposal proposal) {
            return "PROPOSAL " + text(proposal.zxid());
        } else if (message instanceof Message.Commit commit) {
            return "COMMIT " + text(commit.zxid());
        } else if (message instanceof Message.Ack ack) {
            return "ACK " + text(ack.zxid());
        } else if (message instanceof Message.Diff diff) {
            return "DIFF " + text(diff.upTo());
        } else if (message instanceof Message.Trunc trunc) {
            return "TRUNC " + text(trunc.last());
        } else if (message instanceof Message.Snap snap) {
            return "SNAP " + text(snap.zxid());
        } else if (message instanceof Message.NewLeader newLeader) {
            return "NEWLEADER " + text(newLeader.zxid());
        } else if (message instanceof Message.LeaderInfo info) {
            return "LEADERINFO " + info.epoch();
        } else if (message instanceof Message.LearnerInfo info) {
            return (info.isObserver() ? "OBSERVERINFO " : "FOLLOWERINFO ") + info.acceptedEpoch();
        } else if (message instanceof Message.AckEpoch ack) {
            return "ACKEPOCH " + ack.currentEpoch() + " " + text(ack.last());
        } else if (message instanceof Message.Inform inform) {
            return "INFORM " + text(inform.proposal().zxid());
        } else if (message instanceof Message.CommitAndActivate commit) {
            return "COMMITANDACTIVATE " + text(commit.zxid()) + " " + commit.leader();
        }
        return message.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
    }

    private static String text(Zxid zxid) {
        return zxid.epoch() + "/" + zxid.counter();
    }
}
