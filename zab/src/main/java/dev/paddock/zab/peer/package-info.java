/**
 * {@link dev.paddock.zab.peer.Peer}, the one that takes inputs, and the roles that it plays one after the other.
 *
 * <p>Start with {@link dev.paddock.zab.peer.Leading} and {@link dev.paddock.zab.peer.Learning}. The leader's rules stand
 * in the order of the phases: {@link dev.paddock.zab.peer.LeaderDiscovery}, {@link dev.paddock.zab.peer.LeaderSync},
 * {@link dev.paddock.zab.peer.LeaderBroadcast}, and {@link dev.paddock.zab.peer.HandOver} for its end.
 */
package dev.paddock.zab.peer;
