package dev.paddock.bench;

import dev.paddock.datatree.Prepared;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.DeleteRequest;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A create under a parent with few or many children. {@code create} decides on each request against the same state, which
 * is then dropped, so the number of children is exact; ZooKeeper's tree cannot do that, so for both there is also a create
 * followed by its delete.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class WideParentBenchmark {
    private static final int NAMES = 1 << 16;

    @Param({"1000", "1000000"})
    public int children;

    private int next;

    private int next() {
        next = (next + 1) & (NAMES - 1);
        return next;
    }

    private Stream<String> present() {
        return Stream.concat(
                Stream.of("/queue"), IntStream.range(0, children).mapToObj("/queue/node-%010d"::formatted));
    }

    private List<String> absent() {
        return new Random(3)
                .ints(NAMES, children, Integer.MAX_VALUE)
                .mapToObj("/queue/node-%010d"::formatted)
                .toList();
    }

    @State(Scope.Benchmark)
    public static class Paddock {
        private PaddockTree tree;
        private CreateRequest[] creates;
        private DeleteRequest[] deletes;

        @Setup
        public void fill(WideParentBenchmark benchmark) {
            tree = PaddockTree.loaded(benchmark.present().map(Utf8::of).toList());
            List<String> absent = benchmark.absent();
            creates = absent.stream().map(Shape::createRequest).toArray(CreateRequest[]::new);
            deletes = absent.stream()
                    .map(path -> new DeleteRequest(Utf8.of(path), ExpectedVersion.ANY))
                    .toArray(DeleteRequest[]::new);
        }
    }

    @State(Scope.Benchmark)
    public static class ZooKeeper {
        private final ZooKeeperTree tree = new ZooKeeperTree();
        private final byte[] data = Shape.data();
        private String[] absent;

        @Setup
        public void fill(WideParentBenchmark benchmark) {
            benchmark.present().forEach(path -> tree.create(path, Shape.data()));
            absent = benchmark.absent().toArray(String[]::new);
        }
    }

    @Benchmark
    public Prepared createPaddock(Paddock paddock) {
        return paddock.tree.prepare(paddock.creates[next()]);
    }

    @Benchmark
    public Prepared createAndDeletePaddock(Paddock paddock) {
        int index = next();
        paddock.tree.write(paddock.creates[index]);
        return paddock.tree.write(paddock.deletes[index]);
    }

    @Benchmark
    public String createAndDeleteZooKeeper(ZooKeeper zooKeeper) {
        String path = zooKeeper.absent[next()];
        zooKeeper.tree.create(path, zooKeeper.data);
        zooKeeper.tree.delete(path);
        return path;
    }
}
