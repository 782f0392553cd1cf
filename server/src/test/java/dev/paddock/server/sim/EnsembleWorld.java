package dev.paddock.server.sim;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.State;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.op.Operations;
import dev.paddock.datatree.op.Rules;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.txn.CloseSessionTxn;
import dev.paddock.wire.txn.ErrorTxn;
import dev.paddock.wire.txn.Transaction;
import dev.paddock.zab.sim.Application;
import dev.paddock.zab.sim.SimulatedServer;
import dev.paddock.zab.sim.Simulation;
import dev.paddock.zab.sim.Subject;
import dev.paddock.zab.sim.Violation;
import dev.paddock.zab.sim.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The servers of an ensemble, each a core above a peer, and their clients. */
final class EnsembleWorld implements World {
    private static final int MOST_CLIENTS = 5;
    private static final long SHORT_EPOCHS = 1000;

    final Simulation simulation;
    final Doings doings;
    final AuthProviders providers = new AuthProviders(List.of(), (provider, fault) -> {
        throw fault;
    });
    final AclRules acls = new AclRules(providers, false);
    final Operations operations = new Operations(acls, Rules.DEFAULT);
    final Hashing hashing = new Hashing(1, 2);
    final AgreedHistory history = new AgreedHistory(State.empty(hashing), this::agreed);
    final List<CoreApplication> applications = new ArrayList<>();
    final Names names = new Names();

    private final List<SimulatedClient> clients = new ArrayList<>();

    /** The last write that anybody was told of: whoever begins to write later comes behind it. */
    long acknowledged;

    /** When faults have ended, or -1. */
    long healedAt = -1;

    EnsembleWorld(Simulation simulation, Doings doings) {
        this.simulation = simulation;
        this.doings = doings;
        int count = 2 + simulation.random().nextInt(MOST_CLIENTS - 1);
        for (int i = 0; i < count; i++) {
            clients.add(new SimulatedClient(this, i));
        }
    }

    static Subject subject(Doings doings) {
        return new Subject("server/simulate", false, simulation -> new EnsembleWorld(simulation, doings));
    }

    @Override
    public Application on(SimulatedServer server) {
        CoreApplication application = new CoreApplication(this, server);
        applications.add(application);
        return application;
    }

    int tickMillis() {
        return (int) simulation.shape().settings().get(0).tick();
    }

    /** Something new has been agreed upon. */
    private void agreed(AgreedHistory.Step step) {
        names.agreed(step.transaction());
        if (step.transaction().txn() instanceof ErrorTxn error && error.error() == ErrorCode.SESSION_MOVED) {
            doings.happened(Doings.Kind.WRITE_OF_A_MOVED_SESSION_REFUSED);
        }
        if (step.transaction().txn() instanceof CloseSessionTxn closed) {
            if (!closed.paths().isEmpty()) {
                doings.happened(Doings.Kind.EPHEMERALS_GONE_WITH_THEIR_SESSION);
            }
            long session = step.transaction().header().sessionId();
            clients.forEach(client -> client.sessionEnds(session, step.transaction()));
        }
    }

    private boolean isEverySessionUsed() {
        return history.last().sessionCount() == clients.size();
    }

    /**
     * Where epochs are short clients lose their connections all the time, and sessions may never end, since each new leader
     * gives them their whole time again.
     */
    boolean hasLongEpochs() {
        return simulation.shape().settings().get(0).epochLength() > SHORT_EPOCHS;
    }

    void write() {
        clients.forEach(SimulatedClient::burst);
    }

    @Override
    public boolean isWell() {
        if (healedAt < 0) {
            healedAt = simulation.agenda().now();
        }
        if (hasLongEpochs() && !(clients.stream().allMatch(SimulatedClient::isWell) && isEverySessionUsed())) {
            return false;
        }
        for (CoreApplication application : applications) {
            if (!application.showsAll()) {
                return false;
            }
        }
        return true;
    }

    /** What clients write has a name, so that it is found again: once at most, and in the order of asking. */
    static final class Names {
        private final Set<String> agreed = new HashSet<>();
        private final Set<String> forbidden = new HashSet<>();
        private final long[] last = new long[MOST_CLIENTS];

        /** Nothing may ever come of this. */
        void forbid(String name) {
            forbidden.add(name);
        }

        static String of(int client, long number) {
            return client + "#" + number;
        }

        private void agreed(Transaction transaction) {
            for (String name : WrittenNames.in(transaction.txn())) {
                if (!agreed.add(name)) {
                    throw new Violation("once", name + " is written twice, now by " + transaction);
                }
                if (forbidden.contains(name)) {
                    throw new Violation("moved", name + " was asked for where the session was no more: " + transaction);
                }
                int client = Integer.parseInt(name.substring(0, name.indexOf('#')));
                long number = Long.parseLong(name.substring(name.indexOf('#') + 1));
                if (number <= last[client]) {
                    throw new Violation(
                            "client order", name + " comes behind number " + last[client] + ": " + transaction);
                }
                last[client] = number;
            }
        }
    }
}
