/**
 * The bytes of what servers say to each other, one to one with ZooKeeper's: {@link dev.paddock.zab.codec.QuorumPacket} is
 * what stands on a link between a leader and a learner, {@link dev.paddock.zab.codec.FromLeader} and
 * {@link dev.paddock.zab.codec.FromLearner} what it means in either direction; {@link dev.paddock.zab.codec.ElectionFrame}
 * and {@link dev.paddock.zab.codec.Handshake} are for the election port.
 *
 * <p>Whatever comes, {@link dev.paddock.wire.jute.JuteException} is all that is thrown, and nothing is allocated for what
 * does not fit in what is here. It costs the connection.
 */
package dev.paddock.zab.codec;
