package dev.paddock.server.config;

/**
 * A configuration that no server can run with. The message begins with ZooKeeper's sentence for the case, since that is what
 * people search for, and goes on with key, value, file and line, and what would be accepted.
 */
public final class ConfigException extends Exception {
    private final ExitCode exitCode;

    public ConfigException(String message) {
        this(ExitCode.INVALID_INVOCATION, message);
    }

    ConfigException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What the process ends with. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
