package dev.paddock.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Everything that is measured of the state, in one run, as one table with the budgets. An argument names a file for JMH's
 * own results.
 */
public final class StateBench {
    /** A collector that does not work beside what is measured: with G1 single figures were off by a factor. */
    private static final String[] JVM_OPTIONS = {
        "-Xms4g", "-Xmx4g", "-XX:+UseParallelGC", "-Dslf4j.internal.verbosity=ERROR"
    };

    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final String FEW = "1000";
    private static final String MANY = "1000000";

    private final Map<String, Double> nanos = new HashMap<>();
    private final Map<String, Double> allocations = new HashMap<>();

    private StateBench() {}

    public static void main(String[] arguments) throws RunnerException {
        List<Figure> figures = new ArrayList<>(ZnodeMemory.measure());
        StateBench bench = new StateBench();
        bench.run(arguments);
        figures.addAll(bench.figures());
        Figure.print(figures);
    }

    private void run(String[] arguments) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("dev\\.paddock\\.bench\\.\\w+Benchmark\\.")
                .forks(1)
                .threads(1)
                .warmupIterations(4)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(8)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .jvmArgs(JVM_OPTIONS);
        if (arguments.length > 0) {
            options = options.resultFormat(ResultFormatType.JSON).result(arguments[0]);
        }
        keep(new Runner(options.build()).run());
    }

    private void keep(Collection<RunResult> results) {
        for (RunResult result : results) {
            BenchmarkParams params = result.getParams();
            String name = params.getBenchmark().replaceFirst("^.*\\.(\\w+)Benchmark\\.", "$1.");
            String children = params.getParam("children");
            String key = children == null ? name : name + ":" + children;
            nanos.put(key, result.getPrimaryResult().getScore());
            allocations.put(key, result.getSecondaryResults().get(ALLOCATION).getScore());
        }
    }

    private List<Figure> figures() {
        double found = nanos.get("Lookup.paddock");
        double few = nanos.get("WideParent.createPaddock:" + FEW);
        double many = nanos.get("WideParent.createPaddock:" + MANY);
        return List.of(
                // At 0.4 of the speed or more means at 1 / 0.4 of the time or less.
                compared("look up a path of 4 parts, and a hash map", "Lookup.paddock", "Lookup.map")
                        .atMost(2.5),
                new Figure(
                                "the same: bytes allocated",
                                "B",
                                allocations.get("Lookup.paddock"),
                                allocations.get("Lookup.map"),
                                allocations.get("Lookup.paddock"),
                                "",
                                true)
                        .atMost(0.5),
                compared("the same, and a hash map asked by bytes", "Lookup.paddock", "Lookup.mapByWireBytes"),
                compared("the same, and ZooKeeper's tree", "Lookup.paddock", "Lookup.zooKeeper"),
                compared("create (ours: prepare and apply)", "Write.createPaddock", "Write.createZooKeeper")
                        .atMost(1.0),
                compared("create, a state for every 16", "Write.createInSeriesPaddock", "Write.createZooKeeper"),
                new Figure("create under 1 k children, by 1 M", "ns", few, many, many / few, "", true).atMost(3.0),
                pair("create and delete among 1 k children", FEW),
                pair("create and delete among 1 M children", MANY),
                compared("delete (ours: prepare and apply)", "Write.deletePaddock", "Write.deleteZooKeeper"),
                compared("setData (ours: prepare and apply)", "Write.setDataPaddock", "Write.setDataZooKeeper"),
                compared("apply a create that was decided elsewhere", "Write.applyPaddock", "Write.applyZooKeeper"),
                compared("replay creates, one edit for all", "Write.replayPaddock", "Write.applyZooKeeper"),
                compared("build a tree, per znode", "Load.paddock", "Load.zooKeeper"));
    }

    private Figure compared(String name, String ours, String theirs) {
        return Figure.of(name, "ns", nanos.get(ours), nanos.get(theirs));
    }

    private Figure pair(String name, String children) {
        return compared(
                name,
                "WideParent.createAndDeletePaddock:" + children,
                "WideParent.createAndDeleteZooKeeper:" + children);
    }
}
