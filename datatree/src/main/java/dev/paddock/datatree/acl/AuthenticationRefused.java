package dev.paddock.datatree.acl;

/** Credentials that were not accepted. The connection is closed; the message is for the log, not for the client. */
public final class AuthenticationRefused extends Exception {
    private final boolean answered;

    private AuthenticationRefused(String message, Throwable cause, boolean answered) {
        super(message, cause);
        this.answered = answered;
    }

    public AuthenticationRefused(String message) {
        this(message, null, true);
    }

    public AuthenticationRefused(String message, Throwable cause) {
        this(message, cause, true);
    }

    /** For a peer that should not be here at all: it is told nothing. */
    public static AuthenticationRefused unanswered(String message) {
        return new AuthenticationRefused(message, null, false);
    }

    /** Whether the client is sent AUTH_FAILED before its connection is closed. */
    public boolean isAnswered() {
        return answered;
    }
}
