package dev.paddock.datatree;

import java.util.List;

/**
 * What a transaction has led to.
 *
 * @param result what the client is told that asked for it
 * @param events in the order in which watchers hear of them
 * @param anomalies empty, unless the state was not the one that the transaction was decided on
 */
public record Applied(State state, Result result, List<WatchEvent> events, List<Anomaly> anomalies) {}
