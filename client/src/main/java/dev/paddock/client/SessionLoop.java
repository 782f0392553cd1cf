package dev.paddock.client;

import dev.paddock.client.ConnectString.Server;
import dev.paddock.wire.jute.JuteReader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session on its event loop, as all other threads see it. Requests come through a pile; the loop takes all that lies
 * there at once and sends it with one flush.
 */
final class SessionLoop implements RequestSink, SessionEdge, ServerConnection.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLoop.class);

    /** For the server's good-bye, and for callbacks that are running. */
    private static final long PATIENCE_MILLIS = 3_000;

    private final ClientConfig config;
    private final Session session;
    private final EventLoop loop;

    /** Ended with the client; null if the loops are somebody else's. */
    private final IoEventLoopGroup own;

    private final Resolver resolver;
    private final Dialer dialer;
    private final Callbacks callbacks;
    private final List<SessionListener> listeners;

    /** Requests on their way to the loop. */
    private final Handoff inbox = new Handoff();

    private final Runnable takeInbox = this::takeInbox;

    /** Requests that have not been both answered and delivered. */
    private final AtomicInteger inFlight = new AtomicInteger();

    private final Runnable release = inFlight::decrementAndGet;

    // The loop's own.

    /** The one that the session means; null if there is none. */
    private ServerConnection connection;

    /** What the session has written since the last flush, or null. */
    private ByteBuf out;

    private Future<?> pause;
    private Future<?> ticks;

    // For everyone to read.

    private final Object statusChange = new Object();
    private volatile SessionStatus status;
    private volatile long lastZxid;

    /** Nothing more will happen, and all callbacks have been handed over. */
    private final CountDownLatch ended = new CountDownLatch(1);

    private SessionLoop(
            ClientConfig config,
            List<SessionListener> listeners,
            IoEventLoopGroup group,
            boolean isOwn,
            Executor executor,
            Random random) {
        this.config = config;
        this.listeners = new CopyOnWriteArrayList<>(listeners);
        own = isOwn ? group : null;
        loop = group.next();
        resolver = new Resolver(random);
        dialer = new Dialer(group, loop, resolver, config.tls());
        callbacks = new Callbacks(executor);
        session = new Session(config, this, random);
        status = session.status();
    }

    /** @param shared, callbacks null for the client's own */
    static SessionLoop start(
            ClientConfig config, List<SessionListener> listeners, IoEventLoopGroup shared, Executor callbacks) {
        IoEventLoopGroup group = shared != null
                ? shared
                : new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("paddock-client-io", true), Dialer.io());
        // It is no secret which server is tried first.
        Random random = new Random(System.nanoTime());
        SessionLoop started = new SessionLoop(config, listeners, group, shared == null, callbacks, random);
        started.loop.execute(started::begin);
        return started;
    }

    private void begin() {
        session.start(System.nanoTime());
        tick();
    }

    private void tick() {
        if (!status.state().isFinal()) {
            ticks = loop.schedule(this::tick, session.tickMillis(), TimeUnit.MILLISECONDS);
            session.tick(System.nanoTime());
            flush();
        }
    }

    // Requests, from any thread.

    @Override
    public void submit(Call<?> call) {
        SessionState state = status.state();
        if (state.isFinal()) {
            call.failAtOnce(state.reasonOfEnd(call.operation, call.path, false));
            return;
        }
        if (inFlight.incrementAndGet() > config.maxInFlight()) {
            inFlight.decrementAndGet();
            call.failAtOnce(new TooManyRequestsException(call.operation, call.path, config.maxInFlight()));
            return;
        }
        call.afterwards(release);
        put(call);
    }

    @Override
    public void closeWatch(PersistentWatch watch) {
        put(new LoopTask(now -> session.closeWatch(watch, now)));
    }

    private void put(Handoff.Item item) {
        if (inbox.put(item)) {
            try {
                loop.execute(takeInbox);
            } catch (RejectedExecutionException gone) {
                refuseInbox();
            }
        }
    }

    /** Something to do on the loop besides requests. */
    private static final class LoopTask extends Handoff.Item {
        private final LongConsumer task;

        LoopTask(LongConsumer task) {
            this.task = task;
        }

        @Override
        void run() {
            task.accept(System.nanoTime());
        }
    }

    private void takeInbox() {
        long now = System.nanoTime();
        for (Handoff.Item item = inbox.takeAll(); item != null; ) {
            Handoff.Item next = Handoff.after(item);
            if (item instanceof Call<?> call) {
                submit(call, now);
            } else {
                item.run();
            }
            item = next;
        }
        flush();
    }

    /** One that could not be written, for want of memory, may have left a part of itself behind. */
    private void submit(Call<?> call, long now) {
        try {
            session.submit(call, now);
        } catch (RuntimeException | OutOfMemoryError failed) {
            LOG.error("{} could not be written; the connection is given up", call.operation, failed);
            closed();
        }
    }

    /** The loop has ended, and the session before it. */
    private void refuseInbox() {
        for (Handoff.Item item = inbox.takeAll(); item != null; ) {
            Handoff.Item next = Handoff.after(item);
            if (item instanceof Call<?> call) {
                call.failAtOnce(new ClientClosedException(call.operation, call.path, false));
                call.release();
            }
            item = next;
        }
    }

    /** At the end of all that the loop does at a time. */
    private void flush() {
        if (out != null) {
            connection.send(out);
            out = null;
        }
        lastZxid = session.lastZxid();
        callbacks.wake();
        if (status.state().isFinal()) {
            ended.countDown();
        }
    }

    // What the session asks for, on the loop.

    @Override
    public void connect(Server server, long pauseMillis) {
        ServerConnection attempt = new ServerConnection(this, server, dialer.isTls(), config.maxResponseBytes());
        connection = attempt;
        pause = loop.schedule(
                () -> dialer.dial(server, attempt, failure -> failed(attempt, server, failure)),
                pauseMillis,
                TimeUnit.MILLISECONDS);
    }

    private void failed(ServerConnection attempt, Server server, Throwable failure) {
        if (attempt == connection) {
            LOG.info("server {} cannot be reached: {}", server, failure.getMessage());
            closed();
        }
    }

    @Override
    public void disconnect() {
        if (pause != null) {
            pause.cancel(false);
        }
        if (connection != null) {
            connection.drop();
            connection = null;
        }
        if (out != null) {
            out.release();
            out = null;
        }
    }

    @Override
    public ByteBuf out() {
        if (out == null) {
            out = connection.allocate();
        }
        return out;
    }

    @Override
    public void probe(Server server) {
        Runnable found = () -> {
            session.readWriteFound(server, System.nanoTime());
            flush();
        };
        dialer.dial(
                server,
                new ReadWriteProbe(dialer.isTls(), found),
                failure -> LOG.debug("server {} cannot be asked whether it takes writes", server, failure));
    }

    @Override
    public void deliver(Handoff.Item item) {
        callbacks.put(item);
    }

    @Override
    public boolean isBehind() {
        return callbacks.isBehind();
    }

    @Override
    public void changed(SessionStatus next) {
        synchronized (statusChange) {
            status = next;
            statusChange.notifyAll();
        }
        for (SessionListener listener : listeners) {
            deliver(new Notice(() -> listener.changed(next.state())));
        }
        if (next.state().isFinal() && ticks != null) {
            ticks.cancel(false);
        }
    }

    // What the connection tells, on the loop.

    @Override
    public void opened() {
        session.opened(System.nanoTime());
        flush();
    }

    @Override
    public void received(JuteReader frame) {
        session.received(frame, System.nanoTime());
    }

    @Override
    public void overlong() {
        session.unreadable();
    }

    @Override
    public void receivedAll() {
        flush();
    }

    @Override
    public void closed() {
        disconnect();
        session.closed(System.nanoTime());
        flush();
    }

    // The session, for everyone.

    SessionStatus status() {
        return status;
    }

    long lastZxid() {
        return lastZxid;
    }

    void addListener(SessionListener listener) {
        listeners.add(listener);
    }

    void removeListener(SessionListener listener) {
        listeners.remove(listener);
    }

    void awaitConnected(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (statusChange) {
            while (!status.state().isConnected()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (status.state().isFinal()) {
                    throw status.state().reasonOfEnd("connect", null, false);
                }
                if (left <= 0) {
                    throw new DeadlineExceededException("connect", null, timeout, false);
                }
                statusChange.wait(left);
            }
        }
    }

    /** May be called any number of times. When it returns, no thread and no buffer of this client is left. */
    void close() {
        try {
            put(new LoopTask(session::close));
            if (!ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("no server has confirmed the end of the session; it ends with its timeout");
                put(new LoopTask(now -> session.closeAtOnce()));
                ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
            resolver.close();
            if (own != null) {
                own.shutdownGracefully(0, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                        .await();
            }
            callbacks.close(PATIENCE_MILLIS);
        } catch (InterruptedException interrupted) {
            // What has begun goes on without us.
            put(new LoopTask(now -> session.closeAtOnce()));
            resolver.close();
            if (own != null) {
                own.shutdownGracefully(0, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            }
            Thread.currentThread().interrupt();
        }
    }
}
