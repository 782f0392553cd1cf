package dev.paddock.server.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void withoutAnythingRecordedEverythingIsZero() {
        Histogram nothing = new Histogram();
        assertThat(nothing.summary()).isEqualTo(Summary.NONE);
        assertThat(nothing.millisAt(0.99)).isZero();
    }

    @Test
    void ofAHundredTheNinetyNinthIsTheNinetyNinthPercentile() {
        Histogram histogram = new Histogram();
        for (int millis = 100; millis > 0; millis--) {
            histogram.record(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        assertThat(histogram.millisAt(0.5)).isEqualTo(50);
        assertThat(histogram.millisAt(0.99)).isBetween(96L, 99L);
        assertThat(histogram.summary()).isEqualTo(new Summary(100, 5_050_000_000L, 1_000_000, 100_000_000));
    }

    @Test
    void afterAResetNothingIsLeft() {
        Histogram histogram = new Histogram();
        histogram.record(5_000_000_000L);
        histogram.reset();
        histogram.record(1_000_000);
        assertThat(histogram.summary()).isEqualTo(new Summary(1, 1_000_000, 1_000_000, 1_000_000));
        assertThat(histogram.millisAt(0.999)).isEqualTo(1);
    }

    @Property(seed = "4218")
    void percentilesAreNeverTooHighAndThreePercentTooLowAtMost(
            @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 0) Integer> millis,
            @ForAll @IntRange(min = 1, max = 999) int perMille) {
        Histogram some = new Histogram();
        Histogram others = new Histogram();
        for (int i = 0; i < millis.size(); i++) {
            (i % 2 == 0 ? some : others).record(TimeUnit.MILLISECONDS.toNanos(millis.get(i)));
        }
        double share = perMille / 1000.0;
        int rank = (int) Math.ceil(share * millis.size());
        long exact = millis.stream().sorted().toList().get(rank - 1);

        assertThat(some.and(others).millisAt(share)).isBetween((long) (exact * 0.96875), exact);
    }
}
