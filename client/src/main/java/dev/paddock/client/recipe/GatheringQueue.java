package dev.paddock.client.recipe;

import dev.paddock.client.PaddockClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * A queue that starts when its members are complete: each member puts its item, and nobody takes one before there are as
 * many as are needed. From then on it is a {@link FifoQueue}, and stays one when items are taken. Items last, so a member
 * that crashes after it has put its item still counts.
 */
public final class GatheringQueue {
    private final ItemQueue queue;

    /**
     * @param path of the queue; it is made when needed, and is the queue's alone
     * @param members how many items are needed; the same for all who use it
     */
    public GatheringQueue(PaddockClient client, String path, int members) {
        if (members < 1) {
            throw new IllegalArgumentException("members is " + members + "; at least 1 is needed");
        }
        queue = new ItemQueue(client, path, Comparator.naturalOrder(), members);
    }

    public void put(byte[] data) throws InterruptedException {
        queue.put("item", data);
    }

    /** Waits as long as it takes. */
    public QueueItem take() throws InterruptedException {
        return tryTake(Deadline.NEVER).orElseThrow();
    }

    /** Empty if the members were not complete in time, or there was nothing for this one. */
    public Optional<QueueItem> tryTake(Duration patience) throws InterruptedException {
        return queue.tryTake(patience);
    }

    /** All that nobody is done with. */
    public int size() throws InterruptedException {
        return queue.size();
    }
}
