package dev.paddock.client.cli;

import dev.paddock.client.ClientClosedException;
import dev.paddock.client.PaddockException;
import dev.paddock.client.SessionExpiredException;
import dev.paddock.wire.ErrorCode;

/** What went wrong, in the words of ZooKeeper's command line, for which scripts look. */
final class ErrorText {
    private ErrorText() {}

    static String of(PaddockException failure) {
        String path = failure.path().orElse("");
        ErrorCode code = failure.code().orElse(null);
        if (code == null) {
            return withoutAnswer(failure) + (path.isEmpty() ? "" : " for " + path) + "\n" + failure.getMessage();
        }
        return switch (code) {
            case NO_NODE -> "Node does not exist: " + path;
            case NODE_EXISTS -> "Node already exists: " + path;
            case NOT_EMPTY -> "Node not empty: " + path;
            case NO_CHILDREN_FOR_EPHEMERALS -> "Ephemerals cannot have children: " + path;
            case BAD_VERSION -> "version No is not valid : " + path;
            case INVALID_ACL -> "Acl is not valid : " + path;
            case NO_AUTH -> "Insufficient permission : " + path;
            case BAD_ARGUMENTS -> "Arguments are not valid : " + path;
            case QUOTA_EXCEEDED -> "Quota has exceeded : " + path;
            case NOT_READ_ONLY -> "Not a read-only call: " + path;
            case EPHEMERAL_ON_LOCAL_SESSION -> "Unable to create ephemeral node on a local session";
            default -> "KeeperErrorCode = " + name(code) + (path.isEmpty() ? "" : " for " + path);
        };
    }

    /** Nobody has answered. */
    private static String withoutAnswer(PaddockException failure) {
        if (failure instanceof SessionExpiredException) {
            return "KeeperErrorCode = Session expired";
        }
        return failure instanceof ClientClosedException
                ? "KeeperErrorCode = Session closed"
                : "KeeperErrorCode = ConnectionLoss";
    }

    /** {@code NoAuth} for {@code NO_AUTH}, and what ZooKeeper says in a sentence. */
    static String name(ErrorCode code) {
        return switch (code) {
            case NO_WATCHER -> "No such watcher";
            case RECONFIG_DISABLED -> "Reconfig is disabled";
            case SESSION_EXPIRED -> "Session expired";
            case SESSION_CLOSED_REQUIRE_SASL_AUTH -> "Session closed because client failed to authenticate";
            case THROTTLED_OP -> "Op throttled due to high load";
            case INVALID_ACL -> "InvalidACL";
            default -> CamelCase.of(code);
        };
    }
}
