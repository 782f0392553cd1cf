package dev.paddock.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One server, started on an empty directory, and a case that is tried on it. */
final class Trial implements Closeable {
    private static final int PREPARING_CONNECTIONS = 8;
    private static final int PREPARING_WINDOW = 32;
    private static final int BUFFER = 1 << 16;

    private final Side side;
    private final Path directory;
    private final Extent extent;
    private final String work;
    private final Results results;
    private ServerProcess server;

    Trial(Side side, Path directory, Extent extent, String work, Results results) throws IOException {
        this.side = side;
        this.directory = directory;
        this.extent = extent;
        this.work = work;
        this.results = results;
        Files.createDirectories(directory);
    }

    Extent extent() {
        return extent;
    }

    ServerProcess server() {
        return server;
    }

    Path dataDirectory() {
        return directory.resolve("data");
    }

    void start(Map<String, String> settings) throws IOException {
        server = ServerProcess.start(side, directory, settings);
    }

    void stop() {
        server.close();
    }

    void restart(Map<String, String> settings) throws IOException {
        stop();
        start(settings);
    }

    /** What was in the data directory is gone; the server must have been stopped. */
    void empty() throws IOException {
        delete(dataDirectory());
    }

    Load connect(int connections, int window) throws IOException {
        return connect(connections, window, BUFFER);
    }

    Load connect(int connections, int window, int bufferSize) throws IOException {
        return new Load(server.address(), connections, window, bufferSize, server::cpu);
    }

    /** Creates what is above these paths, then so many of them, each with this data. */
    void create(Paths paths, int count, byte[] data) throws IOException {
        List<byte[]> ancestors = paths.ancestors().stream()
                .map(path -> path.getBytes(StandardCharsets.US_ASCII))
                .toList();
        try (Load load = connect(1, 1)) {
            run(load, new Workloads.CreateAncestors(ancestors), Plan.requests(ancestors.size()));
        }
        int buffer = Math.max(BUFFER, 2 * data.length);
        try (Load load = connect(PREPARING_CONNECTIONS, PREPARING_WINDOW, buffer)) {
            run(load, new Workloads.Creates(paths, data), Plan.requests(count));
        }
    }

    Sample run(Load load, Workload workload, Plan plan) throws IOException {
        Sample sample = load.run(workload, plan);
        if (sample.anomalies() > 0) {
            fault(sample.anomalies() + " replies or events were not as they have to be");
        }
        return sample;
    }

    /** Runs it long enough for both the JIT of the server and our own, then once more for the record. */
    Sample warmUpAndRun(Load load, Workload workload) throws IOException {
        run(load, workload, Plan.lasting(extent.warmUp()));
        return run(load, workload, Plan.lasting(extent.measured()));
    }

    void figure(String name, String unit, Metric.Better better, Budget budget, double value) {
        results.add(new Metric(work, name, unit, better, budget), side, value);
    }

    void lower(String name, String unit, double value) {
        figure(name, unit, Metric.Better.LOWER, Budget.NONE, value);
    }

    void lower(String name, String unit, double value, Budget budget) {
        figure(name, unit, Metric.Better.LOWER, budget, value);
    }

    void higher(String name, String unit, double value, Budget budget) {
        figure(name, unit, Metric.Better.HIGHER, budget, value);
    }

    void aside(String name, String unit, double value) {
        figure(name, unit, Metric.Better.NEITHER, Budget.NONE, value);
    }

    void fault(String message) {
        results.fault(side.title() + ", " + work + ": " + message);
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        delete(directory);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }

    /**
     * How much is done of everything.
     *
     * @param znodes of the large tree
     * @param watches altogether
     * @param starts of a server, one after the other
     */
    record Extent(Duration warmUp, Duration measured, int znodes, int watches, int starts, int rounds) {
        static final Extent FULL = new Extent(Duration.ofSeconds(8), Duration.ofSeconds(8), 1_000_000, 100_000, 5, 3);
        static final Extent ONE_ROUND =
                new Extent(FULL.warmUp, FULL.measured, FULL.znodes, FULL.watches, FULL.starts, 1);
        static final Extent QUICK = new Extent(Duration.ofSeconds(1), Duration.ofSeconds(2), 50_000, 10_000, 1, 1);
    }
}
