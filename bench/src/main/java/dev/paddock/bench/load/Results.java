package dev.paddock.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has been measured, in the order in which it first was: a value for each metric, side and round. */
final class Results {
    private final Side rival;
    private final Map<Metric, Map<Side, List<Double>>> values = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** @param rival whom Paddock is compared with */
    Results(Side rival) {
        this.rival = rival;
    }

    Side rival() {
        return rival;
    }

    void add(Metric metric, Side side, double value) {
        values.computeIfAbsent(metric, unused -> new EnumMap<>(Side.class))
                .computeIfAbsent(side, unused -> new ArrayList<>())
                .add(value);
    }

    /** Something happened that must not: the figures beside it are worth nothing. */
    void fault(String message) {
        faults.add(message);
    }

    List<Metric> metrics() {
        return List.copyOf(values.keySet());
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    Spread of(Metric metric, Side side) {
        return Spread.of(values.get(metric).getOrDefault(side, List.of()));
    }

    /** Ours by theirs, or NaN if one is missing. */
    double ratio(Metric metric) {
        return of(metric, Side.PADDOCK).median() / of(metric, rival).median();
    }

    /** The median of all rounds, and the two ends. NaN if there were none. */
    record Spread(double lowest, double median, double highest) {
        static Spread of(List<Double> values) {
            if (values.isEmpty()) {
                return new Spread(Double.NaN, Double.NaN, Double.NaN);
            }
            double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Spread(sorted[0], median, sorted[sorted.length - 1]);
        }

        boolean isMissing() {
            return Double.isNaN(median);
        }
    }
}
