package dev.paddock.server.config;

/**
 * What the process of a server ends with, and what it then says on its standard error; scripts know both from ZooKeeper. A
 * process that is told to end by SIGTERM has the code 143, which is Java's doing.
 */
public enum ExitCode {
    EXECUTION_FINISHED(0, ""),

    /** A port that is in use, an id that is not in the list of servers, and whatever nobody thought of. */
    UNEXPECTED_ERROR(1, ""),
    INVALID_INVOCATION(2, "Invalid config, exiting abnormally"),
    UNABLE_TO_ACCESS_DATADIR(3, "Unable to access datadir, exiting abnormally"),
    ERROR_STARTING_ADMIN_SERVER(4, "Unable to start AdminServer, exiting abnormally"),
    TXNLOG_ERROR_TAKING_SNAPSHOT(10, ""),
    UNMATCHED_TXN_COMMIT(12, ""),
    QUORUM_PACKET_ERROR(13, ""),
    UNABLE_TO_BIND_QUORUM_PORT(14, "");

    private final int code;
    private final String sentence;

    ExitCode(int code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    public int code() {
        return code;
    }

    /** For the standard error; empty where there is none. */
    public String sentence() {
        return sentence;
    }
}
