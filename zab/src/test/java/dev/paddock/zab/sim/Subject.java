package dev.paddock.zab.sim;

import java.util.function.Function;

/**
 * What a simulation is about.
 *
 * @param command with which a person sees a life again
 * @param isOnRealStore whether disks have the real store on them, in a share of the seeds
 */
public record Subject(String command, boolean isOnRealStore, Function<Simulation, World> world) {
    /** The peers alone, with as little above them as they need. */
    static final Subject PEERS =
            new Subject("zab/simulate", true, simulation -> server -> new Service(simulation, server));

    Simulation life(long seed, Schedule schedule, Journal journal) {
        return new Simulation(this, seed, Simulation.shapeOf(seed), schedule, journal);
    }
}
