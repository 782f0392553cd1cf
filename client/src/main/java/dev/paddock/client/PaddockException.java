package dev.paddock.client;

import dev.paddock.wire.ErrorCode;
import java.util.Optional;

/**
 * Why an operation has no result. The message names the operation and its path, and says what can be done.
 *
 * <p>What the server said is a {@link RefusedException}. All others mean that nobody knows, or that nothing was asked:
 * {@link #mayHaveBeenExecuted} tells the two apart.
 */
public abstract class PaddockException extends RuntimeException {
    private final String operation;
    private final String path;

    /** @param path null for what has none */
    PaddockException(String operation, String path, String message) {
        super((path == null ? operation : operation + " " + path) + ": " + message);
        this.operation = operation;
        this.path = path;
    }

    /** What was asked, in the words of the protocol: {@code getData}. */
    public String operation() {
        return operation;
    }

    /** As the caller gave it; empty for operations without a path. */
    public Optional<String> path() {
        return Optional.ofNullable(path);
    }

    /** What the server answered, if it is the server who refused. */
    public Optional<ErrorCode> code() {
        return Optional.empty();
    }

    /**
     * Whether the server may have done it all the same: it was sent, and no answer came. Who gets true has to look before
     * doing it again.
     */
    public boolean mayHaveBeenExecuted() {
        return false;
    }
}
