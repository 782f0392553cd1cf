package dev.paddock.client;

import dev.paddock.wire.ErrorCode;

/** The znode is there already. */
public final class NodeExistsException extends RefusedException {
    NodeExistsException(String operation, String path) {
        super(ErrorCode.NODE_EXISTS, operation, path, "the znode is there already");
    }
}
