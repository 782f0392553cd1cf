package dev.paddock.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void aBarIsFullAtTheEndAndNeverLonger() {
        assertThat(Progress.bar(0, 10)).isEqualTo("[" + ".".repeat(30) + "]");
        assertThat(Progress.bar(5, 10)).isEqualTo("[" + "#".repeat(15) + ".".repeat(15) + "]");
        assertThat(Progress.bar(12, 10)).isEqualTo("[" + "#".repeat(30) + "]");
    }
}
