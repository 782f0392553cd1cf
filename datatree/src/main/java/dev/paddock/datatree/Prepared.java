package dev.paddock.datatree;

import dev.paddock.wire.txn.Transaction;
import java.util.List;

/**
 * What has been decided on a request, and what it will have led to once it is agreed upon: nothing needs to be applied
 * again where it was prepared.
 *
 * @param state the next one
 * @param result what the client is told that asked for it
 * @param events in the order in which watchers hear of them
 */
public record Prepared(Transaction transaction, State state, Result result, List<WatchEvent> events) {}
