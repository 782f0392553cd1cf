package dev.paddock.datatree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EphemeralOwnerTest {
    @Test
    void nobodyAndContainersAreNoSessions() {
        assertThat(EphemeralOwner.isSession(0)).isFalse();
        assertThat(EphemeralOwner.isSession(0x8000_0000_0000_0000L)).isFalse();
        assertThat(EphemeralOwner.isTtl(0)).isFalse();
        assertThat(EphemeralOwner.isTtl(0x8000_0000_0000_0000L)).isFalse();
    }

    @Test
    void aTimeToLiveStandsInFortyBitsBehindItsMark() {
        assertThat(EphemeralOwner.ofTtl(1)).isEqualTo(0xFF00_0000_0000_0001L);
        assertThat(EphemeralOwner.ofTtl(1_099_511_627_775L)).isEqualTo(0xFF00_00FF_FFFF_FFFFL);
        for (long ttl : new long[] {1, 60_000, EphemeralOwner.MAX_TTL}) {
            long owner = EphemeralOwner.ofTtl(ttl);
            assertThat(EphemeralOwner.isTtl(owner)).isTrue();
            assertThat(EphemeralOwner.isSession(owner)).isFalse();
            assertThat(EphemeralOwner.ttl(owner)).isEqualTo(ttl);
        }
    }

    @Test
    void everythingElseIsASession() {
        for (long owner : new long[] {
            1,
            0x0100_0000_0000_0001L,
            0x8000_0000_0000_0001L,
            0xFE00_0000_0000_0001L,
            0x7FFF_FFFF_FFFF_FFFFL,
            0xFFA1_FED7_4DE9_0000L
        }) {
            assertThat(EphemeralOwner.isSession(owner)).isTrue();
        }
    }
}
