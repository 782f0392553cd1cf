package dev.paddock.client;

import dev.paddock.wire.ErrorCode;

/** There is no such znode, or for a create: its parent is missing. */
public final class NoNodeException extends RefusedException {
    NoNodeException(String operation, String path) {
        super(ErrorCode.NO_NODE, operation, path, "there is no such znode, or no parent for it; create it first");
    }
}
