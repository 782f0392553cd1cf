package dev.paddock.bench.order;

import dev.paddock.bench.load.ServerProcess;
import dev.paddock.bench.load.Side;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The command: several sessions put a server under load for some minutes, and check the order of all that it sends. */
public final class OrderBench {
    private static final int CLIENTS = 8;
    private static final int SELECT_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<OrderClient> clients = new ArrayList<>();
    private final Selector selector = Selector.open();

    /** A connection is lost, and with it the reason to go on. */
    private boolean isBroken;

    private OrderBench(InetSocketAddress server, long seed) throws IOException {
        History history = new History();
        for (int i = 0; i < CLIENTS; i++) {
            OrderClient client = new OrderClient(i, seed + i, history);
            client.connect(server, selector);
            clients.add(client);
        }
    }

    public static void main(String[] arguments) throws IOException {
        Duration duration = Duration.ofMinutes(1);
        InetSocketAddress server = null;
        Side side = Side.PADDOCK;
        Iterator<String> rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--minutes" -> duration = Duration.ofSeconds(Math.round(60 * Double.parseDouble(rest.next())));
                case "--connect" -> server = address(rest.next());
                case "--zookeeper" -> side = Side.ZOOKEEPER;
                default -> throw new IllegalArgumentException("what is " + option + "?");
            }
        }
        boolean isClean = server == null ? start(side, duration) : check(server, duration);
        System.exit(isClean ? 0 : 1);
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /** A server of its own, whose directory stays: its log may be of interest. */
    private static boolean start(Side side, Duration duration) throws IOException {
        Path directory = Files.createTempDirectory("order-");
        System.out.println("the server's files are in " + directory);
        try (ServerProcess process = ServerProcess.start(side, directory, Map.of())) {
            return check(process.address(), duration);
        }
    }

    private static boolean check(InetSocketAddress server, Duration duration) throws IOException {
        long seed = System.nanoTime();
        OrderBench bench = new OrderBench(server, seed);
        bench.run(duration);
        return bench.report(seed);
    }

    private void run(Duration duration) throws IOException {
        clients.get(0).createAll();
        drain();
        forEach(OrderClient::deleteOwn);
        drain();
        long end = System.nanoTime() + duration.toNanos();
        forEach(OrderClient::ask);
        while (!isBroken && System.nanoTime() < end) {
            selector.select(key -> ready(key, true), SELECT_MILLIS);
        }
        drain();
        forEach(OrderClient::askAll);
        drain();
        if (!isBroken) {
            clients.forEach(client -> client.check().finish());
        }
        for (OrderClient client : clients) {
            client.close();
        }
    }

    @FunctionalInterface
    private interface Step {
        void run(OrderClient client) throws IOException;
    }

    private void forEach(Step step) throws IOException {
        for (OrderClient client : clients) {
            if (!isBroken) {
                step.run(client);
            }
        }
    }

    private void drain() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isBroken
                && clients.stream().anyMatch(client -> client.check().inFlight() > 0)
                && System.nanoTime() < deadline) {
            selector.select(key -> ready(key, false), SELECT_MILLIS);
        }
    }

    private void ready(SelectionKey key, boolean isAsking) {
        OrderClient client = (OrderClient) key.attachment();
        try {
            client.receive();
            if (isAsking) {
                client.ask();
            }
        } catch (IOException lost) {
            client.check().lost(lost.getMessage());
            key.cancel();
            isBroken = true;
        }
    }

    private boolean report(long seed) {
        long replies =
                clients.stream().mapToLong(client -> client.check().replies()).sum();
        long events =
                clients.stream().mapToLong(client -> client.check().events()).sum();
        long violations = clients.stream()
                .mapToLong(client -> client.check().violationCount())
                .sum();
        for (OrderClient client : clients) {
            client.check().violations().forEach(System.out::println);
        }
        System.out.printf(
                Locale.ROOT,
                "%,d replies and %,d events checked: %,d violations (seed %d)%n",
                replies,
                events,
                violations,
                seed);
        return violations == 0;
    }
}
