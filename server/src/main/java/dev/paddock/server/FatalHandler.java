package dev.paddock.server;

/** Is told when a server cannot go on: the main class ends the process, an embedded server closes itself. */
public interface FatalHandler {
    /** @param message what has happened and what to do, for the operator */
    void fatal(String message, Throwable cause);
}
