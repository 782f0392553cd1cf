package dev.paddock.client;

import dev.paddock.wire.ErrorCode;

/** The znode has changed since: it has another version than was expected. */
public final class BadVersionException extends RefusedException {
    BadVersionException(String operation, String path) {
        super(
                ErrorCode.BAD_VERSION,
                operation,
                path,
                "the znode has another version than was expected; read it again, then decide anew");
    }
}
