package dev.paddock.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The load generator: one thread, any number of connections. All that one read of a socket brings is answered with one
 * write, and the clock is read once for each.
 */
final class Load implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SELECT_MILLIS = 10;

    /** An open loop looks this often, rather than to spin and take a processor from the server. */
    private static final long OPEN_LOOP_PAUSE_NANOS = 20_000;

    private final Selector selector = Selector.open();
    private final List<Connection> connections = new ArrayList<>();
    private final Supplier<Duration> serverCpu;

    /** One request at a time: then this spins, since else half of what it measures would be its own processor waking up. */
    private final boolean isSingle;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Consumer<SelectionKey> onReady = this::ready;

    private Workload workload;
    private Tally tally;
    private Plan plan;
    private long asked;
    private boolean isAsking;

    /** In an open loop: when the next request is due, and whose it is. */
    private long due;

    private int turn;

    /**
     * @param window how many requests each connection may have in flight
     * @param bufferSize of each of the two buffers of a connection, for which a request must not be too long
     */
    Load(InetSocketAddress server, int count, int window, int bufferSize, Supplier<Duration> serverCpu)
            throws IOException {
        this.serverCpu = serverCpu;
        this.isSingle = count * window == 1;
        for (int i = 0; i < count; i++) {
            FrameChannel channel = new FrameChannel(bufferSize, bufferSize);
            Connection connection = new Connection(i, channel, window);
            channel.connect(server, PATIENCE);
            channel.register(selector, connection);
            connections.add(connection);
        }
    }

    /** Asks as planned, then waits for what is in flight. */
    Sample run(Workload newWorkload, Plan newPlan) throws IOException {
        workload = newWorkload;
        plan = newPlan;
        tally = new Tally();
        asked = 0;
        isAsking = true;
        Duration serverBefore = serverCpu.get();
        long ownBefore = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        due = start;

        askUntil(start + plan.duration().toNanos());
        boolean isTimed = asked < plan.requests();
        if (!isTimed) {
            settle();
        }
        long elapsed = System.nanoTime() - start;
        Duration own = Duration.ofNanos(threads.getCurrentThreadCpuTime() - ownBefore);
        Duration server = serverCpu.get().minus(serverBefore);
        tally.close();
        if (isTimed) {
            settle();
        }
        Histogram latencies = tally.latencies();
        return new Sample(
                latencies.total(),
                Duration.ofNanos(elapsed),
                latencies,
                server,
                own,
                tally.events(),
                tally.anomalies());
    }

    private void askUntil(long end) throws IOException {
        if (!plan.isOpenLoop()) {
            for (Connection connection : connections) {
                fill(connection, System.nanoTime());
            }
        }
        for (long now = System.nanoTime(); now < end && asked < plan.requests(); now = System.nanoTime()) {
            if (plan.isOpenLoop()) {
                askWhatIsDue(now);
                selector.selectNow(onReady);
                LockSupport.parkNanos(OPEN_LOOP_PAUSE_NANOS);
            } else if (isSingle) {
                selector.selectNow(onReady);
            } else {
                selector.select(onReady, SELECT_MILLIS);
            }
        }
        isAsking = false;
    }

    /** Where a connection cannot take what is due, all wait: the latency counts from when it was due. */
    private void askWhatIsDue(long now) throws IOException {
        long interval = 1_000_000_000L / plan.perSecond();
        while (due <= now && asked < plan.requests()) {
            Connection connection = connections.get(turn);
            if (!connection.canAsk(workload)) {
                return;
            }
            connection.ask(workload, due);
            connection.channel().flush();
            asked++;
            due += interval;
            turn = (turn + 1) % connections.size();
        }
    }

    private void settle() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (inFlight() > 0 || !workload.isSettled()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("after %s still %d requests in flight, and events %s"
                        .formatted(PATIENCE, inFlight(), workload.isSettled() ? "complete" : "missing"));
            }
            selector.select(onReady, SELECT_MILLIS);
        }
    }

    private long inFlight() {
        return connections.stream().mapToLong(Connection::inFlight).sum();
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isReadable()) {
                connection.channel().read();
                long now = System.nanoTime();
                connection.receive(workload, tally, now);
                if (isAsking && !plan.isOpenLoop()) {
                    fill(connection, now);
                    return;
                }
            }
            connection.channel().flush();
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    private void fill(Connection connection, long now) throws IOException {
        while (asked < plan.requests() && connection.canAsk(workload)) {
            connection.ask(workload, now);
            asked++;
        }
        connection.channel().flush();
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.channel().close();
        }
        selector.close();
    }
}
