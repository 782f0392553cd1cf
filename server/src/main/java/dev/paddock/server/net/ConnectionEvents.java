package dev.paddock.server.net;

/**
 * What has happened to connections.
 *
 * @param handshakes that asked for a session, new or not
 * @param returns those of them that asked for one that there was
 * @param rejected not even accepted, since there were too many
 * @param dropped closed by this server, for whatever reason but that the client asked for it
 * @param silent those of them that had no session for too long
 * @param unauthenticated those that showed credentials which were not taken
 * @param failedTls handshakes of TLS that came to nothing
 * @param exceedingTls those that were not begun, since too many were going on
 */
public record ConnectionEvents(
        long handshakes,
        long returns,
        long rejected,
        long dropped,
        long silent,
        long unauthenticated,
        long failedTls,
        long exceedingTls) {
    static final ConnectionEvents NONE = new ConnectionEvents(0, 0, 0, 0, 0, 0, 0, 0);

    ConnectionEvents and(ConnectionEvents other) {
        return new ConnectionEvents(
                handshakes + other.handshakes,
                returns + other.returns,
                rejected + other.rejected,
                dropped + other.dropped,
                silent + other.silent,
                unauthenticated + other.unauthenticated,
                failedTls + other.failedTls,
                exceedingTls + other.exceedingTls);
    }
}
