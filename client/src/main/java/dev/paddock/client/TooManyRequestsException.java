package dev.paddock.client;

/** As many requests as the client may have are on their way. This one was not sent. */
public final class TooManyRequestsException extends PaddockException {
    TooManyRequestsException(String operation, String path, int bound) {
        super(operation, path, bound + " requests are on their way already; wait for some, or raise maxInFlight");
    }
}
