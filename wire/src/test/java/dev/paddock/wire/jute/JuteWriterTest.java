package dev.paddock.wire.jute;

import static dev.paddock.wire.Encoding.bytes;
import static dev.paddock.wire.Encoding.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Utf8;
import java.util.List;
import org.junit.jupiter.api.Test;

class JuteWriterTest {
    @Test
    void writesNumbersAndBooleans() {
        assertThat(bytesOf(out -> out.int32(-2).int64(5).bool(true).bool(false)))
                .isEqualTo(bytes("ff ff ff fe 00 00 00 00 00 00 00 05 01 00"));
    }

    @Test
    void nullIsMinusOne() {
        assertThat(bytesOf(out -> out.buffer(null).utf8(null).string(null).vector(null, JuteWriter::utf8)))
                .isEqualTo(bytes("ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff"));
    }

    @Test
    void emptyIsZero() {
        assertThat(bytesOf(out ->
                        out.buffer(Bytes.EMPTY).utf8(Utf8.EMPTY).string("").vector(List.of())))
                .isEqualTo(bytes("00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"));
    }

    @Test
    void writesAPartOfAnArray() {
        assertThat(bytesOf(out -> out.buffer(new byte[] {1, 2, 3, 4}, 1, 3))).isEqualTo(bytes("00 00 00 02 02 03"));
    }

    @Test
    void textIsPlainUtf8BeyondTheBmpToo() {
        assertThat(bytesOf(out -> out.string("ä\uD83D\uDE00"))).isEqualTo(bytes("00 00 00 06 c3 a4 f0 9f 98 80"));
    }

    @Test
    void aVectorIsACountAndItsElements() {
        assertThat(bytesOf(out -> out.vector(List.of(Utf8.of("a"), Utf8.of("b")), JuteWriter::utf8)))
                .isEqualTo(bytes("00 00 00 02 00 00 00 01 61 00 00 00 01 62"));
    }
}
