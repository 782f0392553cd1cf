package dev.paddock.bench.maps;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures every candidate and prints the tables of {@code docs/persistent-map.md}. */
public final class MapComparison {
    private static final List<Integer> SIZES = List.of(10, 1_000, 100_000, 1_000_000);
    private static final List<String> BENCHMARKS = List.of("find", "with", "without");

    private MapComparison() {}

    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("\\." + MapBenchmark.class.getSimpleName() + "\\.")
                        .forks(1)
                        .threads(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.milliseconds(500))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.milliseconds(500))
                        .addProfiler(GCProfiler.class)
                        .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseG1GC")
                        .build())
                .run();
        printMemory("bytes per entry, names in order", true);
        printMemory("bytes per entry, names in no order", false);
        Map<String, Double> scores = new TreeMap<>();
        for (RunResult result : results) {
            String key = result.getParams().getBenchmark().replaceFirst("^.*\\.", "")
                    + result.getParams().getParam("candidate")
                    + result.getParams().getParam("size");
            scores.put(key, result.getPrimaryResult().getScore());
            scores.put(
                    "bytes" + key,
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
        }
        for (String benchmark : BENCHMARKS) {
            printScores(benchmark + ", ns", scores, benchmark);
        }
        printScores("with, bytes allocated", scores, "byteswith");
    }

    private static void printMemory(String title, boolean inOrder) {
        printHead(title);
        for (Candidate candidate : Candidate.values()) {
            StringBuilder row = new StringBuilder("| " + candidate);
            for (int size : SIZES) {
                row.append(" | ").append(MapMemory.measure(candidate, size, inOrder));
            }
            System.out.println(row + " |");
        }
    }

    private static void printScores(String title, Map<String, Double> scores, String prefix) {
        printHead(title);
        for (Candidate candidate : Candidate.values()) {
            StringBuilder row = new StringBuilder("| " + candidate);
            for (int size : SIZES) {
                row.append(String.format(Locale.ROOT, " | %.0f", scores.get(prefix + candidate + size)));
            }
            System.out.println(row + " |");
        }
    }

    private static void printHead(String title) {
        System.out.println("\n| " + title + " | 10 | 1 k | 100 k | 1 M |\n| --- | ---: | ---: | ---: | ---: |");
    }
}
