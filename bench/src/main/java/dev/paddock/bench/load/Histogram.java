package dev.paddock.bench.load;

/**
 * How often which time was measured. Buckets are {@code 1/128} of a power of two wide, so that a value is known to better
 * than one percent, whatever its size, and recording one is an increment.
 */
final class Histogram {
    private static final int BITS = 7;
    private static final int PER_POWER = 1 << BITS;

    /** A little over 18 minutes in nanoseconds; what is longer counts as that. */
    private static final long HIGHEST = (1L << 40) - 1;

    private final long[] counts = new long[bucket(HIGHEST) + 1];
    private long total;
    private long max;

    void record(long value) {
        long bounded = Math.max(0, Math.min(value, HIGHEST));
        counts[bucket(bounded)]++;
        total++;
        max = Math.max(max, bounded);
    }

    long total() {
        return total;
    }

    long max() {
        return max;
    }

    /** The value that this share of all does not exceed, or 0 if there are none. */
    long percentile(double percent) {
        long rank = Math.max(1, (long) Math.ceil(percent / 100 * total));
        long passed = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            passed += counts[bucket];
            if (passed >= rank) {
                return Math.min(highestOf(bucket), max);
            }
        }
        return 0;
    }

    private static int bucket(long value) {
        int shift = shift(value);
        return shift * PER_POWER + (int) (value >>> shift);
    }

    /** By how much a value is too long for its leading bits to stand for it. */
    private static int shift(long value) {
        return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - BITS - 1);
    }

    private static long highestOf(int bucket) {
        int shift = Math.max(0, bucket / PER_POWER - 1);
        long leading = bucket - (long) shift * PER_POWER;
        return ((leading + 1) << shift) - 1;
    }
}
