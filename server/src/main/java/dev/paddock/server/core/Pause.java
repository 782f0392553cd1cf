package dev.paddock.server.core;

/**
 * Notices when this very process stood still. Clients may have sent what proves that they live and nobody read it, so as
 * long as the pause was, so long nobody is held to be silent after it.
 */
final class Pause {
    private final long usualNanos;
    private long lastNanos;
    private long untilNanos;

    /** @param usualNanos from one call to the next it may take as long as this */
    Pause(long usualNanos, long nowNanos) {
        this.usualNanos = usualNanos;
        this.lastNanos = nowNanos;
        this.untilNanos = nowNanos;
    }

    boolean isOverAt(long nowNanos) {
        long lost = nowNanos - lastNanos - usualNanos;
        lastNanos = nowNanos;
        if (lost > 0) {
            untilNanos = nowNanos + lost;
        }
        return nowNanos - untilNanos >= 0;
    }
}
