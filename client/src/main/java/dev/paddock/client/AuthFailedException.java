package dev.paddock.client;

import dev.paddock.wire.ErrorCode;

/** The server did not accept credentials. The client is of no further use. */
public final class AuthFailedException extends RefusedException {
    AuthFailedException(String operation, String path) {
        super(
                ErrorCode.AUTH_FAILED,
                operation,
                path,
                "the server does not accept the credentials; make a new client with others");
    }
}
