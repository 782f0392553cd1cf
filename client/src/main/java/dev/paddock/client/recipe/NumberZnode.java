package dev.paddock.client.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.NodeData;
import dev.paddock.client.NodeExistsException;
import dev.paddock.client.PaddockClient;
import java.util.concurrent.TimeoutException;

/** A znode that holds a number, as text, so that people can read and set it. It is made when needed, with 0. */
final class NumberZnode {
    private final PaddockClient client;
    private final String path;

    NumberZnode(PaddockClient client, String path) {
        this.client = client;
        this.path = path;
    }

    /** What it holds, and the version that this is. */
    record Versioned(long number, int version) {}

    Versioned read(Deadline deadline) throws InterruptedException, TimeoutException {
        while (true) {
            try {
                NodeData data = deadline.ask(() -> client.async().getData(path));
                return new Versioned(number(data), data.stat().version());
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

    private long number(NodeData data) {
        try {
            return data.bytes().length == 0 ? 0 : Long.parseLong(data.text());
        } catch (NumberFormatException other) {
            throw new IllegalStateException(path + " holds '" + data.text() + "', which is no number", other);
        }
    }

    static byte[] text(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }
}
