package dev.paddock.bench.load;

import dev.paddock.bench.load.Workloads.Creates;
import dev.paddock.bench.load.Workloads.Ephemerals;
import dev.paddock.bench.load.Workloads.FireWatches;
import dev.paddock.bench.load.Workloads.Lists;
import dev.paddock.bench.load.Workloads.Multis;
import dev.paddock.bench.load.Workloads.ReadsAndWrites;
import dev.paddock.bench.load.Workloads.SetWatches;
import dev.paddock.bench.load.Workloads.Watchers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Everything that is measured, and what each case is to reach. */
final class Cases {
    static final String THROUGHPUT = "throughput";
    static final String MEDIAN = "median latency";

    private static final String MICROS = "µs";
    private static final double HARDLY_ANY_SLOWER = 99.9;
    private static final int ZNODES = 1000;
    private static final int MANY_CONNECTIONS = 2000;
    private static final int READS_PER_SECOND = 5000;
    private static final int WRITES_PER_SECOND = 2000;
    private static final int LARGE_ZNODES = 64;
    private static final int CHILDREN = 10_000;
    private static final byte[] DATA = new byte[100];
    private static final byte[] LARGE_DATA = new byte[100_000];
    private static final Paths PATHS = Paths.under("/small");
    private static final Paths LARGE_PATHS = Paths.under("/large");
    private static final Paths TREE = Paths.underManyParents("/tree");

    /** So that no snapshot is written while something else is measured. */
    private static final Map<String, String> NO_SNAPSHOTS = Map.of("snapCount", "100000000");

    private static final Map<String, String> MANY_SNAPSHOTS = Map.of("snapCount", "10000");

    static final List<Case> ALL = List.of(
            new Case("reads", "reads, 16 x 16", trial -> reads(trial, 16, 16, Budget.ratioAtLeast(6), Budget.NONE)),
            new Case(
                    "reads-1x1", "reads, 1 x 1", trial -> reads(trial, 1, 1, Budget.NONE, Budget.ratioAtMost(1 / 3.0))),
            new Case(
                    "writes", "writes, 16 x 16", trial -> writes(trial, 16, 16, Budget.ratioAtLeast(1.8), Budget.NONE)),
            new Case(
                    "writes-1x1", "writes, 1 x 1", trial -> writes(trial, 1, 1, Budget.NONE, Budget.ratioAtMost(0.75))),
            new Case("mixed", "90 % reads, 10 % writes, 16 x 16", Cases::mixed),
            new Case("creates", "creates, 16 x 16", Cases::creates),
            new Case("multis", "multis of 10 setData, 16 x 4", Cases::multis),
            new Case("ephemerals", "create and delete of ephemerals, 16 x 16", Cases::ephemerals),
            new Case("children", "lists of 10 k children, 4 x 2", Cases::children),
            new Case("large-reads", "reads of 100 kB, 4 x 4", Cases::largeReads),
            new Case("large-writes", "writes of 100 kB, 4 x 4", Cases::largeWrites),
            new Case(
                    "watches",
                    "watches, each of its own znode",
                    trial -> watches(
                            trial, Watchers.eachOfItsOwn(16, trial.extent().watches()), 16)),
            new Case(
                    "shared-watches",
                    "watches, 100 znodes with the same watchers",
                    trial -> watches(
                            trial, Watchers.ofTheSame(100, trial.extent().watches()), 4)),
            new Case("sessions", "sessions opened and closed, 16 at a time", Cases::sessions),
            new Case("connections", "2,000 connections, 5 k reads/s in all", Cases::connections),
            new Case("starts", "start on an empty directory", Cases::starts),
            new Case("million", "1 M znodes", Cases::million),
            new Case("snapshots", "writes during snapshots of 1 M znodes, 2 k/s", Cases::snapshots));

    private Cases() {}

    private static void reads(Trial trial, int connections, int window, Budget throughput, Budget median)
            throws IOException {
        trial.start(Map.of());
        trial.create(PATHS, ZNODES, DATA);
        steady(trial, connections, window, ReadsAndWrites.reads(PATHS, ZNODES, DATA), throughput, median);
    }

    private static void writes(Trial trial, int connections, int window, Budget throughput, Budget median)
            throws IOException {
        trial.start(Map.of());
        trial.create(PATHS, ZNODES, DATA);
        steady(trial, connections, window, ReadsAndWrites.writes(PATHS, ZNODES, DATA), throughput, median);
    }

    private static void mixed(Trial trial) throws IOException {
        trial.start(Map.of());
        trial.create(PATHS, ZNODES, DATA);
        steady(trial, 16, 16, new ReadsAndWrites(PATHS, ZNODES, DATA, 10), Budget.NONE, Budget.NONE);
    }

    private static void creates(Trial trial) throws IOException {
        trial.start(Map.of());
        trial.create(TREE, 0, DATA);
        steady(trial, 16, 16, new Creates(TREE, DATA), Budget.ratioAtLeast(4), Budget.NONE);
    }

    private static void multis(Trial trial) throws IOException {
        trial.start(Map.of());
        trial.create(PATHS, ZNODES, DATA);
        steady(trial, 16, 4, new Multis(PATHS, ZNODES, DATA, 10), Budget.NONE, Budget.NONE);
    }

    private static void ephemerals(Trial trial) throws IOException {
        trial.start(Map.of());
        trial.create(PATHS, 0, DATA);
        steady(trial, 16, 16, new Ephemerals(PATHS, DATA, 16), Budget.NONE, Budget.NONE);
    }

    private static void children(Trial trial) throws IOException {
        trial.start(Map.of());
        trial.create(PATHS, CHILDREN, DATA);
        byte[] parent = "/small".getBytes(StandardCharsets.US_ASCII);
        int nameLength = PATHS.length() - parent.length - 1;
        steady(trial, 4, 2, new Lists(parent, CHILDREN, nameLength), Budget.NONE, Budget.NONE);
    }

    private static void largeReads(Trial trial) throws IOException {
        trial.start(Map.of());
        trial.create(LARGE_PATHS, LARGE_ZNODES, LARGE_DATA);
        steady(trial, 4, 4, ReadsAndWrites.reads(LARGE_PATHS, LARGE_ZNODES, LARGE_DATA), Budget.NONE, Budget.NONE);
    }

    private static void largeWrites(Trial trial) throws IOException {
        trial.start(Map.of());
        trial.create(LARGE_PATHS, LARGE_ZNODES, LARGE_DATA);
        steady(trial, 4, 4, ReadsAndWrites.writes(LARGE_PATHS, LARGE_ZNODES, LARGE_DATA), Budget.NONE, Budget.NONE);
    }

    /** A closed loop: as fast as the server answers. */
    private static void steady(
            Trial trial, int connections, int window, Workload workload, Budget throughput, Budget median)
            throws IOException {
        int bufferSize = Math.max(1 << 16, 2 * workload.longestRequest());
        try (Load load = trial.connect(connections, window, bufferSize)) {
            report(trial, trial.warmUpAndRun(load, workload), throughput, median);
        }
    }

    private static void report(Trial trial, Sample sample, Budget throughput, Budget median) {
        trial.higher(THROUGHPUT, "k/s", sample.perSecond() / 1e3, throughput);
        reportCosts(trial, sample, median);
    }

    private static void reportCosts(Trial trial, Sample sample, Budget median) {
        trial.lower("CPU of the server, each", MICROS, sample.serverMicrosEach());
        trial.lower(MEDIAN, MICROS, sample.latencyMicros(50), median);
        trial.lower("99 %", MICROS, sample.latencyMicros(99));
        trial.lower("99.9 %", MICROS, sample.latencyMicros(HARDLY_ANY_SLOWER));
        trial.aside("CPU of the generator, each", MICROS, sample.generatorMicrosEach());
    }

    private static void watches(Trial trial, Watchers watchers, int window) throws IOException {
        int watches = watchers.watches();
        trial.start(NO_SNAPSHOTS);
        trial.create(PATHS, watchers.paths(), DATA);
        try (Load load = trial.connect(watchers.connections(), window, 1 << 12)) {
            // Twice to warm up, and the heap is compared when everything else is in place.
            setAndFire(trial, load, watchers);
            setAndFire(trial, load, watchers);
            long before = trial.server().liveHeapBytes();
            Sample set = trial.run(load, new SetWatches(PATHS, DATA.length, watchers), Plan.requests(watches));
            long after = trial.server().liveHeapBytes();
            Sample fired = trial.run(load, new FireWatches(PATHS, DATA, watchers), Plan.requests(watchers.paths()));
            trial.higher("set", "k/s", set.perSecond() / 1e3, Budget.NONE);
            trial.lower("set: CPU of the server, each", MICROS, set.serverMicrosEach());
            trial.higher("events", "k/s", fired.eventsPerSecond() / 1e3, Budget.NONE);
            trial.lower("heap of a watch", "B", (double) (after - before) / watches, Budget.ratioAtMost(0.5));
        }
    }

    private static void setAndFire(Trial trial, Load load, Watchers watchers) throws IOException {
        trial.run(load, new SetWatches(PATHS, DATA.length, watchers), Plan.requests(watchers.watches()));
        trial.run(load, new FireWatches(PATHS, DATA, watchers), Plan.requests(watchers.paths()));
    }

    private static void sessions(Trial trial) throws IOException {
        trial.start(Map.of());
        churn(trial, trial.extent().warmUp());
        Sample sample = churn(trial, trial.extent().measured());
        report(trial, sample, Budget.NONE, Budget.NONE);
    }

    private static Sample churn(Trial trial, Duration duration) throws IOException {
        Sample sample = SessionChurn.run(trial.server().address(), 16, duration, trial.server()::cpu);
        if (sample.anomalies() > 0) {
            trial.fault(sample.anomalies() + " sessions did not close as they have to");
        }
        return sample;
    }

    private static void connections(Trial trial) throws IOException {
        trial.start(Map.of());
        trial.create(PATHS, ZNODES, DATA);
        Workload reads = ReadsAndWrites.reads(PATHS, ZNODES, DATA);
        try (Load few = trial.connect(16, 16)) {
            trial.run(few, reads, Plan.lasting(trial.extent().warmUp()));
        }
        long before = trial.server().liveHeapBytes();
        try (Load load = trial.connect(MANY_CONNECTIONS, 16, 1 << 12)) {
            long after = trial.server().liveHeapBytes();
            trial.run(load, reads, Plan.lasting(trial.extent().warmUp()).atRate(READS_PER_SECOND));
            Sample sample = trial.run(
                    load, reads, Plan.lasting(trial.extent().measured()).atRate(READS_PER_SECOND));
            reportCosts(trial, sample, Budget.NONE);
            trial.lower(
                    "heap of an idle session",
                    "B",
                    (double) (after - before) / MANY_CONNECTIONS,
                    Budget.ratioAtMost(0.5));
        }
    }

    private static void starts(Trial trial) throws IOException {
        for (int start = 0; start < trial.extent().starts(); start++) {
            if (start > 0) {
                trial.stop();
                trial.empty();
            }
            trial.start(Map.of());
            trial.lower(
                    "until the first session", "ms", trial.server().startTook().toMillis(), Budget.ratioAtMost(0.6));
        }
    }

    private static void million(Trial trial) throws IOException {
        int znodes = trial.extent().znodes();
        trial.start(Map.of());
        long before = trial.server().liveHeapBytes();
        trial.create(TREE, znodes, DATA);
        long after = trial.server().liveHeapBytes();
        trial.lower("heap of a znode", "B", (double) (after - before) / znodes, Budget.ratioAtMost(0.55));
        trial.lower("resident memory", "MiB", trial.server().residentBytes() / 1048576.0);
        // Here, where both have the same transactions on disk: later, the faster one has more.
        trial.restart(Map.of());
        trial.lower(
                "start, until the first session",
                "ms",
                trial.server().startTook().toMillis(),
                Budget.ratioAtMost(1 / 3.0));
        measure(trial, "reads, 16 x 16", ReadsAndWrites.reads(TREE, znodes, DATA));
        measure(trial, "writes, 16 x 16", ReadsAndWrites.writes(TREE, znodes, DATA));
    }

    private static void measure(Trial trial, String name, Workload workload) throws IOException {
        try (Load load = trial.connect(16, 16)) {
            Sample sample = trial.warmUpAndRun(load, workload);
            trial.higher(name, "k/s", sample.perSecond() / 1e3, Budget.NONE);
            trial.lower(name + ": CPU of the server, each", MICROS, sample.serverMicrosEach());
        }
    }

    private static void snapshots(Trial trial) throws IOException {
        int znodes = trial.extent().znodes();
        trial.start(NO_SNAPSHOTS);
        trial.create(TREE, znodes, DATA);
        trial.restart(NO_SNAPSHOTS);
        double without = writesAtRate(trial, znodes).latencyMicros(HARDLY_ANY_SLOWER);
        trial.restart(MANY_SNAPSHOTS);
        long snapshotsBefore = countSnapshots(trial.dataDirectory());
        Sample sample = writesAtRate(trial, znodes);
        double with = sample.latencyMicros(HARDLY_ANY_SLOWER);
        long snapshots = countSnapshots(trial.dataDirectory()) - snapshotsBefore;
        if (snapshots == 0) {
            trial.fault("no snapshot was written");
        }
        trial.lower("99.9 % without", MICROS, without);
        trial.lower("99.9 %", MICROS, with);
        trial.lower("99.9 % by that without", "×", with / without, Budget.valueAtMost(1.5));
        trial.lower("longest", MICROS, sample.latencyMicros(100));
        trial.aside("snapshots, with those of the warm-up", "", snapshots);
    }

    /** Measured for three times as long as other cases, so that several snapshots fit in. */
    private static Sample writesAtRate(Trial trial, int znodes) throws IOException {
        Workload writes = ReadsAndWrites.writes(TREE, znodes, DATA);
        Duration measured = trial.extent().measured().multipliedBy(3);
        try (Load load = trial.connect(16, 64)) {
            trial.run(load, writes, Plan.lasting(trial.extent().warmUp()).atRate(WRITES_PER_SECOND));
            return trial.run(load, writes, Plan.lasting(measured).atRate(WRITES_PER_SECOND));
        }
    }

    private static long countSnapshots(Path dataDirectory) throws IOException {
        try (Stream<Path> files = Files.walk(dataDirectory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("snapshot."))
                    .count();
        }
    }
}
