package dev.paddock.client.recipe;

import dev.paddock.client.ConnectionLostException;
import dev.paddock.client.DeadlineExceededException;
import dev.paddock.client.PaddockException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** How long a caller is ready to wait, over all that is to be done for it. */
final class Deadline {
    /** For who waits as long as it takes. */
    static final Duration NEVER = Duration.ofDays(36_500);

    private final long nanos;

    /** A request that had no answer within the client's own request timeout is made again. */
    private final boolean outlastsRequests;

    private Deadline(Duration patience, boolean outlastsRequests) {
        this.nanos = System.nanoTime() + patience.toNanos();
        this.outlastsRequests = outlastsRequests;
    }

    static Deadline in(Duration patience) {
        return new Deadline(patience.compareTo(NEVER) < 0 ? patience : NEVER, true);
    }

    /** Something that is done by requests. */
    interface Work<T> {
        T run(Deadline deadline) throws InterruptedException, TimeoutException;
    }

    /**
     * For what waits for nothing but answers: over losses of the connection, but no longer than the client waits for an
     * answer, and then the failure is the client's.
     */
    static <T> T ofRequests(Work<T> work) throws InterruptedException {
        try {
            return work.run(new Deadline(NEVER, false));
        } catch (TimeoutException late) {
            throw new IllegalStateException("a century was not enough", late);
        }
    }

    /** Waits for what is under way. */
    <T> T await(CompletableFuture<T> answer) throws InterruptedException, TimeoutException {
        try {
            return answer.get(Math.max(0, nanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof PaddockException known) {
                known.fillInStackTrace();
                throw known;
            }
            throw new IllegalStateException("a request ended in a way that it cannot", failed.getCause());
        }
    }

    /** Asks until there is an answer. Only for what can be done twice. */
    <T> T ask(Supplier<CompletableFuture<T>> request) throws InterruptedException, TimeoutException {
        while (true) {
            try {
                return await(request.get());
            } catch (PaddockException failure) {
                requirePassing(failure);
            }
        }
    }

    /** Throws what is no reason to try again. */
    void requirePassing(PaddockException failure) {
        if (!(failure instanceof ConnectionLostException)
                && !(failure instanceof DeadlineExceededException && outlastsRequests)) {
            throw failure;
        }
    }
}
