package dev.paddock.client;

/** One operation of a transaction was refused, and so none was done. The cause is what that one would say by itself. */
public final class TransactionFailedException extends RefusedException {
    private final int index;

    TransactionFailedException(int index, RefusedException cause) {
        super(
                cause.code().orElseThrow(),
                "multi",
                cause.path().orElse(null),
                "operation " + (index + 1) + " failed, so none was done: " + cause.getMessage());
        this.index = index;
        initCause(cause);
    }

    /** Which operation it was, from 0. */
    public int index() {
        return index;
    }

    /** Why that one was refused. */
    public RefusedException refusal() {
        return (RefusedException) getCause();
    }
}
