package dev.paddock.client.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paddock.client.BadVersionException;
import dev.paddock.client.CreateOptions;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.NodeData;
import dev.paddock.client.NodeExistsException;
import dev.paddock.client.PaddockClient;
import java.util.concurrent.TimeoutException;

/**
 * Numbers of which each is given out once, to whomever. Each object takes them in blocks, and gives out those of its block
 * without asking anybody, in ascending order. Numbers are left out when a client ends or an answer is lost; none comes twice.
 * With blocks of one they ascend over all clients. May be used by several threads.
 */
public final class SequenceIds {
    private final PaddockClient client;
    private final String path;
    private final int blockSize;

    /** The next to be given out; there is none when it has reached the end of the block. */
    private long next;

    private long endOfBlock;

    /** @param path of the sequence; it is made when needed, and begins with 0 */
    public SequenceIds(PaddockClient client, String path, int blockSize) {
        if (blockSize < 1) {
            throw new IllegalArgumentException("blockSize is " + blockSize + "; at least 1 is needed");
        }
        this.client = client;
        this.path = path;
        this.blockSize = blockSize;
    }

    public synchronized long next() throws InterruptedException {
        if (next == endOfBlock) {
            next = Deadline.ofRequests(this::takeBlock);
            endOfBlock = next + blockSize;
        }
        return next++;
    }

    private long takeBlock(Deadline deadline) throws InterruptedException, TimeoutException {
        while (true) {
            try {
                NodeData now = deadline.ask(() -> client.async().getData(path));
                long start = Long.parseLong(now.text());
                byte[] end = text(Math.addExact(start, blockSize));
                // Of an attempt whose answer was lost nobody uses the block: the next one fails, and another is taken.
                deadline.ask(() -> client.async().setData(path, end, now.stat().version()));
                return start;
            } catch (BadVersionException overtaken) {
                continue;
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
}
