package dev.paddock.bench.load;

import java.time.Duration;

/**
 * How long to ask, and how fast.
 *
 * @param requests after which it ends
 * @param duration after which it ends
 * @param perSecond of all connections together, in an open loop: a request is due whether or not the ones before it were
 *     answered, and its latency counts from when it was due. 0 for a closed loop: each connection keeps its window full
 */
record Plan(long requests, Duration duration, int perSecond) {
    private static final Duration LONG = Duration.ofHours(1);

    static Plan requests(long requests) {
        return new Plan(requests, LONG, 0);
    }

    static Plan lasting(Duration duration) {
        return new Plan(Long.MAX_VALUE, duration, 0);
    }

    /** It ends when all that is due in its time has been answered: what a pause at the end holds up counts, too. */
    Plan atRate(int newPerSecond) {
        return new Plan(Math.min(requests, newPerSecond * duration.toSeconds()), LONG, newPerSecond);
    }

    boolean isOpenLoop() {
        return perSecond > 0;
    }
}
