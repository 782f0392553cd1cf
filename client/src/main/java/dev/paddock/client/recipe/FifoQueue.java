package dev.paddock.client.recipe;

import dev.paddock.client.PaddockClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * A queue whose items last until somebody is done with them, in the order in which they were put. An item is put once, also
 * when the connection is lost before the answer. What a crashed or expired taker had is taken by another one, in its old
 * place. It is meant for thousands of items, not for millions: to take one, all their names are listed.
 *
 * <pre>{@code
 * try (QueueItem item = queue.take()) {
 *     process(item.data());
 *     item.done();
 * }
 * }</pre>
 */
public final class FifoQueue {
    private final ItemQueue queue;

    /** @param path of the queue; it is made when needed, and is the queue's alone */
    public FifoQueue(PaddockClient client, String path) {
        queue = new ItemQueue(client, path, Comparator.naturalOrder(), 0);
    }

    /** If it fails, the failure says whether the item may be in the queue all the same. */
    public void put(byte[] data) throws InterruptedException {
        queue.put("item", data);
    }

    /** Waits as long as it takes. */
    public QueueItem take() throws InterruptedException {
        return tryTake(Deadline.NEVER).orElseThrow();
    }

    /** Empty if there was nothing in time. */
    public Optional<QueueItem> tryTake(Duration patience) throws InterruptedException {
        return queue.tryTake(patience);
    }

    /** All that nobody is done with. */
    public int size() throws InterruptedException {
        return queue.size();
    }
}
