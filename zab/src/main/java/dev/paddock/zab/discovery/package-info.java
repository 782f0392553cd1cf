/**
 * Phase 1: a quorum promises a new leader to follow nobody of an earlier epoch, and shows it that its history is the
 * longest. {@link dev.paddock.zab.discovery.EpochQuorum} is the leader's half; the learner's is a rule each for LEADERINFO
 * and for the saved epoch, in {@link dev.paddock.zab.discovery.LearnerDiscovery}.
 */
package dev.paddock.zab.discovery;
