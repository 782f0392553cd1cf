/**
 * Phase 3: proposals go out, and what a quorum has on disk is committed, in zxid order.
 *
 * <p>{@link dev.paddock.zab.broadcast.LearnerBroadcast} is the learner's half. On the leader the rule is one loop
 * ({@code LeaderBroadcast#commitWhatAQuorumHas} in {@code dev.paddock.zab.peer}) over what
 * {@link dev.paddock.zab.broadcast.Learner} knows of each connection; {@link dev.paddock.zab.broadcast.SyncBarrier} is for
 * those who must not read what is old.
 */
package dev.paddock.zab.broadcast;
