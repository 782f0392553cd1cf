package dev.paddock.client.recipe;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.NodeData;
import dev.paddock.client.NodeExistsException;
import dev.paddock.client.PaddockClient;
import dev.paddock.client.TransactionFailedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Names for things, each given once. A name stays, with what it stands for, until somebody takes it away; for names that go
 * with their owner see {@link Group}. Whether {@link #bind} was the one who gave a name is told right, also when the
 * connection was lost before the answer.
 */
public final class Names {
    private final PaddockClient client;
    private final Directory names;
    private final Directory receipts;

    /** @param path under which the names are; it is made when needed, and is theirs alone */
    public Names(PaddockClient client, String path) {
        this.client = client;
        this.names = new Directory(client, path + "/names");
        this.receipts = new Directory(client, path + "/receipts");
    }

    /** @return false if the name is given already */
    public boolean bind(String name, byte[] meaning) throws InterruptedException {
        return Deadline.ofRequests(deadline -> {
            while (true) {
                try {
                    Receipt.commit(
                            client,
                            receipts,
                            changes -> changes.create(names.child(name), meaning, CreateOptions.DEFAULT),
                            deadline);
                    return true;
                } catch (TransactionFailedException failed) {
                    if (failed.refusal() instanceof NodeExistsException) {
                        return false;
                    }
                    requireMissing(failed);
                    names.make(deadline);
                }
            }
        });
    }

    private static void requireMissing(TransactionFailedException failed) {
        if (!(failed.refusal() instanceof NoNodeException)) {
            throw failed;
        }
    }

    /** Empty if the name is not given. */
    public Optional<NodeData> lookup(String name) throws InterruptedException {
        return Deadline.ofRequests(deadline -> {
            try {
                return Optional.of(deadline.ask(() -> client.async().getData(names.child(name))));
            } catch (NoNodeException missing) {
                return Optional.empty();
            }
        });
    }

    /** Afterwards the name can be given anew. */
    public void unbind(String name) throws InterruptedException {
        Deadline.ofRequests(deadline -> {
            deleteIfThere(name, deadline);
            return null;
        });
    }

    private void deleteIfThere(String name, Deadline deadline) throws InterruptedException, TimeoutException {
        try {
            deadline.ask(() -> client.async().delete(names.child(name)));
        } catch (NoNodeException gone) {
            return; // As it should be.
        }
    }

    /** All that are given, in no order. */
    public List<String> all() throws InterruptedException {
        return Deadline.ofRequests(names::names);
    }
}
