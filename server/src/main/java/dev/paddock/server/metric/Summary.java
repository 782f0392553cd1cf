package dev.paddock.server.metric;

/**
 * Of values that came one after the other: how many, their sum, the smallest and the largest. Immutable, so that whoever
 * counts can hand it to whoever asks.
 *
 * @param min 0 without any, as monitoring expects it
 * @param max 0 without any
 */
public record Summary(long count, long sum, long min, long max) {
    public static final Summary NONE = new Summary(0, 0, 0, 0);

    public Summary with(long value) {
        return count == 0
                ? new Summary(1, value, value, value)
                : new Summary(count + 1, sum + value, Math.min(min, value), Math.max(max, value));
    }

    public Summary and(Summary other) {
        if (count == 0) {
            return other;
        }
        return other.count == 0
                ? this
                : new Summary(count + other.count, sum + other.sum, Math.min(min, other.min), Math.max(max, other.max));
    }

    public double mean() {
        return count == 0 ? 0 : (double) sum / count;
    }
}
