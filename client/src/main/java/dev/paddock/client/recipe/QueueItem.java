package dev.paddock.client.recipe;

import dev.paddock.client.NoNodeException;
import dev.paddock.client.NodeData;
import dev.paddock.client.PaddockClient;
import dev.paddock.client.TransactionFailedException;
import java.util.concurrent.TimeoutException;

/**
 * An item that this client has taken, and nobody else until it is given back: by {@link #close} without {@link #done}, or by
 * the end of the session. So each item is dealt with at least once; twice, if its taker's session ended before it was done.
 */
public final class QueueItem implements AutoCloseable {
    private final PaddockClient client;
    private final String path;
    private final NodeData data;
    private final Lease claim;

    QueueItem(PaddockClient client, String path, NodeData data, Lease claim) {
        this.client = client;
        this.path = path;
        this.data = data;
        this.claim = claim;
    }

    public byte[] data() {
        return data.bytes();
    }

    /** The fencing token: every later taker of this item has a higher one. */
    public long token() {
        return claim.token();
    }

    /** Removes the item from its queue, and waits for that. */
    public void done() throws InterruptedException {
        Deadline.ofRequests(deadline -> {
            remove(deadline);
            return null;
        });
    }

    private void remove(Deadline deadline) throws InterruptedException, TimeoutException {
        try {
            deadline.ask(
                    () -> client.transaction().delete(claim.path()).delete(path).commitAsync());
        } catch (TransactionFailedException failed) {
            // Both go together: it was done by an attempt whose answer was lost.
            boolean isGone = deadline.ask(() -> client.async().exists(path)).isEmpty();
            if (!(failed.refusal() instanceof NoNodeException && isGone)) {
                throw failed;
            }
        }
    }

    /** Gives the item back to its queue, in the background, unless it is done. */
    @Override
    public void close() {
        claim.close();
    }
}
