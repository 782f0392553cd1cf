package dev.paddock.bench.load;

/**
 * One figure that is measured of one kind of work.
 *
 * @param work a title of a case
 * @param better which of two values is the better one
 */
record Metric(String work, String name, String unit, Better better, Budget budget) {
    enum Better {
        HIGHER,
        LOWER,
        /** It says how something was measured. */
        NEITHER
    }
}
