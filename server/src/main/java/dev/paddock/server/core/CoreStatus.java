package dev.paddock.server.core;

/**
 * Figures of the core for whoever watches the server, published with every {@link View}.
 *
 * @param outstanding proposals that are not delivered yet
 * @param attached sessions with a connection here
 * @param watches every kind of watch on every path counted
 * @param watchedPaths paths with a watch
 * @param watchers connections with a watch
 * @param expired sessions that were ended because nothing was heard of them, since the start or the last reset
 * @param told who heard of events, since the start or the last reset
 */
public record CoreStatus(
        int outstanding, int attached, int watches, int watchedPaths, int watchers, long expired, WatchersTold told) {
    static final CoreStatus NONE = new CoreStatus(0, 0, 0, 0, 0, 0, WatchersTold.NONE);
}
