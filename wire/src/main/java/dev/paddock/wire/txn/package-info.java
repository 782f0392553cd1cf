/**
 * Transactions: what a request has become once it is decided. They stand in the log and travel between servers.
 *
 * <p>A transaction says a result, not a wish: names with their sequence numbers, lists of permissions without
 * {@code auth}, versions as they will be. Start with {@link dev.paddock.wire.txn.Transaction}, which is one record of
 * the log; {@link dev.paddock.wire.txn.Txn} has the kinds of bodies.
 */
package dev.paddock.wire.txn;
