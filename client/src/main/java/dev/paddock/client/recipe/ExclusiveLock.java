package dev.paddock.client.recipe;

import dev.paddock.client.PaddockClient;
import java.time.Duration;
import java.util.Optional;

/**
 * A lock that one client has at a time, and one {@link Lease} of it within a client: it is not reentrant. It is fair: whoever
 * asks first gets it first. There is no unfair one beside it, since that would have to wake all who wait, or let somebody
 * go hungry, and would save nothing: a place in the line is the znode that the lock needs anyhow.
 *
 * <p>When the connection is lost, waiting goes on and places are kept, as long as the session lives. When the holder crashes
 * or its session expires, the next one has the lock; see {@link Lease} for what the old holder may still do.
 *
 * <pre>{@code
 * try (Lease lease = lock.acquire()) {
 *     storage.write(value, lease.token());
 * }
 * }</pre>
 */
public final class ExclusiveLock {
    private static final byte[] NO_DATA = new byte[0];

    private final Line line;

    /** @param path of the lock; it is made when needed, and is the lock's alone */
    public ExclusiveLock(PaddockClient client, String path) {
        line = new Line(client, path);
    }

    /** Waits as long as it takes. */
    public Lease acquire() throws InterruptedException {
        return tryAcquire(Deadline.NEVER).orElseThrow();
    }

    /** Empty if it was not to be had in time. To have it at all takes three requests, so give it time for these. */
    public Optional<Lease> tryAcquire(Duration patience) throws InterruptedException {
        return line.tryEnter("lock", NO_DATA, Line.Order.ONE_BY_ONE, patience);
    }
}
