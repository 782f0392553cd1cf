package dev.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ConfigFileTest {
    private static final Path FILE = Path.of("zoo.cfg");

    @Test
    void keyAndValueAreSeparatedByEqualsColonOrBlanks() throws ConfigException {
        assertThat(parse("a=1\nb: 2\nc 3\n  d = 4  \n"))
                .isEqualTo(Map.of("a", entry("1", 1), "b", entry("2", 2), "c", entry("3", 3), "d", entry("4", 4)));
    }

    @Test
    void commentsAndEmptyLinesAreNoEntries() throws ConfigException {
        assertThat(parse("# a=1\n\n! b=2\r\n  # c=3\rd=4")).isEqualTo(Map.of("d", entry("4", 5)));
    }

    @Test
    void aBackslashContinuesALineAndEscapes() throws ConfigException {
        assertThat(parse("a=1,\\\n   2\nb=c:\\\\data\\u0041\n"))
                .isEqualTo(Map.of("a", entry("1,2", 1), "b", entry("c:\\dataA", 3)));
    }

    @Test
    void ofEqualKeysTheLastOneCounts() throws ConfigException {
        assertThat(parse("a=1\na=2")).isEqualTo(Map.of("a", entry("2", 2)));
    }

    @Test
    void aHalfEscapeNamesItsLine() {
        assertThatThrownBy(() -> parse("a=1\nb=c:\\users\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("zoo.cfg, line 2");
    }

    /** In pieces, a file means the same as in one. */
    @Property(tries = 2000)
    void whatIsReadIsWhatPropertiesRead(@ForAll("texts") String text) throws IOException, ConfigException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Map<String, String> expected = new HashMap<>();
        Properties properties = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                return expected.put(key.toString().trim(), value.toString().trim());
            }
        };
        try {
            properties.load(new ByteArrayInputStream(bytes));
        } catch (IllegalArgumentException malformed) {
            assertThatThrownBy(() -> ConfigFile.parse(FILE, bytes)).isInstanceOf(ConfigException.class);
            return;
        }
        Map<String, String> found = new HashMap<>();
        ConfigFile.parse(FILE, bytes).forEach((key, entry) -> found.put(key, entry.value()));
        assertThat(found).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab=: \t\f\\#!u0041n\r\n\u00e4").ofMaxLength(40);
    }

    private static ConfigFile.Entry entry(String value, int line) {
        return new ConfigFile.Entry(value, line);
    }

    private static Map<String, ConfigFile.Entry> parse(String text) throws ConfigException {
        return ConfigFile.parse(FILE, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
