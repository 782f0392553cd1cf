package dev.paddock.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionExpiryTest {
    private final SessionExpiry expiry = new SessionExpiry(1000);

    @Test
    void aSessionIsDueAtTheFirstTickBehindItsTimeout() {
        expiry.heardOf(1, 2500, 10_100);
        assertThat(expiry.due(12_999)).isEmpty();
        assertThat(expiry.due(13_000)).containsExactly(1L);
    }

    @Test
    void aTimeoutThatEndsOnATickHasThatTickToo() {
        expiry.heardOf(1, 2000, 10_000);
        assertThat(expiry.due(12_000)).isEmpty();
        assertThat(expiry.due(13_000)).containsExactly(1L);
    }

    @Test
    void whoIsHeardOfIsDueLater() {
        expiry.heardOf(1, 2000, 10_000);
        expiry.touch(1, 11_500);
        assertThat(expiry.due(13_000)).isEmpty();
        assertThat(expiry.due(14_000)).containsExactly(1L);
    }

    @Test
    void whoWasAskedAboutIsDueAgainOnlyWhenItWasHeardOf() {
        expiry.heardOf(1, 2000, 10_000);
        expiry.due(13_000);
        assertThat(expiry.due(20_000)).isEmpty();
        expiry.touch(1, 12_000);
        assertThat(expiry.due(15_000)).containsExactly(1L);
    }

    @Test
    void anEndIsDecidedOnce() {
        expiry.heardOf(1, 2000, 10_000);
        assertThat(expiry.end(1)).isTrue();
        assertThat(expiry.end(1)).isFalse();
        assertThat(expiry.end(2)).isFalse();
        assertThat(expiry.isAlive(1)).isFalse();
        expiry.touch(1, 20_000);
        assertThat(expiry.due(100_000)).isEmpty();
    }

    @Test
    void whenAllFallSilentAtOnceTheyAreTakenInParts() {
        for (int session = 0; session < 1000; session++) {
            expiry.heardOf(session, 2000, 10_000);
        }
        int taken = 0;
        while (taken < 1000) {
            int part = expiry.due(20_000).size();
            assertThat(part).isBetween(1, SessionExpiry.MOST_AT_ONCE);
            taken += part;
        }
        assertThat(expiry.due(20_000)).isEmpty();
        assertThat(scheduled()).isEmpty();
    }

    @Test
    void whatIsRemovedLeavesNothingBehind() {
        expiry.heardOf(1, 2000, 10_000);
        expiry.remove(1);
        assertThat(expiry.size()).isZero();
        assertThat(scheduled()).isEmpty();
    }

    @Test
    void whoLooksSeesWhichSessionEndsAtWhichTick() {
        expiry.heardOf(1, 2000, 10_000);
        expiry.heardOf(2, 2000, 11_000);
        expiry.heardOf(3, 2000, 10_500);
        assertThat(scheduled()).containsExactly("13000: 1", "13000: 3", "14000: 2");
    }

    private List<String> scheduled() {
        List<String> all = new ArrayList<>();
        expiry.forEach((tick, session) -> all.add(tick + ": " + session));
        return all;
    }
}
