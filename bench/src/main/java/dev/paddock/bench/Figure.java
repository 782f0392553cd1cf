package dev.paddock.bench;

import java.util.List;
import java.util.Locale;

/**
 * A row of the table.
 *
 * @param theirs NaN where there is nothing to compare with
 * @param ratio ours by theirs, or what the budget is about where that says otherwise
 * @param budget in words, empty if there is none
 */
record Figure(String name, String unit, double ours, double theirs, double ratio, String budget, boolean isMet) {
    static Figure of(String name, String unit, double ours, double theirs) {
        return new Figure(name, unit, ours, theirs, ours / theirs, "", true);
    }

    /** Held to a limit from above. */
    Figure atMost(double limit) {
        return new Figure(
                name, unit, ours, theirs, ratio, String.format(Locale.ROOT, "<= %.2f", limit), ratio <= limit);
    }

    /** Held to a limit from below. */
    Figure atLeast(double limit) {
        return new Figure(
                name, unit, ours, theirs, ratio, String.format(Locale.ROOT, ">= %.2f", limit), ratio >= limit);
    }

    static void print(List<Figure> figures) {
        System.out.printf("%n%-56s %10s %10s %-5s %8s %10s%n", "figure", "ours", "theirs", "unit", "ratio", "budget");
        for (Figure figure : figures) {
            System.out.printf(
                    Locale.ROOT,
                    "%-56s %10.1f %10s %-5s %8s %10s %s%n",
                    figure.name,
                    figure.ours,
                    text(figure.theirs, "%.1f"),
                    figure.unit,
                    text(figure.ratio, "%.2f"),
                    figure.budget,
                    figure.budget.isEmpty() ? "" : figure.isMet ? "met" : "MISSED");
        }
    }

    private static String text(double value, String format) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }
}
