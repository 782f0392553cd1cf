package dev.paddock.client;

import dev.paddock.wire.ErrorCode;
import java.util.Optional;

/** The server has answered with an error: nothing was done. What programs often ask for has a class of its own. */
public class RefusedException extends PaddockException {
    private final ErrorCode code;

    RefusedException(ErrorCode code, String operation, String path, String message) {
        super(operation, path, message);
        this.code = code;
    }

    /** @param code as it came, of which there may be more than we know */
    static RefusedException of(int code, String operation, String path) {
        ErrorCode known = ErrorCode.ofCode(code);
        if (known == null) {
            return new RefusedException(
                    ErrorCode.RUNTIME_INCONSISTENCY,
                    operation,
                    path,
                    "the server answered with the unknown code " + code);
        }
        return switch (known) {
            case NO_NODE -> new NoNodeException(operation, path);
            case NODE_EXISTS -> new NodeExistsException(operation, path);
            case BAD_VERSION -> new BadVersionException(operation, path);
            case NOT_EMPTY -> new NotEmptyException(operation, path);
            case NO_AUTH -> new NoAuthException(operation, path);
            case NOT_READ_ONLY -> new ReadOnlyServerException(operation, path);
            case AUTH_FAILED -> new AuthFailedException(operation, path);
            default -> new RefusedException(known, operation, path, reason(known));
        };
    }

    private static String reason(ErrorCode code) {
        return switch (code) {
            case NO_CHILDREN_FOR_EPHEMERALS -> "an ephemeral znode has no children; create it below a lasting one";
            case INVALID_ACL ->
                "the ACL is empty or not acceptable; scheme auth needs an identity that was proven before";
            case SESSION_EXPIRED -> "the session is about to end; make a new client";
            case BAD_ARGUMENTS -> "the server does not accept these arguments; look at path, flags and time to live";
            case UNIMPLEMENTED -> "the server does not do this; for a time to live it needs extendedTypesEnabled";
            case MARSHALLING_ERROR -> "the server could not read the request; it may be too large or malformed";
            case NO_WATCHER -> "there is no such watch";
            case QUOTA_EXCEEDED -> "a quota is used up; remove something or raise the quota";
            case THROTTLED_OP -> "the server is overloaded and did nothing; try again later";
            case EPHEMERAL_ON_LOCAL_SESSION -> "the session is local to one server, which does not upgrade it";
            case SESSION_CLOSED_REQUIRE_SASL_AUTH -> "the server wants an identity first";
            case RECONFIG_DISABLED -> "the server does not allow it; set reconfigEnabled";
            case RECONFIG_IN_PROGRESS -> "another reconfiguration is on its way; try again later";
            case NEW_CONFIG_NO_QUORUM -> "the new configuration has no quorum of servers that are up to date";
            default -> "the server answered " + code;
        };
    }

    /** What the server answered. */
    @Override
    public final Optional<ErrorCode> code() {
        return Optional.of(code);
    }
}
