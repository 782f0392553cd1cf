package dev.paddock.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void quotesOfEitherKindMakeOneWord() {
        assertThat(Words.of("create /a \"some words\"  'it \"is\"' x"))
                .containsExactly("create", "/a", "some words", "it \"is\"", "x");
        assertThat(Words.of("create /a \"\"")).containsExactly("create", "/a", "");
        assertThat(Words.of("  ")).isEmpty();
    }

    @Test
    void aQuoteInsideOfAWordIsAnyCharacterAndAnOpenOneIsPassedOver() {
        assertThat(Words.of("a\"b c\"")).containsExactly("a\"b", "c\"");
        assertThat(Words.of("create \"no end")).containsExactly("create", "no", "end");
        assertThat(Words.of("\"/a\"pp")).containsExactly("/a", "pp");
    }

    @Property
    void wordsThatAreQuotedComeBack(
            @ForAll List<@AlphaChars @Chars({' ', '/', '\''}) @StringLength(max = 8) String> words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append('"').append(word).append("\" ");
        }
        assertThat(Words.of(line.toString())).isEqualTo(words);
    }
}
