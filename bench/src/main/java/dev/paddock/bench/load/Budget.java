package dev.paddock.bench.load;

import java.util.Locale;

/** What a figure must reach, most often as a ratio: ours by theirs. */
record Budget(Kind kind, double limit) {
    static final Budget NONE = new Budget(Kind.NONE, 0);

    enum Kind {
        NONE,
        RATIO_AT_LEAST,
        RATIO_AT_MOST,
        /** Whatever ZooKeeper's is. */
        VALUE_AT_MOST
    }

    static Budget ratioAtLeast(double limit) {
        return new Budget(Kind.RATIO_AT_LEAST, limit);
    }

    static Budget ratioAtMost(double limit) {
        return new Budget(Kind.RATIO_AT_MOST, limit);
    }

    static Budget valueAtMost(double limit) {
        return new Budget(Kind.VALUE_AT_MOST, limit);
    }

    boolean isMet(double ours, double ratio) {
        return switch (kind) {
            case NONE -> true;
            case RATIO_AT_LEAST -> ratio >= limit;
            case RATIO_AT_MOST -> ratio <= limit;
            case VALUE_AT_MOST -> ours <= limit;
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case NONE -> "";
            case RATIO_AT_LEAST -> String.format(Locale.ROOT, "≥ %.2f ×", limit);
            case RATIO_AT_MOST -> String.format(Locale.ROOT, "≤ %.2f ×", limit);
            case VALUE_AT_MOST -> String.format(Locale.ROOT, "≤ %.2f", limit);
        };
    }
}
