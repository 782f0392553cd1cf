package dev.paddock.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The page on the figures, {@code docs/benchmarks.md}, and its chart. */
final class Page {
    private static final String TEXT = """
            # Paddock beside ZooKeeper 3.9.5

            Written by `bench/run server`, which measures all of it again. How it measures is on the page
            [of the measurements](../bench/README.md).

            ![by what factor Paddock is better](benchmarks.svg)

            %s

            Machine: %s, %d processors, %d GiB, Linux %s. The server and the load generator share it, over loopback. Java %s.
            Settings of both: `tickTime=2000`, `maxClientCnxns=0`, `4lw.commands.whitelist=*`, `admin.enableServer=false`,
            and defaults; the log is synced before a write is acknowledged. JVM options:

            - Paddock: `%s`
            - ZooKeeper: `%s`, and no logging at all; Paddock logs warnings

            Servers take turns, each time with a new process and an empty directory; rounds: %d. A figure is the median of the
            rounds, with the lowest and the highest behind it. `a x b` means `a` connections, each with `b` requests in flight.
            Data is 100 bytes and there are 1,000 znodes, where nothing else is said. %d s of warm-up come before the %d s that
            are measured. The ratio is Paddock's figure by ZooKeeper's. CPU is user and system time of the whole process.

            %s
            """;

    private Page() {}

    static void write(Path docs, Results results, Trial.Extent extent) throws IOException {
        Report report = new Report(results);
        Files.writeString(docs.resolve("benchmarks.svg"), Chart.svg(report.bars()));
        Files.writeString(
                docs.resolve("benchmarks.md"),
                String.format(
                        Locale.ROOT,
                        TEXT,
                        report.table().strip(),
                        valueIn(Path.of("/proc/cpuinfo"), "model name"),
                        Runtime.getRuntime().availableProcessors(),
                        memoryGibibytes(),
                        Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip(),
                        Runtime.version(),
                        String.join(" ", Side.PADDOCK_OPTIONS),
                        String.join(" ", Side.ZOOKEEPER_OPTIONS),
                        extent.rounds(),
                        extent.warmUp().toSeconds(),
                        extent.measured().toSeconds(),
                        faults(results)));
    }

    private static String faults(Results results) {
        return results.faults().isEmpty()
                ? "Every reply and every event was checked, and none was other than it has to be."
                : "What went wrong:\n\n- " + String.join("\n- ", results.faults());
    }

    private static long memoryGibibytes() throws IOException {
        String kibibytes = valueIn(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "");
        return Math.round(Long.parseLong(kibibytes) / 1048576.0);
    }

    /** Of the first line {@code key : value}. */
    private static String valueIn(Path file, String key) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
