/**
 * Measurements of the state, side by side with ZooKeeper's own classes: the same work, in one run, on the same machine.
 *
 * <p>Start with {@link dev.paddock.bench.StateBench}, which runs everything and prints one table, and with
 * {@link dev.paddock.bench.ZnodeMemory} for the heap. {@link dev.paddock.bench.Shape} says what the trees are like,
 * {@link dev.paddock.bench.PaddockTree} and {@link dev.paddock.bench.ZooKeeperTree} how each side is driven.
 * {@link dev.paddock.bench.WatchBench} does the same for the registry of watches.
 */
package dev.paddock.bench;
