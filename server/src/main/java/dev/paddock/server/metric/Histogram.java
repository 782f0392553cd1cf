package dev.paddock.server.metric;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How long things took, with percentiles. Recording costs a few additions and no memory. Percentiles are in milliseconds,
 * exact up to 64 and no more than 3 % too low above.
 */
public final class Histogram {
    private static final int EXACT_BITS = 6;
    private static final int EXACT = 1 << EXACT_BITS;

    /** Each doubling above is cut into so many parts. */
    private static final int PARTS = EXACT / 2;

    private static final int BUCKETS = EXACT + (Integer.SIZE - 1 - EXACT_BITS) * PARTS;

    /** By {@link #bucket}. They add up to {@link #count}. */
    private final long[] buckets = new long[BUCKETS];

    private long count;
    private long totalNanos;
    private long minNanos = Long.MAX_VALUE;
    private long maxNanos;

    public void record(long nanos) {
        buckets[bucket(TimeUnit.NANOSECONDS.toMillis(nanos))]++;
        count++;
        totalNanos += nanos;
        minNanos = Math.min(minNanos, nanos);
        maxNanos = Math.max(maxNanos, nanos);
    }

    public void reset() {
        Arrays.fill(buckets, 0);
        count = 0;
        totalNanos = 0;
        minNanos = Long.MAX_VALUE;
        maxNanos = 0;
    }

    /** A new one with what is in both. */
    public Histogram and(Histogram other) {
        Histogram both = new Histogram();
        for (int i = 0; i < BUCKETS; i++) {
            both.buckets[i] = buckets[i] + other.buckets[i];
        }
        both.count = count + other.count;
        both.totalNanos = totalNanos + other.totalNanos;
        both.minNanos = Math.min(minNanos, other.minNanos);
        both.maxNanos = Math.max(maxNanos, other.maxNanos);
        return both;
    }

    /** In nanoseconds. */
    public Summary summary() {
        return count == 0 ? Summary.NONE : new Summary(count, totalNanos, minNanos, maxNanos);
    }

    /**
     * So many milliseconds were enough for this share of them; 0 without any.
     *
     * @param share above 0, and up to 1
     */
    public long millisAt(double share) {
        long rank = (long) Math.ceil(share * count);
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += buckets[i];
            if (seen >= rank && seen > 0) {
                return lowest(i);
            }
        }
        return 0;
    }

    static int bucket(long millis) {
        int value = (int) Math.min(Math.max(millis, 0), Integer.MAX_VALUE);
        if (value < EXACT) {
            return value;
        }
        int doubling = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value);
        int part = value >>> doubling - EXACT_BITS + 1 & PARTS - 1;
        return EXACT + (doubling - EXACT_BITS) * PARTS + part;
    }

    /** The smallest value in a bucket. */
    static long lowest(int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        int doubling = (bucket - EXACT) / PARTS + EXACT_BITS;
        long part = (bucket - EXACT) % PARTS;
        return PARTS + part << doubling - EXACT_BITS + 1;
    }
}
