package dev.paddock.client;

import java.time.Duration;

/** No answer came in the time that requests have. */
public final class DeadlineExceededException extends PaddockException {
    private final boolean wasSent;

    DeadlineExceededException(String operation, String path, Duration timeout, boolean wasSent) {
        super(
                operation,
                path,
                "no answer within " + timeout.toMillis() + " ms; "
                        + (wasSent
                                ? "it may have been done, so look before trying again"
                                : "no server could be reached, and it was not done"));
        this.wasSent = wasSent;
    }

    @Override
    public boolean mayHaveBeenExecuted() {
        return wasSent;
    }
}
