package dev.paddock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.bench.load.Metric.Better;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Metric READS =
            new Metric("reads", Cases.THROUGHPUT, "k/s", Better.HIGHER, Budget.ratioAtLeast(6));
    private static final Metric LATENCY =
            new Metric("reads", Cases.MEDIAN, "µs", Better.LOWER, Budget.ratioAtMost(0.5));
    private static final Metric PAUSE = new Metric("snapshots", "99.9 %", "×", Better.LOWER, Budget.valueAtMost(1.5));

    private final Results results = new Results(Side.ZOOKEEPER);
    private final Report report = new Report(results);

    @Test
    void aRowHasTheMediansTheSpreadAndTheRatio() {
        add(READS, Side.ZOOKEEPER, 100, 120, 90);
        add(READS, Side.PADDOCK, 700);

        assertThat(report.table())
                .contains("| reads | throughput, k/s | 100 (90.0 to 120) | 700 | 7.00 | ≥ 6.00 ×, met |");
    }

    @Test
    void aMissedBudgetIsSeen() {
        add(LATENCY, Side.ZOOKEEPER, 100);
        add(LATENCY, Side.PADDOCK, 60);

        assertThat(report.table()).contains("| 0.60 | ≤ 0.50 ×, **missed** |");
    }

    @Test
    void aBudgetForAValueDoesNotAskWhatZooKeeperHas() {
        add(PAUSE, Side.ZOOKEEPER, 8);
        add(PAUSE, Side.PADDOCK, 1.6);

        assertThat(report.table()).contains("≤ 1.50, **missed**");
    }

    @Test
    void withOneSideAloneThereIsNoRatioAndNoVerdict() {
        add(READS, Side.ZOOKEEPER, 100);

        assertThat(report.table()).contains("| reads | throughput, k/s | 100 |  |  | ≥ 6.00 × |");
        assertThat(report.bars()).isEmpty();
    }

    @Test
    void ofAnEvenNumberOfRoundsTheMedianIsBetweenTheTwoInTheMiddle() {
        add(READS, Side.ZOOKEEPER, 1, 2, 4, 100);

        assertThat(results.of(READS, Side.ZOOKEEPER)).isEqualTo(new Results.Spread(1, 3, 100));
    }

    @Test
    void barsSayByWhatFactorItIsBetterWhicheverWayThatIs() {
        add(READS, Side.ZOOKEEPER, 100);
        add(READS, Side.PADDOCK, 700);
        add(LATENCY, Side.ZOOKEEPER, 100);
        add(LATENCY, Side.PADDOCK, 25);

        assertThat(report.bars())
                .containsExactly(new Chart.Bar("reads: throughput", 7), new Chart.Bar("reads: median latency", 4));
    }

    @Test
    void theChartIsXmlWithABarForEach() throws Exception {
        add(READS, Side.ZOOKEEPER, 100);
        add(READS, Side.PADDOCK, 700);

        byte[] svg = Chart.svg(report.bars()).getBytes(StandardCharsets.UTF_8);

        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        // The ground, and the bar.
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(2);
        assertThat(document.getDocumentElement().getTextContent()).contains("reads: throughput", "7 ×");
    }

    private void add(Metric metric, Side side, double... values) {
        for (double value : values) {
            results.add(metric, side, value);
        }
    }
}
