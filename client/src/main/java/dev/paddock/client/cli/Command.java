package dev.paddock.client.cli;

/** Something that can be typed. It fails with {@link CommandFailed}, or with what the client throws. */
interface Command {
    Manual manual();

    void run(Arguments arguments, Shell shell) throws CommandFailed, InterruptedException;

    /** Whether it speaks to the server. */
    default boolean needsSession() {
        return true;
    }

    /** Whether what it prints is for another program, so that nothing else may stand on the standard output. */
    default boolean isStream(Arguments arguments) {
        return arguments.isJson();
    }
}
