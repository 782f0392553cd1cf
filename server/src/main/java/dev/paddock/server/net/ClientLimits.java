package dev.paddock.server.net;

/**
 * What clients may take.
 *
 * @param maxFrameBytes of a request
 * @param maxSetWatchesBytes of a request that sets again what a client had watched, which no client keeps small
 * @param minTimeoutMillis of a session
 * @param maxTimeoutMillis of a session
 * @param outstandingRequests on their way through the core, on each event loop. At the bound, only connections that have
 *     none may add one
 * @param outstandingBytes the same, of what those requests hold
 * @param sessionlessMillis for how long a connection may be without a session
 */
public record ClientLimits(
        int maxFrameBytes,
        int maxSetWatchesBytes,
        int minTimeoutMillis,
        int maxTimeoutMillis,
        int outstandingRequests,
        long outstandingBytes,
        int sessionlessMillis) {

    int timeoutMillis(int asked) {
        return Math.min(Math.max(asked, minTimeoutMillis), maxTimeoutMillis);
    }
}
