package dev.paddock.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The command: runs the cases on both servers in turn, and prints one table. A full run also writes the page on it. */
public final class ServerBench {
    private final List<Case> cases = new ArrayList<>();
    private final List<Side> sides = new ArrayList<>(List.of(Side.ZOOKEEPER, Side.PADDOCK));
    private Results results = new Results(Side.ZOOKEEPER);
    private Trial.Extent extent = Trial.Extent.FULL;

    private ServerBench(String[] arguments) {
        for (String argument : arguments) {
            switch (argument) {
                case "--quick" -> extent = Trial.Extent.QUICK;
                case "--one-round" -> extent = Trial.Extent.ONE_ROUND;
                case "--paddock-only" -> sides.remove(Side.ZOOKEEPER);
                case "--serial-core" -> {
                    sides.set(sides.indexOf(Side.ZOOKEEPER), Side.SERIAL_CORE);
                    results = new Results(Side.SERIAL_CORE);
                }
                case "--zookeeper-only" -> sides.remove(Side.PADDOCK);
                default -> cases.add(named(argument));
            }
        }
    }

    private static Case named(String name) {
        return Cases.ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no case " + name + ", only "
                        + Cases.ALL.stream().map(Case::name).toList()));
    }

    public static void main(String[] arguments) throws IOException {
        ServerBench bench;
        try {
            bench = new ServerBench(arguments);
        } catch (IllegalArgumentException misspelt) {
            System.err.println(misspelt.getMessage());
            System.exit(2);
            return;
        }
        boolean isWhole = bench.cases.isEmpty()
                && bench.sides.contains(Side.ZOOKEEPER)
                && bench.sides.size() == 2
                && bench.extent != Trial.Extent.QUICK;
        if (bench.cases.isEmpty()) {
            bench.cases.addAll(Cases.ALL);
        }
        bench.run();
        Report report = new Report(bench.results);
        System.out.printf("%n%s", report.table());
        if (isWhole) {
            Page.write(ServerProcess.checkout().resolve("docs"), bench.results, bench.extent);
        }
        if (!bench.results.faults().isEmpty()) {
            bench.results.faults().forEach(System.out::println);
            System.exit(1);
        }
    }

    private void run() throws IOException {
        Path base = ServerProcess.checkout().resolve("bench/target");
        for (Case each : cases) {
            for (int round = 0; round < extent.rounds(); round++) {
                for (Side side : sides) {
                    System.out.printf(
                            Locale.ROOT,
                            "%s, %s, round %d of %d%n",
                            each.title(),
                            side.title(),
                            round + 1,
                            extent.rounds());
                    tryOut(each, side, Files.createTempDirectory(base, "server-"));
                }
            }
        }
    }

    /** One that fails leaves the others their turn. */
    private void tryOut(Case each, Side side, Path directory) throws IOException {
        Trial trial = new Trial(side, directory, extent, each.title(), results);
        try {
            each.script().run(trial);
        } catch (IOException | UncheckedIOException failed) {
            trial.fault("failed: " + failed + lastLines(directory.resolve("server.log")));
        } finally {
            trial.close();
        }
    }

    private static String lastLines(Path log) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        String[] lines = Files.readString(log).split("\n");
        int from = Math.max(0, lines.length - 20);
        return "\n  " + String.join("\n  ", Arrays.copyOfRange(lines, from, lines.length));
    }
}
