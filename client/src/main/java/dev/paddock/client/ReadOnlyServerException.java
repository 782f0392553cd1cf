package dev.paddock.client;

import dev.paddock.wire.ErrorCode;

/** The server is cut off from its ensemble and serves reads only. */
public final class ReadOnlyServerException extends RefusedException {
    ReadOnlyServerException(String operation, String path) {
        super(ErrorCode.NOT_READ_ONLY, operation, path, "the server serves reads only; wait for the state CONNECTED");
    }
}
