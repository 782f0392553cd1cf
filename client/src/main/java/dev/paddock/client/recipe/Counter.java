package dev.paddock.client.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paddock.client.BadVersionException;
import dev.paddock.client.CreateOptions;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.NodeData;
import dev.paddock.client.NodeExistsException;
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
    private final String path;

    /** @param path of the counter; it is made when needed, with 0 */
    public Counter(PaddockClient client, String path) {
        this.client = client;
        this.receipts = new Directory(client, path + "/receipts");
        this.path = path;
    }

    /** What it was at some moment not long ago, and after all that this client has added. */
    public long get() throws InterruptedException {
        return Deadline.ofRequests(deadline -> number(read(deadline)));
    }

    /** @return what it is with this */
    public long add(long delta) throws InterruptedException {
        return Deadline.ofRequests(deadline -> {
            while (true) {
                NodeData now = read(deadline);
                long sum = Math.addExact(number(now), delta);
                if (trySet(sum, now.stat().version(), deadline)) {
                    return sum;
                }
            }
        });
    }

    private boolean trySet(long number, int version, Deadline deadline) throws InterruptedException, TimeoutException {
        try {
            Receipt.commit(client, receipts, changes -> changes.setData(path, text(number), version), deadline);
            return true;
        } catch (TransactionFailedException failed) {
            if (failed.refusal() instanceof BadVersionException || failed.refusal() instanceof NoNodeException) {
                return false;
            }
            throw failed;
        }
    }

    private NodeData read(Deadline deadline) throws InterruptedException, TimeoutException {
        while (true) {
            try {
                return deadline.ask(() -> client.async().getData(path));
            } catch (NoNodeException missing) {
                make(deadline);
            }
        }
    }

    private void make(Deadline deadline) throws InterruptedException, TimeoutException {
        try {
            deadline.ask(() -> client.async().create(path, text(0), CreateOptions.DEFAULT.withParents()));
        } catch (NodeExistsException made) {
            return; // By somebody, or by the attempt whose answer was lost.
        }
    }

    private static byte[] text(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }

    private long number(NodeData data) {
        try {
            return data.bytes().length == 0 ? 0 : Long.parseLong(data.text());
        } catch (NumberFormatException other) {
            throw new IllegalStateException(path + " holds '" + data.text() + "', which is no number", other);
        }
    }
}
