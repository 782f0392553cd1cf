package dev.paddock.server.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void aSummaryHasWhatWasAddedToIt() {
        Summary three = Summary.NONE.with(5).with(1).with(3);
        assertThat(three).isEqualTo(new Summary(3, 9, 1, 5));
        assertThat(three.mean()).isEqualTo(3.0);
    }

    @Test
    void twoAddUpAsIfAllHadBeenAddedToOne() {
        Summary both = Summary.NONE.with(5).and(Summary.NONE.with(7).with(2));
        assertThat(both).isEqualTo(Summary.NONE.with(5).with(7).with(2));
    }

    @Test
    void nothingAddsNothingEvenThoughItsSmallestIsZero() {
        Summary one = Summary.NONE.with(5);
        assertThat(Summary.NONE.and(one)).isEqualTo(one);
        assertThat(one.and(Summary.NONE)).isEqualTo(one);
        assertThat(Summary.NONE.mean()).isZero();
    }
}
