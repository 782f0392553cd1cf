package dev.paddock.client.cli;

/** A command that could not be carried out: what to say on the standard error, and how the process is to end. */
final class CommandFailed extends Exception {
    static final int FAILURE = 1;
    static final int UNKNOWN_COMMAND = 127;

    private final int exitCode;

    CommandFailed(String message) {
        this(message, FAILURE);
    }

    CommandFailed(String message, int exitCode) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
