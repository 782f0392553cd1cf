package dev.paddock.client.cli;

import dev.paddock.client.PaddockException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for what was asked without waiting. */
final class Results {
    private Results() {}

    /** The result, or the failure as the waiting form of the client would have it. */
    static <T> T await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof PaddockException refused) {
                throw refused;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
