package dev.paddock.bench;

import dev.paddock.datatree.Znode;
import dev.paddock.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.server.DataNode;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Finding a znode by a path of four parts among 1.09 million, in random order. The keys are ready: a {@code String} has
 * its hash by then, while ours is hashed each time. {@link #mapByWireBytes} is what a server with such a map does.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LookupBenchmark {
    /** Enough that neither they nor the znodes stay in a cache close to the core. */
    private static final int PATHS = 1 << 16;

    /** The paths to ask for, over and over. */
    @State(Scope.Benchmark)
    public static class Keys {
        private final List<String> paths = Shape.someLeaves(PATHS);
        private final String[] strings = paths.toArray(String[]::new);
        private final Utf8[] utf8 = paths.stream().map(Utf8::of).toArray(Utf8[]::new);
        private int next;

        private int next() {
            next = (next + 1) & (PATHS - 1);
            return next;
        }
    }

    @State(Scope.Benchmark)
    public static class Paddock {
        private final dev.paddock.datatree.State state =
                PaddockTree.loaded(Shape.DEEP).state();
    }

    @State(Scope.Benchmark)
    public static class WholePaths {
        private final ConcurrentHashMap<String, Object> map = new ConcurrentHashMap<>();

        public WholePaths() {
            Shape.DEEP.forEachPath(path -> map.put(path, Shape.data()));
        }
    }

    @State(Scope.Benchmark)
    public static class ZooKeeper {
        private final ZooKeeperTree tree = ZooKeeperTree.created(Shape.DEEP);
    }

    @Benchmark
    public Znode paddock(Paddock paddock, Keys keys) {
        return paddock.state.find(keys.utf8[keys.next()]);
    }

    @Benchmark
    public Object map(WholePaths wholePaths, Keys keys) {
        return wholePaths.map.get(keys.strings[keys.next()]);
    }

    @Benchmark
    public Object mapByWireBytes(WholePaths wholePaths, Keys keys) {
        return wholePaths.map.get(new String(keys.utf8[keys.next()].array(), StandardCharsets.UTF_8));
    }

    @Benchmark
    public DataNode zooKeeper(ZooKeeper zooKeeper, Keys keys) {
        return zooKeeper.tree.find(keys.strings[keys.next()]);
    }
}
