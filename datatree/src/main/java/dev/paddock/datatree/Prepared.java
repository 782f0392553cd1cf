package dev.paddock.datatree;

import dev.paddock.wire.txn.Transaction;
import java.util.List;

/**
 * What has been decided on a request, and what will come of it once it is agreed upon. The state that it leads to is in
 * {@link dev.paddock.datatree.op.Tip}: nothing needs to be applied again where it was prepared.
 *
 * @param result what the client is told that asked for it
 * @param events in the order in which watchers hear of them
 */
public record Prepared(Transaction transaction, Result result, List<WatchEvent> events) {}
