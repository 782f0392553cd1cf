package dev.paddock.client.recipe;

import dev.paddock.client.NoNodeException;
import dev.paddock.client.PaddockClient;
import dev.paddock.client.RefusedException;
import dev.paddock.client.SessionState;
import dev.paddock.client.WatchEvent;
import dev.paddock.client.WatchKind;
import dev.paddock.client.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * Something has changed: a watch that one thread waits for, once. The end of the session is a change too; the next request
 * says what it is. Closed, it leaves no watch behind.
 */
final class Signal implements Watcher, AutoCloseable {
    private final PaddockClient client;
    private final CompletableFuture<Void> change = new CompletableFuture<>();

    private final List<Watched> watched = new ArrayList<>();

    private record Watched(String path, WatchKind kind) {}

    Signal(PaddockClient client) {
        this.client = client;
    }

    /** To be called with each watch that is about to be set with this. */
    Signal on(String path, WatchKind kind) {
        watched.add(new Watched(path, kind));
        return this;
    }

    /**
     * Waits until a znode changes or goes.
     *
     * @return false, at once, if there is none
     */
    static boolean awaitChange(PaddockClient client, String path, Deadline deadline)
            throws InterruptedException, TimeoutException {
        try (Signal signal = new Signal(client).on(path, WatchKind.DATA)) {
            deadline.ask(() -> client.async().getData(path, signal));
            signal.await(deadline);
            return true;
        } catch (NoNodeException missing) {
            return false;
        }
    }

    void await(Deadline deadline) throws InterruptedException, TimeoutException {
        deadline.await(change);
    }

    @Override
    public void changed(WatchEvent event) {
        change.complete(null);
    }

    @Override
    public void ended(SessionState state) {
        change.complete(null);
    }

    @Override
    public void close() {
        boolean hasFired = change.isDone();
        if (!hasFired || watched.size() > 1) {
            watched.forEach(each -> remove(each, hasFired));
        }
    }

    /** Who has given up may have done so before the answer that sets the watch; it comes before that to the sync. */
    private void remove(Watched each, boolean isSet) {
        Background.insist(() -> isSet
                        ? client.async().removeWatches(each.path(), each.kind(), this)
                        : client.async()
                                .sync(each.path())
                                .thenCompose(answered -> client.async().removeWatches(each.path(), each.kind(), this)))
                .whenComplete((done, failure) -> {
                    // Refused is what a watch is that has fired in the meantime.
                    if (failure != null && !(Failures.cause(failure) instanceof RefusedException)) {
                        Background.report(client, "a watch of " + each.path(), Failures.cause(failure));
                    }
                });
    }
}
