package dev.paddock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    void smallValuesAreExact() {
        for (int value = 1; value <= 100; value++) {
            histogram.record(value);
        }

        assertThat(histogram.percentile(50)).isEqualTo(50);
        assertThat(histogram.percentile(99)).isEqualTo(99);
        assertThat(histogram.percentile(100)).isEqualTo(100);
    }

    @Test
    void percentilesAreThoseOfTheSortedValuesToOnePercent() {
        long[] values = new SplittableRandom(7)
                .longs(50_000, 1, 34)
                .map(power -> 1L << power)
                .toArray();
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < values.length; i++) {
            values[i] += random.nextLong(values[i]);
            histogram.record(values[i]);
        }
        Arrays.sort(values);

        for (double percent : new double[] {0.1, 10, 50, 90, 99, 99.9, 99.99}) {
            int rank = (int) Math.ceil(percent / 100 * values.length);
            assertThat((double) histogram.percentile(percent))
                    .as(percent + " %")
                    .isCloseTo(values[rank - 1], within(values[rank - 1] * 0.01 + 1));
        }
    }

    @Test
    void theLongestIsExact() {
        histogram.record(3);
        histogram.record(123_456_789);

        assertThat(histogram.max()).isEqualTo(123_456_789);
        assertThat(histogram.percentile(100)).isEqualTo(123_456_789);
    }

    @Test
    void whatIsLongerThanAllBucketsIsCountedInTheLast() {
        histogram.record(Long.MAX_VALUE);

        assertThat(histogram.total()).isEqualTo(1);
        assertThat(histogram.percentile(50)).isEqualTo((1L << 40) - 1);
    }

    @Test
    void ofNothingEveryPercentileIsZero() {
        assertThat(histogram.percentile(99)).isZero();
    }
}
