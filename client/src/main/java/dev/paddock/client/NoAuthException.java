package dev.paddock.client;

import dev.paddock.wire.ErrorCode;

/** The ACL does not grant it to any identity of this session. */
public final class NoAuthException extends RefusedException {
    NoAuthException(String operation, String path) {
        super(ErrorCode.NO_AUTH, operation, path, "the ACL does not grant this; prove another identity with addAuth");
    }
}
