package dev.paddock.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Bytes;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SessionIdsTest {
    @Test
    void anIdIsTheServerThenTheTimeThenACounter() {
        SessionIds ids = new SessionIds(1, 0x12_3456_789A_BCL);
        assertThat(ids.next()).isEqualTo(0x01_3456_789A_BC_0000L & 0x00FF_FFFF_FFFF_FFFFL | 1L << 56);
        assertThat(ids.next() & 0xFFFF).isEqualTo(1);
    }

    @Test
    void theMarkOfContainersIsNoId() {
        SessionIds ids = new SessionIds(0x80, 0);
        assertThat(ids.next()).isEqualTo(0x8000_0000_0000_0001L);
    }

    /** Two sessions that a ZooKeeper 3.9.5 has opened. */
    @Test
    void aPasswordIsTheOneThatZooKeeperGives() {
        HexFormat hex = HexFormat.of();
        assertThat(SessionIds.password(0x10000266f0a0000L).array())
                .isEqualTo(hex.parseHex("6435b60d21c55147e26059d5d2941306"));
        assertThat(SessionIds.password(0x10000266f0a0003L).array())
                .isEqualTo(hex.parseHex("5114bc0d81797202ed1df2a9ff0bff38"));
    }

    @Test
    void onlyThePasswordItselfPasses() {
        assertThat(SessionIds.isPassword(7, SessionIds.password(7))).isTrue();
        assertThat(SessionIds.isPassword(7, SessionIds.password(8))).isFalse();
        assertThat(SessionIds.isPassword(7, Bytes.EMPTY)).isFalse();
        assertThat(SessionIds.isPassword(7, null)).isFalse();
    }
}
