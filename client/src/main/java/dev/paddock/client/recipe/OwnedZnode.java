package dev.paddock.client.recipe;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.Created;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.NodeData;
import dev.paddock.client.NodeExistsException;
import dev.paddock.client.PaddockClient;
import dev.paddock.client.SessionCredentials;
import dev.paddock.wire.CreateMode;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * An ephemeral znode of a given name, which one client has at a time. Its owner and its data tell whether it is this one,
 * when the answer to the create was lost.
 */
final class OwnedZnode {
    private final PaddockClient client;
    private final Directory directory;
    private final String path;
    private final byte[] data;

    /** Null until it is known to be ours. */
    private volatile Created created;

    /** A create was sent of which nothing was heard. */
    private volatile boolean mayBeOurs;

    OwnedZnode(PaddockClient client, Directory directory, String name, byte[] data) {
        this.client = client;
        this.directory = directory;
        this.path = directory.child(name);
        this.data = data;
    }

    String path() {
        return path;
    }

    /** Empty if it is somebody else's. */
    Optional<Created> tryMake(Deadline deadline) throws InterruptedException, TimeoutException {
        while (true) {
            try {
                mayBeOurs = true;
                created = deadline.ask(() -> client.async().create(path, data, CreateOptions.of(CreateMode.EPHEMERAL)));
                return Optional.of(created);
            } catch (NodeExistsException taken) {
                try {
                    NodeData found = deadline.ask(() -> client.async().getData(path));
                    mayBeOurs = isOurs(found);
                    created = mayBeOurs ? new Created(path, found.stat()) : null;
                    return Optional.ofNullable(created);
                } catch (NoNodeException gone) {
                    mayBeOurs = false; // It was somebody else's: ours does not go away by itself.
                }
            } catch (NoNodeException missing) {
                mayBeOurs = false;
                directory.make(deadline);
            }
        }
    }

    private boolean isOurs(NodeData found) {
        long session = client.session().map(SessionCredentials::id).orElseThrow();
        return found.stat().ephemeralOwner() == session && Arrays.equals(found.bytes(), data);
    }

    /** In the background: afterwards it is not ours. */
    CompletableFuture<Void> remove() {
        if (created != null) {
            return Background.delete(client, path);
        }
        return mayBeOurs ? removeIfOurs() : CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> removeIfOurs() {
        return Background.insist(() -> client.async().getData(path))
                .handle((found, failure) -> {
                    if (failure == null) {
                        return isOurs(found)
                                ? Background.delete(client, path)
                                : CompletableFuture.<Void>completedFuture(null);
                    }
                    if (!(Failures.cause(failure) instanceof NoNodeException)) {
                        Background.report(client, path, Failures.cause(failure));
                    }
                    return CompletableFuture.<Void>completedFuture(null);
                })
                .thenCompose(removed -> removed);
    }
}
