package dev.paddock.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for an answer. What has failed fails on the thread that waited, with its stack. */
final class Sync {
    private Sync() {}

    /** The request itself has a deadline, so this has none of its own. */
    static <T> T await(CompletableFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof PaddockException known) {
                known.fillInStackTrace();
                throw known;
            }
            throw new IllegalStateException("a request ended in a way that it cannot", cause);
        }
    }
}
