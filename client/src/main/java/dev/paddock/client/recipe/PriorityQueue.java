package dev.paddock.client.recipe;

import dev.paddock.client.PaddockClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** A queue as {@link FifoQueue}, but items with lower priority numbers come first; those with the same, as they were put. */
public final class PriorityQueue {
    private final ItemQueue queue;

    /** @param path of the queue; it is made when needed, and is the queue's alone */
    public PriorityQueue(PaddockClient client, String path) {
        Comparator<SequentialName> byPriority = Comparator.comparingInt(name -> Integer.parseInt(name.kind()));
        queue = new ItemQueue(client, path, byPriority.thenComparing(Comparator.naturalOrder()), 0);
    }

    /** @param priority from 0, which comes first */
    public void put(byte[] data, int priority) throws InterruptedException {
        if (priority < 0) {
            throw new IllegalArgumentException("priority is " + priority + "; 0 is the first");
        }
        queue.put(Integer.toString(priority), data);
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
