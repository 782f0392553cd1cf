package dev.paddock.client;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the users' code for one client: one thing at a time, in order, on whatever executor there is. Its length is bounded
 * by the requests that may be on their way, by the watches that are set once, and for watches that stay by {@link
 * #isBehind}.
 */
final class Callbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

    /** As many may wait before events are left out. */
    private static final int BEHIND = 10_000;

    private static final long IDLE_SECONDS = 10;

    private final Executor executor;

    /** Ended with the client; null if the executor is somebody else's. */
    private final ExecutorService own;

    private final Handoff pile = new Handoff();
    private final AtomicBoolean isScheduled = new AtomicBoolean();
    private final AtomicInteger length = new AtomicInteger();

    /** Who runs callbacks at this moment, or null. */
    private volatile Thread runner;

    /** @param executor null for a thread of our own */
    Callbacks(Executor executor) {
        // At most one task is scheduled, and another one about to return.
        own = executor != null
                ? null
                : new ThreadPoolExecutor(
                        0,
                        1,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(2),
                        new DefaultThreadFactory("paddock-client-callbacks", true));
        this.executor = executor != null ? executor : own;
    }

    /** It runs some time after the next {@link #wake}. */
    void put(Handoff.Item item) {
        length.incrementAndGet();
        pile.put(item);
    }

    boolean isBehind() {
        return length.get() >= BEHIND;
    }

    void wake() {
        if (pile.isEmpty() || isScheduled.getAndSet(true)) {
            return;
        }
        try {
            executor.execute(this::runAll);
        } catch (RejectedExecutionException refused) {
            LOG.warn("the executor refuses callbacks, so they run on the I/O thread: {}", refused.getMessage());
            runAll();
        }
    }

    private void runAll() {
        runner = Thread.currentThread();
        do {
            for (Handoff.Item item = pile.takeAll(); item != null; ) {
                Handoff.Item next = Handoff.after(item);
                item.run();
                length.decrementAndGet();
                item = next;
            }
            isScheduled.set(false);
            // Whoever put something down before that did not schedule anybody.
        } while (!pile.isEmpty() && !isScheduled.getAndSet(true));
        runner = null;
    }

    /** Whether the caller is one of the callbacks. */
    boolean isRunning() {
        return runner == Thread.currentThread();
    }

    /** Nothing is put down any more. What is there still runs, and is waited for up to so long unless it is who calls. */
    void close(long patienceMillis) throws InterruptedException {
        if (own != null) {
            own.shutdown();
            if (!isRunning() && !own.awaitTermination(patienceMillis, TimeUnit.MILLISECONDS)) {
                LOG.warn("a callback goes on after its client was closed");
            }
        }
    }
}
