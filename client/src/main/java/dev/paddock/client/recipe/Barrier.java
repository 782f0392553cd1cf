package dev.paddock.client.recipe;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.NodeExistsException;
import dev.paddock.client.PaddockClient;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Keeps everybody waiting while it is there. It is a lasting znode: it does not go with whoever has put it up. All who wait
 * are woken when it is lifted, as all of them may go on.
 */
public final class Barrier {
    private final PaddockClient client;
    private final String path;

    public Barrier(PaddockClient client, String path) {
        this.client = client;
        this.path = path;
    }

    /** Afterwards it is up, whoever has put it there. */
    public void raise() throws InterruptedException {
        Deadline.ofRequests(deadline -> {
            try {
                deadline.ask(() -> client.async().create(path, null, CreateOptions.DEFAULT.withParents()));
            } catch (NodeExistsException there) {
                return null; // As it should be.
            }
            return null;
        });
    }

    /** Afterwards it is gone. */
    public void lift() throws InterruptedException {
        Deadline.ofRequests(deadline -> {
            try {
                deadline.ask(() -> client.async().delete(path));
            } catch (NoNodeException gone) {
                return null; // As it should be.
            }
            return null;
        });
    }

    /** Waits until it is not there, as long as it takes. */
    public void await() throws InterruptedException {
        tryAwait(Deadline.NEVER);
    }

    /** Waits until it is not there; false if that was not in time. */
    public boolean tryAwait(Duration patience) throws InterruptedException {
        Deadline deadline = Deadline.in(patience);
        try {
            boolean isUp = true;
            while (isUp) {
                isUp = Signal.awaitChange(client, path, deadline);
            }
            return true;
        } catch (TimeoutException late) {
            return false;
        }
    }
}
