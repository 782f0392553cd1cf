package dev.paddock.zab.sim;

import dev.paddock.zab.membership.Membership;
import java.util.List;

/** A fault that strikes, and what ends it. */
final class Misfortune {
    /** Where the power may go; the claim of an epoch is where most depends on it. */
    static final List<String> ON_DISK =
            List.of("SaveCurrentEpoch", "SaveAcceptedEpoch", "Truncate", "Install", "SaveCurrentEpoch", "Append");

    private static final int WRITES_AT_ONCE = 30;

    private final Simulation simulation;
    private final Network network;
    private final Fault fault;
    private final SimulatedServer server;
    private final SimulatedServer other;

    Misfortune(Simulation simulation, Fault fault) {
        this.simulation = simulation;
        this.network = simulation.network();
        this.fault = fault;
        int count = simulation.servers().size();
        this.server = fault.server() == Fault.LEADER
                ? simulation.leader()
                : simulation.servers().get((fault.server() - 1) % count);
        this.other = simulation.servers().get(Math.floorMod(fault.other() - 1, count));
    }

    void strike() {
        simulation.say("fault", fault.toString(), null);
        switch (fault.kind()) {
            case KILL -> crash(server, false);
            case POWER -> crash(server, true);
            case LOSE_DATA -> loseData();
            case POWER_OF_ALL -> simulation.servers().forEach(each -> crash(each, true));
            case KILL_IN_STEP -> server.crashInNextStep(fault.other(), false);
            case POWER_IN_STEP -> server.crashInNextStep(fault.other(), true);
            case POWER_AT_DISK -> server.losePowerAt(ON_DISK.get(fault.other() / 2), fault.other() % 2 == 1);
            case RESIGN -> server.resign();
            case PAUSE -> server.pause(fault.millis() * 1000L);
            case JUMP -> server.jump(fault.millis());
            case CUT -> {
                cut(server, other);
                cut(other, server);
            }
            case CUT_ONE_WAY -> cut(server, other);
            case ISOLATE -> split(1 << server.index());
            case MUTE -> simulation.servers().forEach(each -> cut(server, each));
            case SPLIT -> split(fault.other());
            case MISLEAD -> mislead();
            case RESET -> network.reset(server, other);
            case SLOW -> slow();
            case SLOW_DISK -> slowDisk();
            case NO_PORT -> noPort();
            case SNAPSHOT -> server.snapshot();
            case PURGE -> server.store().purge();
            case RECONFIGURE -> reconfigure();
            case WRITES -> write();
        }
    }

    private void later(Runnable end) {
        simulation.agenda().after(fault.millis() * 1000L, end);
    }

    private void crash(SimulatedServer which, boolean withThePower) {
        which.crash(withThePower);
        later(which::start);
    }

    private void loseData() {
        if (server.mayLoseData()) {
            crash(server, true);
            server.loseData();
        }
    }

    private void cut(SimulatedServer from, SimulatedServer to) {
        if (from != to) {
            network.cut(from.index(), to.index());
            later(() -> network.mend(from.index(), to.index()));
        }
    }

    private void split(int side) {
        for (SimulatedServer one : simulation.servers()) {
            for (SimulatedServer another : simulation.servers()) {
                boolean isHere = (side >> one.index() & 1) == 1;
                boolean isThere = (side >> another.index() & 1) == 1;
                if (isHere != isThere) {
                    cut(one, another);
                }
            }
        }
    }

    private void mislead() {
        for (SimulatedServer each : simulation.servers()) {
            if ((fault.other() >> each.index() & 1) == 1) {
                each.misleadFor(fault.millis() * 1000L);
            }
        }
    }

    private void slow() {
        network.slow(server.index(), other.index(), fault.millis() * 100L);
        later(() -> network.slow(server.index(), other.index(), 0));
    }

    private void slowDisk() {
        server.slowDisk(fault.millis() * 100L);
        later(() -> server.slowDisk(0));
    }

    private void noPort() {
        server.refuseToListen(true);
        later(() -> server.refuseToListen(false));
    }

    private void reconfigure() {
        if (!simulation.shape().settings().get(0).reconfigures() || !server.isServing()) {
            return;
        }
        Membership active = server.peer().configurations().active();
        Membership next = simulation.changed(active, other.id());
        boolean isUnderWay = server.peer().configurations().isChanging();
        if (!isUnderWay && next.voters().size() >= 2 && next.groups().equals(active.groups())) {
            server.service().reconfigure(next);
        }
    }

    private void write() {
        for (int i = 0; i < WRITES_AT_ONCE; i++) {
            server.service().write();
        }
    }
}
