/**
 * Phase 2: a new leader brings its learners to its own history, then asks them to keep it.
 *
 * <p>Both ends are here: {@link dev.paddock.zab.sync.LearnerFeed} sends, {@link dev.paddock.zab.sync.LearnerSync}
 * receives. Start with {@link dev.paddock.zab.sync.SyncPlan}, which decides between DIFF, TRUNC and SNAP and touches
 * nothing. On leaving this phase, a quorum has the leader's history on disk.
 */
package dev.paddock.zab.sync;
