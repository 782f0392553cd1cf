package dev.paddock.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.bench.load.Metric.Better;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @TempDir
    private Path docs;

    private final Results results = new Results(Side.ZOOKEEPER);

    @Test
    void thePageHasTheTableTheSettingsAndItsChart() throws IOException {
        Metric reads = new Metric("reads", Cases.THROUGHPUT, "k/s", Better.HIGHER, Budget.ratioAtLeast(6));
        results.add(reads, Side.ZOOKEEPER, 100);
        results.add(reads, Side.PADDOCK, 700);

        Page.write(docs, results, Trial.Extent.FULL);

        assertThat(docs.resolve("benchmarks.md"))
                .content()
                .contains("| reads | throughput, k/s | 100 | 700 | 7.00 |", "](benchmarks.svg)")
                .contains("`-Xms2g -Xmx2g", "rounds: 3", "none was other than it has to be");
        assertThat(Files.readString(docs.resolve("benchmarks.svg"))).startsWith("<svg");
    }

    @Test
    void faultsStandOnThePage() throws IOException {
        results.fault("Paddock, reads: 3 replies or events were not as they have to be");

        Page.write(docs, results, Trial.Extent.FULL);

        assertThat(docs.resolve("benchmarks.md")).content().contains("- Paddock, reads: 3 replies");
    }
}
