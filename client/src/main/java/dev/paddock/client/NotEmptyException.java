package dev.paddock.client;

import dev.paddock.wire.ErrorCode;

/** The znode has children, and stays. */
public final class NotEmptyException extends RefusedException {
    NotEmptyException(String operation, String path) {
        super(ErrorCode.NOT_EMPTY, operation, path, "the znode has children; delete them first");
    }
}
