package dev.paddock.server.net;

import dev.paddock.server.core.Clock;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * How many sessions may begin or go on in a time: a bucket of tokens, of which each takes some, and which is filled up at a
 * rate. Beside that a share of them can be dropped by chance, which grows while the bucket is empty.
 */
public final class SessionThrottle {
    private final Settings settings;
    private final Clock clock;
    private final Random random;

    private int tokens;
    private double dropChance;
    private long filledNanos;
    private long adjustedNanos;

    /**
     * @param tokens in a full bucket; 0 for no throttle at all
     * @param fillMillis how often {@code fillCount} are added
     * @param freezeMillis how often the chance of a drop is adjusted; negative for no drops by chance
     * @param dropIncrease by how much it grows while the bucket is empty
     * @param dropDecrease by how much it shrinks while there is more in it than {@code decreaseRatio} of all
     * @param beginWeight how many tokens a new session takes
     * @param resumeWeight how many one takes that goes on
     */
    public record Settings(
            int tokens,
            long fillMillis,
            int fillCount,
            long freezeMillis,
            double dropIncrease,
            double dropDecrease,
            double decreaseRatio,
            int beginWeight,
            int resumeWeight) {
        public static final Settings NONE = new Settings(0, 1, 1, -1, 0, 0, 0, 1, 1);
    }

    public SessionThrottle(Settings settings, Clock clock, Random random) {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.tokens = settings.tokens();
        this.filledNanos = clock.nanoTime();
        this.adjustedNanos = filledNanos;
    }

    /** Whether a client may have its session now; else it is to try again, here or elsewhere. From any event loop. */
    boolean admits(boolean isNew) {
        return settings.tokens() == 0 || take(isNew ? settings.beginWeight() : settings.resumeWeight());
    }

    private synchronized boolean take(int needed) {
        long now = clock.nanoTime();
        fill(now);
        if (settings.freezeMillis() >= 0) {
            adjust(now);
            if (random.nextDouble() < dropChance) {
                return false;
            }
        }
        if (tokens < needed) {
            return false;
        }
        tokens -= needed;
        return true;
    }

    private void fill(long now) {
        long times = TimeUnit.NANOSECONDS.toMillis(now - filledNanos) / settings.fillMillis();
        filledNanos += TimeUnit.MILLISECONDS.toNanos(times * settings.fillMillis());
        tokens = (int) Math.min(settings.tokens(), tokens + times * settings.fillCount());
    }

    private void adjust(long now) {
        if (now - adjustedNanos < TimeUnit.MILLISECONDS.toNanos(settings.freezeMillis())) {
            return;
        }
        adjustedNanos = now;
        if (tokens == 0) {
            dropChance = Math.min(1, dropChance + settings.dropIncrease());
        } else if (tokens > settings.tokens() * settings.decreaseRatio()) {
            dropChance = Math.max(0, dropChance - settings.dropDecrease());
        }
    }
}
