package dev.paddock.server;

import dev.paddock.server.core.Clock;
import dev.paddock.server.net.ConnectionLog;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the log who was turned away and why, but not a line for each of a flood. */
final class RejectionLog implements ConnectionLog {
    private static final Logger LOG = LoggerFactory.getLogger(RejectionLog.class);
    private static final int MOST_PER_SECOND = 10;

    private final Clock clock;
    private final AtomicLong second = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong inThisSecond = new AtomicLong();

    RejectionLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void closed(String remote, String reason) {
        if (isWorthALine()) {
            LOG.warn("Closed the connection of {}: {}", remote, reason);
        }
    }

    @Override
    public void failed(String remote, Throwable cause) {
        LOG.error("Serving {} failed, and its connection is closed", remote, cause);
    }

    private boolean isWorthALine() {
        long now = TimeUnit.NANOSECONDS.toSeconds(clock.nanoTime());
        long before = second.get();
        if (now != before && second.compareAndSet(before, now)) {
            long left = inThisSecond.getAndSet(0) - MOST_PER_SECOND;
            if (left > 0) {
                LOG.warn("{} more connections were closed like that within a second", left);
            }
        }
        return inThisSecond.incrementAndGet() <= MOST_PER_SECOND;
    }
}
