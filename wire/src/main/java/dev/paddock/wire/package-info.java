/**
 * The shapes on the wire: what clients, the log, the snapshots and the quorum ports have in common. Values without
 * behaviour.
 *
 * <p>Start with {@link dev.paddock.wire.jute}, the encoding. Requests and replies stand in
 * {@code dev.paddock.wire.proto}, transactions in {@code dev.paddock.wire.txn}: one record a message, its bytes in the
 * same file.
 */
package dev.paddock.wire;
