package dev.paddock.client.recipe;

import dev.paddock.client.BadVersionException;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.PaddockClient;
import java.util.concurrent.TimeoutException;

/**
 * Numbers of which each is given out once, to whomever. Each object takes them in blocks, and gives out those of its block
 * without asking anybody, in ascending order. Numbers are left out when a client ends or an answer is lost; none comes twice.
 * With blocks of one they ascend over all clients. May be used by several threads.
 */
public final class SequenceIds {
    private final PaddockClient client;
    private final NumberZnode znode;
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
        this.znode = new NumberZnode(client, path);
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
            NumberZnode.Versioned start = znode.read(deadline);
            byte[] end = NumberZnode.text(Math.addExact(start.number(), blockSize));
            try {
                // Of an attempt whose answer was lost nobody uses the block: the next one fails, and another is taken.
                deadline.ask(() -> client.async().setData(path, end, start.version()));
                return start.number();
            } catch (BadVersionException | NoNodeException overtaken) {
                continue;
            }
        }
    }
}
