package dev.paddock.datatree.store;

import dev.paddock.datatree.State;

/** A database as it was found, and how. */
public record Recovered(State state, RecoveryReport report) {}
