package dev.paddock.client.recipe;

import dev.paddock.client.BadVersionException;
import dev.paddock.client.CreateOptions;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.NodeData;
import dev.paddock.client.NodeExistsException;
import dev.paddock.client.PaddockClient;
import dev.paddock.client.PaddockException;
import dev.paddock.client.TransactionFailedException;
import dev.paddock.client.WatchKind;
import dev.paddock.wire.CreateMode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * So many members begin together and end together, in rounds: nobody is through {@link #enter} before all are at it, nobody
 * is through {@link #leave} before all have left, and nobody is in the next round before that.
 *
 * <p>A member whose session ends does not count: those who enter wait for somebody in its stead, those who leave do not wait
 * for it. A member that gives up entering may still have been counted, if the others came in at that moment.
 *
 * <p>Each member has an object of its own, for one thread.
 */
public final class DoubleBarrier {
    private static final CreateOptions EPHEMERAL = CreateOptions.of(CreateMode.EPHEMERAL);

    private final PaddockClient client;
    private final int members;
    private final Directory inside;

    /** Its version is even while members gather, and odd while they are at work. */
    private final String round;

    /** Null while outside. */
    private String own;

    /** @param members the same for all */
    public DoubleBarrier(PaddockClient client, String path, int members) {
        if (members < 1) {
            throw new IllegalArgumentException("members is " + members + "; at least 1 is needed");
        }
        this.client = client;
        this.members = members;
        this.inside = new Directory(client, path + "/members");
        this.round = path + "/round";
    }

    /** Waits for the others as long as it takes. */
    public void enter() throws InterruptedException {
        tryEnter(Deadline.NEVER);
    }

    /** False if the others have not come in time; then this one is out again. */
    public boolean tryEnter(Duration patience) throws InterruptedException {
        if (own != null) {
            throw new IllegalStateException("this member is inside; it has to leave first");
        }
        own = inside.child(Marks.next());
        boolean isInside = false;
        try {
            Deadline deadline = Deadline.in(patience);
            awaitOthers(join(deadline), deadline);
            isInside = true;
        } catch (TimeoutException late) {
            return false;
        } finally {
            if (!isInside) {
                goAway();
            }
        }
        return true;
    }

    /** @return the version of the round that is gathering, of which this is a member now */
    private int join(Deadline deadline) throws InterruptedException, TimeoutException {
        while (true) {
            int version = readRound(deadline).stat().version();
            if (isAtWork(version)) {
                awaitEmpty(version, deadline);
                advance(version, deadline);
            } else if (tryJoin(version, deadline)) {
                return version;
            }
        }
    }

    private static boolean isAtWork(int version) {
        return (version & 1) == 1;
    }

    /** In one transaction, so that nobody joins a round that has begun. */
    private boolean tryJoin(int version, Deadline deadline) throws InterruptedException, TimeoutException {
        boolean mayBeThere = false;
        while (true) {
            try {
                if (mayBeThere && isThere(deadline)) {
                    return true;
                }
                mayBeThere = true;
                deadline.await(client.transaction()
                        .check(round, version)
                        .create(own, null, EPHEMERAL)
                        .commitAsync());
                return true;
            } catch (TransactionFailedException failed) {
                if (failed.refusal() instanceof BadVersionException) {
                    return false;
                }
                requireMissing(failed);
                inside.make(deadline);
                return false;
            } catch (PaddockException failure) {
                deadline.requirePassing(failure);
            }
        }
    }

    private static void requireMissing(TransactionFailedException failed) {
        if (!(failed.refusal() instanceof NoNodeException)) {
            throw failed;
        }
    }

    /** What was sent before the connection was lost is done before the sync, or never. */
    private boolean isThere(Deadline deadline) throws InterruptedException, TimeoutException {
        deadline.ask(() -> client.async().sync(own));
        return deadline.ask(() -> client.async().exists(own)).isPresent();
    }

    private void awaitOthers(int version, Deadline deadline) throws InterruptedException, TimeoutException {
        while (true) {
            try (Signal signal = new Signal(client).on(round, WatchKind.DATA)) {
                int now = deadline.ask(() -> client.async().getData(round, signal))
                        .stat()
                        .version();
                if (now != version) {
                    return;
                }
                if (inside.names(deadline).size() >= members) {
                    advance(version, deadline);
                    return;
                }
                signal.await(deadline);
            }
        }
    }

    /** Waits for the others to leave, as long as it takes. */
    public void leave() throws InterruptedException {
        tryLeave(Deadline.NEVER);
    }

    /** False if the others have not left in time; this one has. */
    public boolean tryLeave(Duration patience) throws InterruptedException {
        if (own == null) {
            throw new IllegalStateException("this member is not inside");
        }
        try {
            Deadline deadline = Deadline.in(patience);
            int version = readRound(deadline).stat().version();
            stayAsLowest(deadline);
            goAway();
            awaitEmpty(version, deadline);
            if (isAtWork(version)) {
                advance(version, deadline);
            }
            return true;
        } catch (TimeoutException late) {
            return false;
        } finally {
            if (own != null) {
                goAway();
            }
        }
    }

    /** The lowest leaves last, and waits for one at a time; so the others have one to wait for. */
    private void stayAsLowest(Deadline deadline) throws InterruptedException, TimeoutException {
        while (true) {
            List<String> names = inside.names(deadline);
            if (names.size() <= 1 || !inside.child(Collections.min(names)).equals(own)) {
                return;
            }
            Signal.awaitChange(client, inside.child(Collections.max(names)), deadline);
        }
    }

    private void goAway() {
        Background.delete(client, own);
        own = null;
    }

    /**
     * Waits until all of a round have left. The order matters: if the round is still the same after its members were listed,
     * none of these belongs to the next one, which would wait for us in turn.
     */
    private void awaitEmpty(int version, Deadline deadline) throws InterruptedException, TimeoutException {
        while (true) {
            List<String> names = inside.names(deadline);
            if (names.isEmpty() || readRound(deadline).stat().version() != version) {
                return;
            }
            Signal.awaitChange(client, inside.child(Collections.min(names)), deadline);
        }
    }

    /** From gathering to work, or back; somebody else may have been faster. */
    private void advance(int version, Deadline deadline) throws InterruptedException, TimeoutException {
        try {
            deadline.ask(() -> client.async().setData(round, null, version));
        } catch (BadVersionException advanced) {
            return;
        }
    }

    private NodeData readRound(Deadline deadline) throws InterruptedException, TimeoutException {
        while (true) {
            try {
                return deadline.ask(() -> client.async().getData(round));
            } catch (NoNodeException missing) {
                make(deadline);
            }
        }
    }

    private void make(Deadline deadline) throws InterruptedException, TimeoutException {
        try {
            deadline.ask(() -> client.async().create(round, null, CreateOptions.DEFAULT.withParents()));
        } catch (NodeExistsException made) {
            return; // By somebody, or by the attempt whose answer was lost.
        }
    }
}
