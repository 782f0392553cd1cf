/**
 * Phase 0: a quorum agrees on whose history is the longest. {@link dev.paddock.zab.election.Election} has the rules,
 * {@link dev.paddock.zab.election.ElectionLinks} the connections and who keeps which. Nothing here is durable, and nothing
 * depends on it but time: two servers may both believe that they were elected, and the next phases let one of them pass.
 */
package dev.paddock.zab.election;
