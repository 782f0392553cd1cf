package dev.paddock.bench.load;

import dev.paddock.bench.load.Results.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results as a table in Markdown, for the terminal and for the page, and as the bars of a chart. */
final class Report {
    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    String table() {
        StringBuilder table = new StringBuilder();
        table.append("| work | figure | " + results.rival().title() + " | Paddock | ratio | budget |\n");
        table.append("| --- | --- | ---: | ---: | ---: | --- |\n");
        String work = "";
        for (Metric metric : results.metrics()) {
            table.append(String.format(
                    "| %s | %s | %s | %s | %s | %s |%n",
                    metric.work().equals(work) ? "" : metric.work(),
                    metric.unit().isEmpty() ? metric.name() : metric.name() + ", " + metric.unit(),
                    text(results.of(metric, results.rival())),
                    text(results.of(metric, Side.PADDOCK)),
                    ratio(metric),
                    budget(metric)));
            work = metric.work();
        }
        return table.toString();
    }

    /** One for each figure that says which server is the better one, where both were measured. */
    List<Chart.Bar> bars() {
        List<Chart.Bar> bars = new ArrayList<>();
        for (Metric metric : results.metrics()) {
            double ratio = results.ratio(metric);
            if (metric.better() != Metric.Better.NEITHER && isHeadline(metric) && Double.isFinite(ratio)) {
                double factor = metric.better() == Metric.Better.HIGHER ? ratio : 1 / ratio;
                bars.add(new Chart.Bar(metric.work() + ": " + metric.name(), factor));
            }
        }
        return bars;
    }

    /** The whole of it is in the table. */
    private static boolean isHeadline(Metric metric) {
        return metric.budget().kind() != Budget.Kind.NONE || metric.name().equals(Cases.THROUGHPUT);
    }

    private String ratio(Metric metric) {
        double ratio = results.ratio(metric);
        return metric.better() == Metric.Better.NEITHER || !Double.isFinite(ratio)
                ? ""
                : String.format(Locale.ROOT, "%.2f", ratio);
    }

    private String budget(Metric metric) {
        Spread ours = results.of(metric, Side.PADDOCK);
        double ratio = results.ratio(metric);
        if (metric.budget().kind() == Budget.Kind.NONE) {
            return "";
        }
        boolean isKnown =
                metric.budget().kind() == Budget.Kind.VALUE_AT_MOST ? !ours.isMissing() : Double.isFinite(ratio);
        if (!isKnown) {
            return metric.budget().toString();
        }
        return metric.budget() + (metric.budget().isMet(ours.median(), ratio) ? ", met" : ", **missed**");
    }

    private static String text(Spread spread) {
        if (spread.isMissing()) {
            return "";
        }
        return spread.lowest() == spread.highest()
                ? number(spread.median())
                : number(spread.median()) + " (" + number(spread.lowest()) + " to " + number(spread.highest()) + ")";
    }

    /** Three digits that mean something. */
    private static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 || size == 0 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
