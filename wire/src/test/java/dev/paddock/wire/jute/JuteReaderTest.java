package dev.paddock.wire.jute;

import static dev.paddock.wire.Encoding.reader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Id;
import dev.paddock.wire.Utf8;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JuteReaderTest {
    @Test
    void numbersAreBigEndianAndSigned() {
        assertThat(reader("ff ff ff fe").readInt()).isEqualTo(-2);
        assertThat(reader("01 00 00 26 6f 0a 00 03").readLong()).isEqualTo(0x01000026_6f0a0003L);
    }

    @ParameterizedTest
    @CsvSource({"00, false", "01, true", "02, true", "ff, true"})
    void anyByteButZeroIsTrue(String hex, boolean value) {
        assertThat(reader(hex).readBoolean()).isEqualTo(value);
    }

    @Test
    void nullAndEmptyAreDifferent() {
        assertThat(reader("ff ff ff ff").readBuffer()).isNull();
        assertThat(reader("ff ff ff ff").readUtf8()).isNull();
        assertThat(reader("ff ff ff ff").readString()).isNull();
        assertThat(reader("ff ff ff ff").readVector(JuteReader::readInt, 4)).isNull();

        assertThat(reader("00 00 00 00").readBuffer()).isSameAs(Bytes.EMPTY);
        assertThat(reader("00 00 00 00").readUtf8()).isSameAs(Utf8.EMPTY);
        assertThat(reader("00 00 00 00").readString()).isEmpty();
        assertThat(reader("00 00 00 00").readVector(JuteReader::readInt, 4)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ff ff ff fe, the length of a string is negative: -2",
        "80 00 00 00, the length of a string is negative: -2147483648",
        "00 00 00 02 61, string of 2 bytes is cut short: only 1 are left",
        "7f ff ff ff 61, string of 2147483647 bytes is cut short: only 1 are left",
        "00 00 00, an int of 4 bytes is cut short: only 3 are left"
    })
    void aLengthThatCannotBeIsRefused(String hex, String message) {
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> reader(hex).readUtf8())
                .withMessage(message);
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> reader(hex).readString())
                .withMessage(message);
        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> reader(hex).readBuffer())
                .withMessage(message.replace("string", "buffer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff ff ff fe", "80 00 00 00"})
    void aNegativeCountIsAnEmptyVector(String hex) {
        assertThat(reader(hex).readVector(JuteReader::readInt, 4)).isEmpty();
    }

    @Test
    void aCountThatCannotFitIsRefusedBeforeAnyElementIsRead() {
        JuteReader in = reader("00 00 00 03 00 00 00 01 00 00 00 02");

        assertThatExceptionOfType(JuteException.class)
                .isThrownBy(() -> in.readVector(JuteReader::readInt, 4))
                .withMessage("a vector of 3 elements does not fit in the 8 bytes that are left");
        assertThat(in.remaining()).isEqualTo(8);
    }

    @Test
    void peekingLeavesTheIntThere() {
        JuteReader in = reader("00 00 00 07");

        assertThat(in.peekInt()).isEqualTo(7);
        assertThat(in.remaining()).isEqualTo(4);
        assertThat(in.readInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "61 ff 62, a\uFFFDb",
        "c3, \uFFFD",
        "61 ed a0 bd, a\uFFFD",
        "ed b8 80 ed a0 bd, \uFFFD\uFFFD",
        "ef bf bd, \uFFFD"
    })
    void malformedBytesBecomeReplacementCharacters(String hex, String expected) {
        int length = hex.replace(" ", "").length() / 2;

        String text = reader("00 00 00 0" + length + hex).readString();

        // how many of them Java puts for one broken sequence is no matter
        assertThat(text.replaceAll("\uFFFD+", "\uFFFD")).isEqualTo(expected.replaceAll("\uFFFD+", "\uFFFD"));
    }

    @Test
    void twoSurrogatesInThreeBytesEachAreOneCharacter() {
        // "a", U+1F600 as ZooKeeper writes it, "b", U+1F600 in plain UTF-8
        String text = reader("00 00 00 0c 61 ed a0 bd ed b8 80 62 f0 9f 98 80").readString();

        assertThat(text).isEqualTo("a\uD83D\uDE00b\uD83D\uDE00");
    }

    @Test
    void brokenBytesBesideSurrogatesStayBroken() {
        String text = reader("00 00 00 08 ff ed a0 bd ed b8 80 ff").readString();

        assertThat(text).isEqualTo("\uFFFD\uD83D\uDE00\uFFFD");
    }

    @Test
    void anAclIdBeyondTheBmpIsReadAsZooKeeperHasWrittenIt() {
        // perms 31, digest, and the id "\uD83D\uDE00:x" as ZooKeeper 3.9.5 stores it
        JuteReader in =
                reader("00 00 00 01 00 00 00 1f 00 00 00 06 64 69 67 65 73 74" + "00 00 00 08 ed a0 bd ed b8 80 3a 78");

        assertThat(Acl.readList(in)).isEqualTo(List.of(new Acl(31, new Id("digest", "\uD83D\uDE00:x"))));
    }

    @Test
    void theOpenAclIsOneValue() {
        JuteReader in = reader("00 00 00 01 00 00 00 1f 00 00 00 05 77 6f 72 6c 64 00 00 00 06 61 6e 79 6f 6e 65");

        assertThat(Acl.readList(in)).isSameAs(Acl.OPEN);
    }
}
