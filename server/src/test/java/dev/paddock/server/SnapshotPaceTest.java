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
    void eachIsFollowedByARestTwiceAsLong() {
        pace.took(100, 1000);
        assertThat(pace.allows(1199)).isFalse();
        assertThat(pace.allows(1200)).isTrue();
        pace.took(10, 5000);
        assertThat(pace.allows(5019)).isFalse();
        assertThat(pace.allows(5020)).isTrue();
    }
}
