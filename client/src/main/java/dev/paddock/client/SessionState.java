package dev.paddock.client;

/** How a session fares. It begins as {@link #CONNECTING}; the last three are final. */
public enum SessionState {
    /** No server was reached yet. Requests wait. */
    CONNECTING,
    /** Requests are served. */
    CONNECTED,
    /** A server without an ensemble serves reads; another one is sought. Only if the client allows it. */
    READ_ONLY,
    /** The connection is lost and another server is sought. The session may still live, or be about to expire. */
    SUSPENDED,
    /** The server said that the session is over. Its ephemerals are gone; others may hold what it held. */
    EXPIRED,
    /** {@link PaddockClient#close} was called. */
    CLOSED,
    /** The server does not accept the credentials. */
    AUTH_FAILED;

    /** Whether there is a server that answers. */
    public boolean isConnected() {
        return this == CONNECTED || this == READ_ONLY;
    }

    /** What requests are told that come too late. */
    PaddockException reasonOfEnd(String operation, String path, boolean wasSent) {
        return switch (this) {
            case EXPIRED -> new SessionExpiredException(operation, path);
            case AUTH_FAILED -> new AuthFailedException(operation, path);
            case CLOSED -> new ClientClosedException(operation, path, wasSent);
            case CONNECTING, CONNECTED, READ_ONLY, SUSPENDED -> throw new IllegalStateException(this + " is no end");
        };
    }

    /** Whether no other state will follow. */
    public boolean isFinal() {
        return this == EXPIRED || this == CLOSED || this == AUTH_FAILED;
    }
}
