package dev.paddock.server.admin;

import dev.paddock.server.metric.Histogram;
import dev.paddock.server.metric.Summary;
import java.util.concurrent.TimeUnit;

/** Lines of {@code mntr}, in the form that ZooKeeper's default provider gives them. */
final class MetricLines {
    private static final double NANOS_PER_MILLI = 1e6;

    private final StringBuilder text = new StringBuilder();

    MetricLines value(String name, long value) {
        return value(name, Long.toString(value));
    }

    MetricLines value(String name, String value) {
        text.append("zk_").append(name).append('\t').append(value).append('\n');
        return this;
    }

    /** Of numbers of something. */
    MetricLines summary(String name, Summary summary) {
        return summary(name, summary.mean(), summary.min(), summary.max(), summary.count(), summary.sum());
    }

    /** Of nanoseconds, told as milliseconds. */
    MetricLines times(String name, Summary nanos) {
        return summary(
                name,
                nanos.mean() / NANOS_PER_MILLI,
                TimeUnit.NANOSECONDS.toMillis(nanos.min()),
                TimeUnit.NANOSECONDS.toMillis(nanos.max()),
                nanos.count(),
                TimeUnit.NANOSECONDS.toMillis(nanos.sum()));
    }

    /** The same with percentiles. */
    MetricLines times(String name, Histogram histogram) {
        times(name, histogram.summary());
        value("p50_" + name, histogram.millisAt(0.5));
        value("p95_" + name, histogram.millisAt(0.95));
        value("p99_" + name, histogram.millisAt(0.99));
        return value("p999_" + name, histogram.millisAt(0.999));
    }

    private MetricLines summary(String name, double mean, long min, long max, long count, long sum) {
        value("avg_" + name, Decimal.text(mean));
        value("min_" + name, min);
        value("max_" + name, max);
        value("cnt_" + name, count);
        return value("sum_" + name, sum);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
