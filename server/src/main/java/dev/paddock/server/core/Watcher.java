package dev.paddock.server.core;

/** Whoever can watch: a connection. */
public abstract class Watcher {
    /** What it watches, null while that is nothing. Owned by the core. */
    Watching watching;
}
