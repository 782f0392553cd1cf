package dev.paddock.datatree.store.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private enum Flag implements CommandLine.Option {
        RECOVER,
        YES,
        ZXID;

        @Override
        public char letter() {
            return longName().charAt(0);
        }

        @Override
        public String longName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean takesValue() {
            return this == ZXID;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-r -y", "-ry", "-yr", "--recover --yes", "-recover -yes", "--rec --y", "file -r -y"})
    void anOptionHasManyForms(String text) throws UsageException {
        CommandLine<Flag> line = parse(text);

        assertThat(line.has(Flag.RECOVER)).isTrue();
        assertThat(line.has(Flag.YES)).isTrue();
        assertThat(line.has(Flag.ZXID)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-z 0x18",
                "-z0x18",
                "-z=0x18",
                "--zxid 0x18",
                "--zxid=0x18",
                "-zxid=0x18",
                "-rz 0x18",
                "-z 0x18 -z 1"
            })
    void soHasItsValue(String text) throws UsageException {
        assertThat(parse(text).value(Flag.ZXID)).isEqualTo("0x18");
    }

    @Test
    void aNegativeNumberIsAValue() throws UsageException {
        assertThat(parse("-z -1").value(Flag.ZXID)).isEqualTo("-1");
    }

    @Test
    void operandsStandAnywhere() throws UsageException {
        assertThat(parse("one -z 1 two -- -r - ").operands()).containsExactly("one", "two", "-r", "-");
        assertThat(parse("-").operands()).containsExactly("-");
    }

    @ParameterizedTest
    @CsvSource({
        "--foo,    Unrecognized option: --foo",
        "-x,       Unrecognized option: -x",
        "-rx,      Unrecognized option: -rx",
        "-z,       Missing argument for option: z",
        "-z -r,    Missing argument for option: z",
        "--zxid,   Missing argument for option: z",
    })
    void whatIsWrongIsSaidAsUsersKnowIt(String text, String message) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(UsageException.class).hasMessage(message);
    }

    private static CommandLine<Flag> parse(String text) throws UsageException {
        return CommandLine.parse(Flag.class, List.of(text.split(" ")));
    }
}
