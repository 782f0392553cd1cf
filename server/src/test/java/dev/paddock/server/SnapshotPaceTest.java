package dev.paddock.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnapshotPaceTest {
    private final SnapshotPace pace = new SnapshotPace();

    @Test
    void theFirstMayBeAtAnyTime() {
        assertThat(pace.allows(Long.MIN_VALUE)).isTrue();
        assertThat(pace.allows(Long.MAX_VALUE)).isTrue();
    }

    @Test
    void eachIsFollowedByARestThreeTimesAsLong() {
        pace.took(100, 1000);
        assertThat(pace.allows(1299)).isFalse();
        assertThat(pace.allows(1300)).isTrue();
        pace.took(10, 5000);
        assertThat(pace.allows(5029)).isFalse();
        assertThat(pace.allows(5030)).isTrue();
    }
}
