package dev.paddock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Test
    void isTextInItsBytes() {
        Utf8 text = Utf8.of("/ä");

        assertThat(text.length()).isEqualTo(3);
        assertThat(text.byteAt(1)).isEqualTo((byte) 0xC3);
        assertThat(text.array()).isEqualTo(Encoding.bytes("2f c3 a4"));
        assertThat(text).hasToString("/ä").isEqualTo(Utf8.wrap(Encoding.bytes("2f c3 a4")));
    }

    @Test
    void keepsBytesThatAreNoText() {
        byte[] surrogate = Encoding.bytes("2f ed a0 bd");

        assertThat(Utf8.wrap(surrogate.clone()).array()).isEqualTo(surrogate);
        assertThat(Utf8.wrap(surrogate).toString()).contains("\uFFFD");
    }

    @Test
    void copiesAPart() {
        byte[] path = "/app/config".getBytes(StandardCharsets.UTF_8);

        Utf8 name = Utf8.copyOf(path, 5, 11);
        path[5] = 'X';

        assertThat(name).isEqualTo(Utf8.of("config"));
        assertThat(Utf8.copyOf(path, 3, 3)).isSameAs(Utf8.EMPTY);
    }

    @Test
    void knowsItsBeginning() {
        assertThat(Utf8.of("/app/a").startsWith(Utf8.of("/app"))).isTrue();
        assertThat(Utf8.of("/app").startsWith(Utf8.of("/app"))).isTrue();
        assertThat(Utf8.of("/app").startsWith(Utf8.EMPTY)).isTrue();
        assertThat(Utf8.of("/ap").startsWith(Utf8.of("/app"))).isFalse();
        assertThat(Utf8.of("/bpp/a").startsWith(Utf8.of("/app"))).isFalse();
    }

    @Test
    void emptyTextIsOneValue() {
        assertThat(Utf8.of("")).isSameAs(Utf8.EMPTY);
        assertThat(Utf8.EMPTY.isEmpty()).isTrue();
        assertThat(Utf8.of("a").isEmpty()).isFalse();
    }

    @Test
    void ordersByCodePointsBeyondTheSurrogatesToo() {
        // by UTF-16 units, U+1F600 would come before U+FF5E
        assertThat(Utf8.of("\uD83D\uDE00")).isGreaterThan(Utf8.of("\uFF5E"));
        assertThat(Utf8.of("a")).isLessThan(Utf8.of("aa"));
    }

    @Property(seed = "1")
    void equalBytesAreEqualText(@ForAll byte[] bytes) {
        Utf8 text = Utf8.wrap(bytes.clone());

        assertThat(text).isEqualTo(Utf8.wrap(bytes)).hasSameHashCodeAs(Utf8.wrap(bytes));
        assertThat(text.compareTo(Utf8.wrap(bytes))).isZero();
        if (bytes.length > 0) {
            bytes[bytes.length - 1]++;
            assertThat(text).isNotEqualTo(Utf8.wrap(bytes));
            assertThat(text.compareTo(Utf8.wrap(bytes))).isNotZero();
        }
    }
}
