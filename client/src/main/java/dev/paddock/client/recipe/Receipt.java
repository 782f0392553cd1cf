package dev.paddock.client.recipe;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.PaddockClient;
import dev.paddock.client.PaddockException;
import dev.paddock.client.Transaction;
import dev.paddock.client.TransactionFailedException;
import dev.paddock.wire.CreateMode;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * A transaction that is done at most once, and of which its maker knows whether it was done, whatever happens to answers: it
 * makes an ephemeral znode too, whose presence says so. That znode is removed afterwards.
 */
final class Receipt {
    private static final CreateOptions EPHEMERAL = CreateOptions.of(CreateMode.EPHEMERAL);

    private final PaddockClient client;
    private final Directory directory;
    private final String path;

    private Receipt(PaddockClient client, Directory directory) {
        this.client = client;
        this.directory = directory;
        this.path = directory.child("receipt-" + Marks.next());
    }

    /**
     * @param directory of receipts, and of nothing else
     * @param changes adds them to a transaction, each time that it is tried
     * @throws TransactionFailedException if one of the changes is refused
     */
    static void commit(PaddockClient client, Directory directory, UnaryOperator<Transaction> changes, Deadline deadline)
            throws InterruptedException, TimeoutException {
        new Receipt(client, directory).commit(changes, deadline);
    }

    private void commit(UnaryOperator<Transaction> changes, Deadline deadline)
            throws InterruptedException, TimeoutException {
        boolean mayBeThere = false;
        try {
            while (!(mayBeThere && isThere(deadline))) {
                try {
                    Transaction all = changes.apply(client.transaction().create(path, null, EPHEMERAL));
                    mayBeThere = true;
                    deadline.await(all.commitAsync());
                    return;
                } catch (TransactionFailedException refused) {
                    mayBeThere = false;
                    if (refused.index() != 0 || !(refused.refusal() instanceof NoNodeException)) {
                        throw refused;
                    }
                    directory.make(deadline);
                } catch (PaddockException failure) {
                    deadline.requirePassing(failure);
                }
            }
        } finally {
            if (mayBeThere) {
                Background.delete(client, path);
            }
        }
    }

    /** What was sent before the connection was lost is done before the sync, or never. */
    private boolean isThere(Deadline deadline) throws InterruptedException, TimeoutException {
        deadline.ask(() -> client.async().sync(path));
        return deadline.ask(() -> client.async().exists(path)).isPresent();
    }
}
