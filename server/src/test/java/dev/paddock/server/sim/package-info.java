/**
 * Whole ensembles in one thread, as in {@code dev.paddock.zab.sim}, with the core of the server and its loops' half above
 * each peer, and clients that move between them.
 *
 * <p>{@link dev.paddock.server.sim.CoreApplication} puts a core around a simulated peer. {@code AgreedHistory} is the one
 * history that everybody shows a beginning of, as states; {@code SimulatedClient} holds everything that it hears against
 * it.
 */
package dev.paddock.server.sim;
