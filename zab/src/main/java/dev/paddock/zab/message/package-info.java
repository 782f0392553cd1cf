/**
 * What servers say to each other: {@link dev.paddock.zab.message.Notification} between any two of them while one looks
 * for a leader, {@link dev.paddock.zab.message.Message} between a leader and its learners. One to one with the packets of
 * ZooKeeper's quorum protocol; their bytes are in {@code dev.paddock.zab.codec}.
 */
package dev.paddock.zab.message;
