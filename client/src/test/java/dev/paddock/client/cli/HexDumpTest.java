package dev.paddock.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HexDumpTest {
    @Test
    void aRowHasSixteenBytesAndWhatIsNoLetterIsADot() {
        assertThat(HexDump.of("seventeen bytes\n!".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("""
                         +-------------------------------------------------+
                         |  0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f |
                +--------+-------------------------------------------------+----------------+
                |00000000| 73 65 76 65 6e 74 65 65 6e 20 62 79 74 65 73 0a |seventeen bytes.|
                |00000010| 21                                              |!               |
                +--------+-------------------------------------------------+----------------+""");
    }
}
