package dev.paddock.bench;

import dev.paddock.bench.ClientLoad.Library;
import dev.paddock.bench.ClientLoad.Work;
import dev.paddock.bench.load.ServerProcess;
import dev.paddock.bench.load.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Our client beside ZooKeeper's: the same work on the same server, a process of Paddock. Requests a second, and what the
 * client's process uses of the CPU for each. The two take turns, and the median counts.
 */
public final class ClientBench {
    private static final int ROUNDS = 3;
    private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC");

    private static final double THROUGHPUT_BUDGET = 2;
    private static final double CPU_BUDGET = 0.5;

    private record Load(int clients, int inFlight) {}

    private static final List<Load> LOADS = List.of(new Load(1, 256), new Load(16, 16));

    private final String connectString;

    private ClientBench(String connectString) {
        this.connectString = connectString;
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("client-bench-");
        try (ServerProcess server = ServerProcess.start(Side.PADDOCK, directory, Map.of())) {
            ClientBench bench = new ClientBench("127.0.0.1:" + server.address().getPort());
            List<Figure> figures = new ArrayList<>();
            for (Work work : Work.values()) {
                for (Load load : LOADS) {
                    figures.addAll(bench.compare(work, load));
                }
            }
            Figure.print(figures);
        } finally {
            delete(directory);
        }
    }

    private List<Figure> compare(Work work, Load load) {
        double[][] ours = new double[ROUNDS][];
        double[][] theirs = new double[ROUNDS][];
        for (int round = 0; round < ROUNDS; round++) {
            ours[round] = run(Library.OURS, work, load);
            theirs[round] = run(Library.THEIRS, work, load);
        }
        String name = work.name().toLowerCase(Locale.ROOT) + ", " + load.clients + " x " + load.inFlight;
        return List.of(
                Figure.of(name + ": requests", "1/s", median(ours, 0), median(theirs, 0))
                        .atLeast(THROUGHPUT_BUDGET),
                Figure.of(name + ": client's CPU of each", "us", median(ours, 1), median(theirs, 1))
                        .atMost(CPU_BUDGET));
    }

    private double[] run(Library library, Work work, Load load) {
        String[] words = ChildJvm.run(
                        ClientLoad.class,
                        JVM,
                        library.name(),
                        connectString,
                        work.name(),
                        Integer.toString(load.clients),
                        Integer.toString(load.inFlight))
                .split(" ");
        return Arrays.stream(words).mapToDouble(Double::parseDouble).toArray();
    }

    private static double median(double[][] rounds, int column) {
        return Arrays.stream(rounds)
                .mapToDouble(round -> round[column])
                .sorted()
                .toArray()[ROUNDS / 2];
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
