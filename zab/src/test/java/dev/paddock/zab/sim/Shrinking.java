package dev.paddock.zab.sim;

import java.util.function.Predicate;

/** Leaves faults out of a schedule, many at a time and then few, as long as it still fails. */
final class Shrinking {
    private static final int MOST_TRIES = 500;

    private final Predicate<Schedule> fails;
    private int tries;

    Shrinking(Predicate<Schedule> fails) {
        this.fails = fails;
    }

    Schedule shrink(Schedule whole) {
        Schedule shortest = whole;
        for (int chunk = Math.max(1, whole.faults().size() / 2); chunk > 0; chunk /= 2) {
            shortest = withoutChunks(shortest, chunk);
        }
        return shortest;
    }

    private Schedule withoutChunks(Schedule schedule, int chunk) {
        Schedule shortest = schedule;
        int from = 0;
        while (from < shortest.faults().size() && tries < MOST_TRIES) {
            int to = Math.min(from + chunk, shortest.faults().size());
            Schedule shorter = shortest.without(from, to);
            tries++;
            if (fails.test(shorter)) {
                shortest = shorter;
            } else {
                from = to;
            }
        }
        return shortest;
    }
}
