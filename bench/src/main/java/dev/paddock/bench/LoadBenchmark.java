package dev.paddock.bench;

import dev.paddock.datatree.State;
import dev.paddock.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.server.DataTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;

/** Building the tree of 1.09 million znodes from nothing, as a start does with a snapshot once that has been read. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(LoadBenchmark.ZNODES)
public class LoadBenchmark {
    static final int ZNODES = Shape.DEEP_ZNODES;

    @org.openjdk.jmh.annotations.State(Scope.Benchmark)
    public static class Utf8Paths {
        private final List<Utf8> paths = new ArrayList<>(ZNODES);

        public Utf8Paths() {
            Shape.DEEP.forEachPath(path -> paths.add(Utf8.of(path)));
        }
    }

    @org.openjdk.jmh.annotations.State(Scope.Benchmark)
    public static class StringPaths {
        private final List<String> paths = new ArrayList<>(ZNODES);

        public StringPaths() {
            Shape.DEEP.forEachPath(paths::add);
        }
    }

    @Benchmark
    public State paddock(Utf8Paths utf8) {
        return PaddockTree.loaded(utf8.paths).state();
    }

    @Benchmark
    public DataTree zooKeeper(StringPaths strings) {
        ZooKeeperTree tree = new ZooKeeperTree();
        strings.paths.forEach(path -> tree.create(path, Shape.data()));
        return tree.tree();
    }
}
