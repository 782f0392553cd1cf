package dev.paddock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void areEqualByWhatTheyHold() {
        assertThat(Bytes.wrap(new byte[] {1, 2})).isEqualTo(Bytes.wrap(new byte[] {1, 2}));
        assertThat(Bytes.wrap(new byte[] {1, 2})).hasSameHashCodeAs(Bytes.wrap(new byte[] {1, 2}));
        assertThat(Bytes.wrap(new byte[] {1, 2})).isNotEqualTo(Bytes.wrap(new byte[] {2, 1}));
        assertThat(Bytes.EMPTY).isNotEqualTo(Utf8.EMPTY);
    }

    @Test
    void canBeReadAsText() {
        assertThat(Bytes.ofText("ä").text()).isEqualTo("ä");
        assertThat(Bytes.ofText("ä").length()).isEqualTo(2);
        assertThat(Bytes.ofText("ä").array()).isEqualTo(Encoding.bytes("c3 a4"));
    }

    @Test
    void doNotShowSecrets() {
        assertThat(Bytes.ofText("bob:secret")).hasToString("10 bytes");
    }

    @Test
    void ofLengthZeroAreOneValue() {
        assertThat(Bytes.wrap(new byte[0])).isSameAs(Bytes.EMPTY);
    }
}
