package dev.paddock.client.recipe;

import dev.paddock.client.ConnectionLostException;
import dev.paddock.client.DeadlineExceededException;
import dev.paddock.client.PaddockException;
import dev.paddock.client.TooManyRequestsException;
import dev.paddock.wire.ErrorCode;
import java.util.concurrent.CompletionException;

/** Which failures go by while the session lives on. */
final class Failures {
    private Failures() {}

    /** There will be an answer later, or there is room for the request later. */
    static boolean isPassing(Throwable failure) {
        return failure instanceof ConnectionLostException
                || failure instanceof DeadlineExceededException
                || failure instanceof TooManyRequestsException
                || failure instanceof PaddockException known
                        && known.code().filter(ErrorCode.THROTTLED_OP::equals).isPresent();
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
