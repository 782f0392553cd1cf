package dev.paddock.client;

/** The session has ended by the server's word, and its ephemerals with it. Make a new client. */
public final class SessionExpiredException extends PaddockException {
    SessionExpiredException(String operation, String path) {
        super(operation, path, "the session has expired, and its ephemerals are gone; make a new client");
    }
}
