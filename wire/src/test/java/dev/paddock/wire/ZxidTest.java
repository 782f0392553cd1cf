package dev.paddock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ZxidTest {
    @Test
    void isAnEpochAndACounter() {
        Zxid zxid = new Zxid(0x5_0000_0007L);

        assertThat(zxid.epoch()).isEqualTo(5);
        assertThat(zxid.counter()).isEqualTo(7);
        assertThat(Zxid.of(5, 7)).isEqualTo(zxid).hasToString("0x500000007");
    }

    @Test
    void theEpochIsSigned() {
        assertThat(new Zxid(-1).epoch()).isEqualTo(-1);
        assertThat(new Zxid(-1).counter()).isEqualTo(0xFFFF_FFFFL);
    }

    @Test
    void followsTheOneBeforeIt() {
        assertThat(Zxid.of(1, 8).follows(Zxid.of(1, 7))).isTrue();
        assertThat(Zxid.of(1, 9).follows(Zxid.of(1, 7))).isFalse();
        assertThat(Zxid.of(1, 7).follows(Zxid.of(1, 7))).isFalse();
        assertThat(Zxid.of(1, 6).follows(Zxid.of(1, 7))).isFalse();
    }

    @Test
    void inALaterEpochAnythingFollows() {
        assertThat(Zxid.of(2, 1).follows(Zxid.of(1, 7))).isTrue();
        assertThat(Zxid.of(4, 3).follows(Zxid.of(1, 7))).isTrue();
        assertThat(Zxid.of(1, 8).follows(Zxid.of(2, 7))).isFalse();
    }

    @Test
    void aServerAloneCountsOnIntoTheNextEpoch() {
        Zxid last = Zxid.of(0, 0xFFFF_FFFFL);

        assertThat(last.next()).isEqualTo(Zxid.of(1, 0));
        assertThat(last.next().follows(last)).isTrue();
    }

    @Test
    void ordersByEpochThenByCounter() {
        assertThat(Zxid.of(2, 0)).isGreaterThan(Zxid.of(1, 9)).isLessThan(Zxid.of(2, 1));
        assertThat(Zxid.of(2, 0).isAfter(Zxid.of(1, 9))).isTrue();
        assertThat(Zxid.of(2, 0).isAfter(Zxid.of(2, 0))).isFalse();
        assertThat(Zxid.ZERO.isAfter(new Zxid(-1))).isTrue();
    }
}
