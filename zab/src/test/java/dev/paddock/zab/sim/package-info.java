/**
 * Whole ensembles in one thread: peers, with a network, disks and clocks that fail on purpose, all from one seed.
 *
 * <p>Start with {@link dev.paddock.zab.sim.Simulation}, one life of an ensemble. A {@code Shape} says who belongs to it, a
 * {@code Schedule} what goes wrong; {@link dev.paddock.zab.sim.SimulatedServer} carries out what its {@code Protocol} wants,
 * a peer of ours or, in a share of the seeds, the model of ZooKeeper's in {@code zookeeper}, on a {@code Network} and a
 * {@code Store}, which is a model or, in another share, the real one. {@code Agreement} holds the properties of ZAB after
 * every step, {@code StreamRules} what a server of ZooKeeper could not live with. {@code Scenario} does the same for stories
 * that are written down.
 */
package dev.paddock.zab.sim;
