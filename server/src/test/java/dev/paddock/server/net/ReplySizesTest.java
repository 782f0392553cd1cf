package dev.paddock.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplySizesTest {
    private static final ReplySizes EARLIER = new ReplySizes(30, 10, 5, 15, 1_000);
    private static final ReplySizes LATER = new ReplySizes(7, 7, 7, 7, 2_000);

    @Test
    void theLastOfTwoLoopsIsTheLaterOne() {
        ReplySizes both = new ReplySizes(37, 7, 5, 15, 2_000);
        assertThat(EARLIER.and(LATER)).isEqualTo(both);
        assertThat(LATER.and(EARLIER)).isEqualTo(both);
    }

    @Test
    void aLoopWithoutRepliesAddsNothing() {
        assertThat(ReplySizes.NONE.and(LATER)).isEqualTo(LATER);
        assertThat(LATER.and(ReplySizes.NONE)).isEqualTo(LATER);
    }
}
