package dev.paddock.client.recipe;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.Created;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.PaddockClient;
import dev.paddock.client.PaddockException;
import dev.paddock.wire.CreateMode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * A sequential znode that its maker finds again: there is a mark in its name, {@code kind-mark-0000000007}. Made at most
 * once, whatever happens to answers.
 */
final class MarkedZnode {
    private final PaddockClient client;
    private final Directory directory;
    private final String prefix;
    private final byte[] data;
    private final CreateOptions options;

    /** Null until it is known to be there. */
    private volatile Created created;

    /** A create was sent of which nothing was heard. */
    private volatile boolean mayBeThere;

    MarkedZnode(PaddockClient client, Directory directory, String kind, byte[] data, CreateMode mode) {
        this.client = client;
        this.directory = directory;
        this.prefix = kind + "-" + Marks.next() + "-";
        this.data = data;
        this.options = CreateOptions.of(mode);
    }

    /** Makes it, if it is not there already. */
    Created make(Deadline deadline) throws InterruptedException, TimeoutException {
        while (created == null) {
            try {
                if (mayBeThere) {
                    created = deadline.await(find()).orElse(null);
                }
                if (created == null) {
                    created = create(deadline);
                }
            } catch (NoNodeException missing) {
                directory.make(deadline);
            } catch (PaddockException failure) {
                deadline.requirePassing(failure);
            }
        }
        return created;
    }

    private Created create(Deadline deadline) throws InterruptedException, TimeoutException {
        mayBeThere = true;
        Created made = deadline.await(client.async().create(directory.child(prefix), data, options));
        mayBeThere = false;
        return made;
    }

    /**
     * What was sent before the connection was lost is done before the sync, or never: a server takes nothing from a
     * connection that its session has left.
     */
    private CompletableFuture<Optional<Created>> find() {
        return client.async()
                .sync(directory.path())
                .thenCompose(synced -> client.async().getChildren(directory.path()))
                .thenCompose(children -> named(children.names()));
    }

    private CompletableFuture<Optional<Created>> named(List<String> names) {
        Optional<String> own =
                names.stream().filter(name -> name.startsWith(prefix)).findAny();
        if (own.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String path = directory.child(own.get());
        return client.async().exists(path).thenApply(found -> found.map(stat -> new Created(path, stat)));
    }

    /** Somebody has removed it: the next {@link #make} makes another one. */
    void forget() {
        created = null;
    }

    /** In the background: afterwards it is gone, if it ever was there. */
    CompletableFuture<Void> remove() {
        Created known = created;
        if (known != null) {
            return Background.delete(client, known.path());
        }
        return mayBeThere ? removeWhatIsFound() : CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> removeWhatIsFound() {
        return Background.insist(this::find)
                .handle((found, failure) -> {
                    if (failure == null) {
                        return found.map(each -> Background.delete(client, each.path()))
                                .orElseGet(() -> CompletableFuture.completedFuture(null));
                    }
                    if (!(Failures.cause(failure) instanceof NoNodeException)) {
                        Background.report(client, directory.child(prefix), Failures.cause(failure));
                    }
                    return CompletableFuture.<Void>completedFuture(null);
                })
                .thenCompose(removed -> removed);
    }
}
