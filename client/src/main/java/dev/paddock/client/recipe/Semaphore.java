package dev.paddock.client.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paddock.client.Created;
import dev.paddock.client.PaddockClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * So many at a time. It is fair: whoever asks first gets a permit first. Those who wait stand in a line, and only the first
 * of them looks for free permits, so one is woken by each release.
 *
 * <p>All have to give the same number of permits; with different ones, each sees as many as it gave. Lost connections,
 * crashes and expiry are as with {@link ExclusiveLock}.
 */
public final class Semaphore {
    private static final byte[] NO_DATA = new byte[0];

    private final PaddockClient client;
    private final int permits;
    private final Line line;
    private final Directory taken;

    /** @param path of the semaphore; it is made when needed, and is the semaphore's alone */
    public Semaphore(PaddockClient client, String path, int permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("permits is " + permits + "; at least 1 is needed");
        }
        this.client = client;
        this.permits = permits;
        this.line = new Line(client, path + "/line");
        this.taken = new Directory(client, path + "/taken");
    }

    /** Waits as long as it takes. */
    public Permit acquire() throws InterruptedException {
        return tryAcquire(Deadline.NEVER).orElseThrow();
    }

    /** Empty if none was to be had in time. */
    public Optional<Permit> tryAcquire(Duration patience) throws InterruptedException {
        Deadline deadline = Deadline.in(patience);
        Optional<Lease> turn = line.tryEnter("wait", NO_DATA, Line.Order.ONE_BY_ONE, deadline);
        if (turn.isEmpty()) {
            return Optional.empty();
        }
        Lease first = turn.get();
        try (first) {
            return Optional.of(awaitPermit(deadline));
        } catch (TimeoutException late) {
            return Optional.empty();
        }
    }

    private Permit awaitPermit(Deadline deadline) throws InterruptedException, TimeoutException {
        while (true) {
            try (Signal signal = new Signal(client)) {
                List<String> names = taken.names(signal, deadline);
                OptionalInt free = IntStream.range(0, permits)
                        .filter(number -> !names.contains(Integer.toString(number)))
                        .findFirst();
                if (free.isEmpty()) {
                    signal.await(deadline);
                    continue;
                }
                Optional<Permit> permit = tryTake(free.getAsInt(), deadline);
                if (permit.isPresent()) {
                    return permit.get();
                }
            }
        }
    }

    /** Empty if somebody has it all the same: one who was first in the line before us, and then was not. */
    private Optional<Permit> tryTake(int number, Deadline deadline) throws InterruptedException, TimeoutException {
        OwnedZnode znode = new OwnedZnode(
                client, taken, Integer.toString(number), Marks.next().getBytes(UTF_8));
        Optional<Created> made = Optional.empty();
        try {
            made = znode.tryMake(deadline);
        } finally {
            if (made.isEmpty()) {
                znode.remove();
            }
        }
        return made.map(own ->
                new Permit(number, new Lease(client, znode.path(), own.stat().czxid(), znode::remove)));
    }
}
