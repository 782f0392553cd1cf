package dev.paddock.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.function.Supplier;

/** So many at a time open a socket, get a session, close both, and begin again. */
final class SessionChurn {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BUFFER = 256;
    private static final int SELECT_MILLIS = 10;
    private static final int CLOSE_XID = 1;

    private final InetSocketAddress server;
    private final Supplier<Duration> serverCpu;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Selector selector;
    private final Tally tally = new Tally();
    private long end;
    private int open;

    private SessionChurn(InetSocketAddress server, Supplier<Duration> serverCpu, Selector selector) {
        this.server = server;
        this.serverCpu = serverCpu;
        this.selector = selector;
    }

    static Sample run(InetSocketAddress server, int atATime, Duration duration, Supplier<Duration> serverCpu)
            throws IOException {
        try (Selector selector = Selector.open()) {
            return new SessionChurn(server, serverCpu, selector).run(atATime, duration);
        }
    }

    private Sample run(int atATime, Duration duration) throws IOException {
        Duration serverBefore = serverCpu.get();
        long ownBefore = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        end = start + duration.toNanos();
        for (int i = 0; i < atATime; i++) {
            new Slot().begin();
        }
        while (open > 0) {
            if (System.nanoTime() > end + PATIENCE.toNanos()) {
                throw new IOException(open + " sessions are neither open nor closed after " + PATIENCE);
            }
            selector.select(this::ready, SELECT_MILLIS);
        }
        return new Sample(
                tally.received(),
                Duration.ofNanos(System.nanoTime() - start),
                tally.latencies(),
                serverCpu.get().minus(serverBefore),
                Duration.ofNanos(threads.getCurrentThreadCpuTime() - ownBefore),
                tally.events(),
                tally.anomalies());
    }

    private void ready(SelectionKey key) {
        try {
            ((Slot) key.attachment()).ready();
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    private final class Slot {
        private final FrameChannel channel = new FrameChannel(BUFFER, BUFFER);
        private long startedAt;
        private boolean hasSession;

        void begin() throws IOException {
            startedAt = System.nanoTime();
            hasSession = false;
            open++;
            channel.ask(server);
            channel.register(selector, this);
        }

        void ready() throws IOException {
            channel.read();
            if (!channel.next()) {
                return;
            }
            if (!hasSession) {
                if (!channel.isConnectResponse()) {
                    throw new IOException("the server gave no session");
                }
                hasSession = true;
                channel.frames().closeSession(CLOSE_XID);
                channel.flush();
                return;
            }
            long now = System.nanoTime();
            boolean isExpected = channel.getInt(0) == CLOSE_XID
                    && channel.getInt(12) == 0
                    && channel.length() == Frames.REPLY_HEADER;
            tally.reply(now - startedAt, isExpected);
            channel.close();
            open--;
            if (now < end) {
                begin();
            }
        }
    }
}
