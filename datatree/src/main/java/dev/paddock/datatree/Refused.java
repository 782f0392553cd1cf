package dev.paddock.datatree;

import dev.paddock.wire.ErrorCode;

/**
 * A request that cannot be done, and what its client is told. There is one instance for each error, without a stack trace:
 * refusing is ordinary work, and should cost no more than doing.
 */
public final class Refused extends Exception {
    private static final Refused[] BY_ERROR = new Refused[ErrorCode.values().length];

    static {
        for (ErrorCode error : ErrorCode.values()) {
            BY_ERROR[error.ordinal()] = new Refused(error);
        }
    }

    private final ErrorCode error;

    private Refused(ErrorCode error) {
        super(error.name(), null, false, false);
        this.error = error;
    }

    public static Refused with(ErrorCode error) {
        if (error == ErrorCode.OK) {
            throw new IllegalArgumentException("a refusal needs a reason, OK is none");
        }
        return BY_ERROR[error.ordinal()];
    }

    public static void when(boolean refused, ErrorCode error) throws Refused {
        if (refused) {
            throw with(error);
        }
    }

    public ErrorCode error() {
        return error;
    }
}
