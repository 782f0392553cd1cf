package dev.paddock.client.recipe;

import dev.paddock.client.Created;
import dev.paddock.client.PaddockClient;
import dev.paddock.wire.CreateMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Those who wait for something, first come first served: each has an ephemeral sequential znode below one znode, and watches
 * the one other that is in its way. The order of their numbers is the order of the zxids that made them.
 */
final class Line {
    private final PaddockClient client;
    private final Directory directory;

    Line(PaddockClient client, String path) {
        this.client = client;
        this.directory = new Directory(client, path);
    }

    /** Who is in the way of the next one. */
    interface Order {
        /** Everyone waits for the one before it. */
        Order ONE_BY_ONE = before -> before.isEmpty() ? Optional.empty() : Optional.of(before.get(before.size() - 1));

        /** @param before in order of arrival */
        Optional<SequentialName> inTheWayOf(List<SequentialName> before);
    }

    /** Lines up, waits for its turn, and gives up when patience ends. */
    Optional<Lease> tryEnter(String kind, byte[] data, Order order, Duration patience) throws InterruptedException {
        return tryEnter(kind, data, order, Deadline.in(patience));
    }

    Optional<Lease> tryEnter(String kind, byte[] data, Order order, Deadline deadline) throws InterruptedException {
        MarkedZnode place = new MarkedZnode(client, directory, kind, data, CreateMode.EPHEMERAL_SEQUENTIAL);
        boolean isTurn = false;
        try {
            Created own = awaitTurn(place, order, deadline);
            isTurn = true;
            return Optional.of(new Lease(client, own.path(), own.stat().czxid(), place::remove));
        } catch (TimeoutException late) {
            return Optional.empty();
        } finally {
            if (!isTurn) {
                place.remove();
            }
        }
    }

    private Created awaitTurn(MarkedZnode place, Order order, Deadline deadline)
            throws InterruptedException, TimeoutException {
        while (true) {
            Created own = place.make(deadline);
            List<SequentialName> line = line(deadline);
            int position = position(line, own.name());
            if (position < 0) {
                place.forget();
                continue;
            }
            Optional<SequentialName> inTheWay = order.inTheWayOf(line.subList(0, position));
            if (inTheWay.isEmpty()) {
                return own;
            }
            Signal.awaitChange(client, path(inTheWay.get()), deadline);
        }
    }

    private static int position(List<SequentialName> line, String name) {
        for (int i = 0; i < line.size(); i++) {
            if (line.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** All who are in it, in order of arrival. */
    List<SequentialName> line(Deadline deadline) throws InterruptedException, TimeoutException {
        List<SequentialName> line = new ArrayList<>();
        for (String name : directory.names(deadline)) {
            SequentialName.parse(name).ifPresent(line::add);
        }
        Collections.sort(line);
        return line;
    }

    String path(SequentialName name) {
        return directory.child(name.name());
    }
}
