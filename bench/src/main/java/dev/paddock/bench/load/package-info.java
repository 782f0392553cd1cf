/**
 * Paddock's server beside ZooKeeper's, as their clients see them: both run as processes of their own, in turn, and answer
 * the same requests of one load generator.
 *
 * <p>Start with {@link dev.paddock.bench.load.ServerBench}, the command, and {@link dev.paddock.bench.load.Cases}, what is
 * measured. A case works through a {@link dev.paddock.bench.load.Trial}: one server with a fresh directory. The generator
 * is {@link dev.paddock.bench.load.Load}: one thread, many {@link dev.paddock.bench.load.Connection}s, frames made by hand
 * ({@link dev.paddock.bench.load.Frames}), so that it costs much less than any server. It checks every reply, since a
 * measurement of errors is worth nothing.
 */
package dev.paddock.bench.load;
