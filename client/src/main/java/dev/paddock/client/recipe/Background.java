package dev.paddock.client.recipe;

import dev.paddock.client.ClientClosedException;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.PaddockClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is still to be done when nobody waits any more. It is tried until it is done or the session is over, since with that
 * the server removes what is ephemeral.
 */
final class Background {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    /** When there may be a connection again, or room for requests. */
    static final Executor LATER = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

    private Background() {}

    /** The first attempt is made now, behind all that this client has asked for before. */
    static <T> CompletableFuture<T> insist(Supplier<CompletableFuture<T>> request) {
        return request.get()
                .handle((value, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(value);
                    }
                    Throwable cause = Failures.cause(failure);
                    return Failures.isPassing(cause)
                            ? CompletableFuture.supplyAsync(() -> insist(request), LATER)
                                    .thenCompose(Function.identity())
                            : CompletableFuture.<T>failedFuture(cause);
                })
                .thenCompose(Function.identity());
    }

    /** The znode is gone when this is done, whoever has removed it. */
    static CompletableFuture<Void> delete(PaddockClient client, String path) {
        return insist(() -> client.async().delete(path)).handle((done, failure) -> {
            if (failure != null && !(Failures.cause(failure) instanceof NoNodeException)) {
                report(client, path, Failures.cause(failure));
            }
            return null;
        });
    }

    /** The end of the session removes it as well; everything else somebody should know. */
    static void report(PaddockClient client, String path, Throwable failure) {
        if (client.state().isFinal() || failure instanceof ClientClosedException) {
            LOG.debug("{} was not removed before the end of the session", path, failure);
        } else {
            LOG.warn("{} is left behind", path, failure);
        }
    }
}
