package dev.paddock.wire;

/** What a server can answer instead of a result. Clients fail on codes that they do not know, so there are no others. */
public enum ErrorCode {
    OK(0),
    /** A sub-operation of a multi that comes after the one that failed. */
    RUNTIME_INCONSISTENCY(-2),
    MARSHALLING_ERROR(-5),
    UNIMPLEMENTED(-6),
    BAD_ARGUMENTS(-8),
    NEW_CONFIG_NO_QUORUM(-13),
    RECONFIG_IN_PROGRESS(-14),
    NO_NODE(-101),
    NO_AUTH(-102),
    BAD_VERSION(-103),
    NO_CHILDREN_FOR_EPHEMERALS(-108),
    NODE_EXISTS(-110),
    NOT_EMPTY(-111),
    SESSION_EXPIRED(-112),
    INVALID_ACL(-114),
    AUTH_FAILED(-115),
    /** Between servers only: a client sees its connection closed instead. */
    SESSION_MOVED(-118),
    NOT_READ_ONLY(-119),
    EPHEMERAL_ON_LOCAL_SESSION(-120),
    NO_WATCHER(-121),
    RECONFIG_DISABLED(-123),
    SESSION_CLOSED_REQUIRE_SASL_AUTH(-124),
    QUOTA_EXCEEDED(-125),
    THROTTLED_OP(-127);

    private static final ErrorCode[] BY_NEGATED_CODE = new ErrorCode[128];

    static {
        for (ErrorCode error : values()) {
            BY_NEGATED_CODE[-error.code] = error;
        }
    }

    private final int code;

    ErrorCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The error with this code, or null: logs written by others may hold codes that no server sends. */
    public static ErrorCode ofCode(int code) {
        return code <= 0 && code > -BY_NEGATED_CODE.length ? BY_NEGATED_CODE[-code] : null;
    }
}
