package dev.paddock.server.net;

/**
 * Bytes of replies to requests, without the length before each.
 *
 * @param last -1 without any, as the others
 * @param lastNanos when that was sent
 */
public record ReplySizes(long total, int last, int min, int max, long lastNanos) {
    static final ReplySizes NONE = new ReplySizes(0, -1, -1, -1, 0);

    ReplySizes and(ReplySizes other) {
        if (last < 0) {
            return other;
        }
        if (other.last < 0) {
            return this;
        }
        boolean isLater = other.lastNanos - lastNanos > 0;
        return new ReplySizes(
                total + other.total,
                isLater ? other.last : last,
                Math.min(min, other.min),
                Math.max(max, other.max),
                isLater ? other.lastNanos : lastNanos);
    }
}
