package dev.paddock.client.recipe;

import dev.paddock.client.PaddockClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A lock that many readers have at a time, or one writer. It is fair: a reader waits for all writers that came before it, a
 * writer for all who did, so neither goes hungry. Not reentrant, and a reader does not become a writer.
 *
 * <p>A writer's token is higher than those of all who held the lock before it, readers too. Readers need none for themselves;
 * a resource that has seen a writer's token does not let readers with lower ones change anything.
 *
 * <p>Lost connections, crashes and expiry are as with {@link ExclusiveLock}.
 */
public final class ReadWriteLock {
    private static final String READ = "read";
    private static final String WRITE = "write";
    private static final byte[] NO_DATA = new byte[0];

    private final Line line;

    /** @param path of the lock; it is made when needed, and is the lock's alone */
    public ReadWriteLock(PaddockClient client, String path) {
        line = new Line(client, path);
    }

    public Lease acquireRead() throws InterruptedException {
        return tryAcquireRead(Deadline.NEVER).orElseThrow();
    }

    /** Empty if it was not to be had in time. */
    public Optional<Lease> tryAcquireRead(Duration patience) throws InterruptedException {
        return line.tryEnter(READ, NO_DATA, ReadWriteLock::lastWriter, patience);
    }

    private static Optional<SequentialName> lastWriter(List<SequentialName> before) {
        return before.stream().filter(each -> each.kind().equals(WRITE)).reduce((first, last) -> last);
    }

    public Lease acquireWrite() throws InterruptedException {
        return tryAcquireWrite(Deadline.NEVER).orElseThrow();
    }

    /** Empty if it was not to be had in time. */
    public Optional<Lease> tryAcquireWrite(Duration patience) throws InterruptedException {
        return line.tryEnter(WRITE, NO_DATA, Line.Order.ONE_BY_ONE, patience);
    }
}
