package dev.paddock.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static Object read(String text) throws IOException {
        JsonReader reader = new JsonReader(new StringReader(text));
        Object value = reader.value();
        reader.expectEnd();
        return value;
    }

    @Property
    void whatIsWrittenIsReadAgain(@ForAll String key, @ForAll List<String> texts, @ForAll long number)
            throws IOException {
        Map<String, Object> value = Json.object(key, texts);
        value.put(key + "1", number);
        value.put(key + "2", Arrays.asList(true, null, Map.of()));
        assertThat(read(Json.of(value))).isEqualTo(value);
    }

    @Test
    void blanksAndEscapesOfOthersAreRead() throws IOException {
        assertThat(read(" { \"a\" : [ 1 , -2.5e1 , \"\\u00fc\\/\\n\" ] }\n"))
                .isEqualTo(Map.of("a", List.of(1L, -25.0, "ü/\n")));
    }

    @Test
    void whatIsMalformedIsRefusedWithItsLine() {
        for (String text : List.of("", "{", "[1,]", "{\"a\" 1}", "\"open", "\"\\x\"", "\"\\u12g4\"", "nul", "1 2")) {
            assertThatThrownBy(() -> read("\n" + text))
                    .as(text)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("line ");
        }
        assertThatThrownBy(() -> read("[".repeat(100_000))).hasMessageContaining("nested more than 64 deep");
    }
}
