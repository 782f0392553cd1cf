package dev.paddock.client.recipe;

import dev.paddock.client.BadVersionException;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.PaddockClient;
import dev.paddock.client.TransactionFailedException;
import java.util.concurrent.TimeoutException;

/**
 * A number that many change. What is added is added once, also when the connection is lost before the answer; only the end of
 * the session leaves open whether it was. The znode has it as text, so that people can read and set it.
 *
 * <p>Many who add at the same time get into each other's way: each addition is an attempt that the next one may undo before
 * it is made. For ids, {@link SequenceIds} are much faster.
 */
public final class Counter {
    private final PaddockClient client;
    private final Directory receipts;
    private final NumberZnode znode;
    private final String path;

    /** @param path of the counter; it is made when needed, with 0 */
    public Counter(PaddockClient client, String path) {
        this.client = client;
        this.receipts = new Directory(client, path + "/receipts");
        this.znode = new NumberZnode(client, path);
        this.path = path;
    }

    /** What it was at some moment not long ago, and after all that this client has added. */
    public long get() throws InterruptedException {
        return Deadline.ofRequests(deadline -> znode.read(deadline).number());
    }

    /** @return what it is with this */
    public long add(long delta) throws InterruptedException {
        return Deadline.ofRequests(deadline -> {
            while (true) {
                NumberZnode.Versioned now = znode.read(deadline);
                long sum = Math.addExact(now.number(), delta);
                if (trySet(sum, now.version(), deadline)) {
                    return sum;
                }
            }
        });
    }

    private boolean trySet(long number, int version, Deadline deadline) throws InterruptedException, TimeoutException {
        try {
            Receipt.commit(
                    client, receipts, changes -> changes.setData(path, NumberZnode.text(number), version), deadline);
            return true;
        } catch (TransactionFailedException failed) {
            if (failed.refusal() instanceof BadVersionException || failed.refusal() instanceof NoNodeException) {
                return false;
            }
            throw failed;
        }
    }
}
