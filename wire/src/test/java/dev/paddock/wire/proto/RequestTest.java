package dev.paddock.wire.proto;

import static dev.paddock.wire.Encoding.bytesOf;
import static dev.paddock.wire.Encoding.reader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class RequestTest {
    private static final byte[] ZEROS = new byte[64];

    @ParameterizedTest
    @EnumSource(names = {"NOTIFICATION", "CHECK", "CREATE_SESSION", "ERROR"})
    void someOperationsNobodyCanAsk(OpCode op) {
        assertThat(Request.isAsked(op)).isFalse();
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> Request.read(op, reader(ZEROS)))
                .withMessage(op + " is not a request");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"NOTIFICATION", "CHECK", "CREATE_SESSION", "ERROR", "MULTI", "MULTI_READ"})
    void theOthersKnowWhichTheyAre(OpCode op) {
        assertThat(Request.isAsked(op)).isTrue();
        assertThat(Request.read(op, reader(ZEROS)).op()).isEqualTo(op);
    }

    @Test
    void whatFollowsTheBodyIsLeftAlone() {
        JuteReader in = reader("00 00 00 02 2f 61 00 00 00 03 ab cd");

        assertThat(Request.read(OpCode.DELETE, in))
                .isEqualTo(new DeleteRequest(Utf8.of("/a"), ExpectedVersion.ofWire(3)));
        assertThat(in.remaining()).isEqualTo(2);
    }

    @Test
    void aPathMayBeNull() {
        assertThat(Request.read(OpCode.EXISTS, reader("ff ff ff ff 01"))).isEqualTo(new ExistsRequest(null, true));
    }

    @ParameterizedTest
    @CsvSource({
        "SET_WATCHES, ff ff ff ff 00 00 00 00 00 00 00 00",
        "SET_WATCHES, 00 00 00 00 ff ff ff ff 00 00 00 00",
        "SET_WATCHES, 00 00 00 00 00 00 00 00 ff ff ff ff",
        "SET_WATCHES2, 00 00 00 00 00 00 00 00 00 00 00 00 ff ff ff ff 00 00 00 00",
        "SET_WATCHES2, 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ff ff ff ff"
    })
    void noListOfWatchesIsNull(OpCode op, String lists) {
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> Request.read(op, reader("00 00 00 00 00 00 00 09" + lists)))
                .withMessage("the list of paths is null");
    }

    @Test
    void noPathOfAWatchIsNull() {
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> Request.read(
                        OpCode.SET_WATCHES,
                        reader("00 00 00 00 00 00 00 09 00 00 00 01 ff ff ff ff 00 00 00 00 00 00 00 00")))
                .withMessage("null stands in the list of paths");
    }

    @Test
    void aSaslTokenIsNotNull() {
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> Request.read(OpCode.SASL, reader("ff ff ff ff")))
                .withMessage("the token is null");
    }

    @Test
    void onlyCreateTtlHasATtl() {
        CreateRequest create =
                new CreateRequest(OpCode.CREATE, Utf8.of("/a"), null, List.of(), 0, CreateRequest.NO_TTL);
        CreateRequest withTtl = new CreateRequest(OpCode.CREATE_TTL, Utf8.of("/a"), null, List.of(), 5, 1000);

        assertThat(bytesOf(withTtl)).hasSize(bytesOf(create).length + Long.BYTES);
        assertThat(Request.read(OpCode.CREATE, reader(bytesOf(create)))).isEqualTo(create);
    }
}
