package dev.paddock.client.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.Created;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.NodeData;
import dev.paddock.client.NodeExistsException;
import dev.paddock.client.PaddockClient;
import dev.paddock.client.TransactionFailedException;
import dev.paddock.wire.CreateMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * What all queues are made of: items that last, and claims on them that go with the session of whoever has taken them. Those
 * who wait for items stand in a line, and only the first of them watches, so an item wakes one of them.
 */
final class ItemQueue {
    private static final byte[] NO_DATA = new byte[0];

    private static final CreateOptions LASTING = CreateOptions.of(CreateMode.PERSISTENT_SEQUENTIAL);

    private final PaddockClient client;
    private final Comparator<SequentialName> order;

    /** Nothing is taken before there were so many items. */
    private final int needed;

    private final Line takers;
    private final Directory items;
    private final Directory claims;
    private final Directory receipts;

    /** Is there once there were enough items. */
    private final String complete;

    ItemQueue(PaddockClient client, String path, Comparator<SequentialName> order, int needed) {
        this.client = client;
        this.order = order;
        this.needed = needed;
        this.takers = new Line(client, path + "/takers");
        this.items = new Directory(client, path + "/items");
        this.claims = new Directory(client, path + "/claims");
        this.receipts = new Directory(client, path + "/receipts");
        this.complete = path + "/complete";
    }

    /** With a receipt: the item itself may be taken and gone before anybody looks whether it was put. */
    void put(String kind, byte[] data) throws InterruptedException {
        String name = items.child(kind + "-" + Marks.next() + "-");
        Deadline.ofRequests(deadline -> {
            boolean isPut = false;
            while (!isPut) {
                isPut = tryPut(name, data, deadline);
            }
            return null;
        });
    }

    private boolean tryPut(String name, byte[] data, Deadline deadline) throws InterruptedException, TimeoutException {
        try {
            Receipt.commit(client, receipts, changes -> changes.create(name, data, LASTING), deadline);
            return true;
        } catch (TransactionFailedException failed) {
            if (!(failed.refusal() instanceof NoNodeException)) {
                throw failed;
            }
            items.make(deadline);
            return false;
        }
    }

    int size() throws InterruptedException {
        return Deadline.ofRequests(deadline -> items.names(deadline).size());
    }

    Optional<QueueItem> tryTake(Duration patience) throws InterruptedException {
        Deadline deadline = Deadline.in(patience);
        Optional<Lease> turn = takers.tryEnter("taker", NO_DATA, Line.Order.ONE_BY_ONE, deadline);
        if (turn.isEmpty()) {
            return Optional.empty();
        }
        Lease first = turn.get();
        try (first) {
            return Optional.of(awaitItem(deadline));
        } catch (TimeoutException late) {
            return Optional.empty();
        }
    }

    /** At first without watches, since most often there is something. */
    private QueueItem awaitItem(Deadline deadline) throws InterruptedException, TimeoutException {
        Optional<QueueItem> found = tryClaim(items.names(deadline), claims.names(deadline), deadline);
        while (found.isEmpty()) {
            try (Signal signal = new Signal(client)) {
                found = tryClaim(items.names(signal, deadline), claims.names(signal, deadline), deadline);
                if (found.isEmpty()) {
                    signal.await(deadline);
                }
            }
        }
        return found.get();
    }

    private Optional<QueueItem> tryClaim(List<String> itemNames, List<String> claimNames, Deadline deadline)
            throws InterruptedException, TimeoutException {
        if (needed > 0 && !isComplete(itemNames.size(), deadline)) {
            return Optional.empty();
        }
        Set<String> claimed = new HashSet<>(claimNames);
        List<SequentialName> free = itemNames.stream()
                .filter(name -> !claimed.contains(name))
                .flatMap(name -> SequentialName.parse(name).stream())
                .sorted(order)
                .toList();
        for (SequentialName each : free) {
            Optional<QueueItem> item = tryClaim(each.name(), deadline);
            if (item.isPresent()) {
                return item;
            }
        }
        return Optional.empty();
    }

    private boolean isComplete(int present, Deadline deadline) throws InterruptedException, TimeoutException {
        if (deadline.ask(() -> client.async().exists(complete)).isPresent()) {
            return true;
        }
        if (present < needed) {
            return false;
        }
        try {
            deadline.ask(() -> client.async().create(complete, null));
        } catch (NodeExistsException made) {
            return true; // By somebody, or by the attempt whose answer was lost.
        }
        return true;
    }

    /** Empty if somebody has it, or was done with it in the meantime. */
    private Optional<QueueItem> tryClaim(String name, Deadline deadline) throws InterruptedException, TimeoutException {
        OwnedZnode claim = new OwnedZnode(client, claims, name, Marks.next().getBytes(UTF_8));
        boolean isTaken = false;
        try {
            Optional<Created> made = claim.tryMake(deadline);
            if (made.isEmpty()) {
                return Optional.empty();
            }
            String path = items.child(name);
            NodeData data = deadline.ask(() -> client.async().getData(path));
            isTaken = true;
            Lease lease = new Lease(client, claim.path(), made.get().stat().czxid(), claim::remove);
            return Optional.of(new QueueItem(client, path, data, lease));
        } catch (NoNodeException done) {
            return Optional.empty();
        } finally {
            if (!isTaken) {
                claim.remove();
            }
        }
    }
}
