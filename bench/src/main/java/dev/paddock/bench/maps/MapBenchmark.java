package dev.paddock.bench.maps;

import dev.paddock.datatree.NamedEntry;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Finding, adding and removing names in no order. A change is made to the same map again and again, and dropped. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class MapBenchmark {
    private static final int MOST_NAMES = 1 << 16;

    @Param
    public Candidate candidate;

    @Param({"10", "1000", "100000", "1000000"})
    public int size;

    private NameMap map;
    private byte[][] present;
    private NamedEntry[] absent;
    private int next;

    /** Every second number is taken, so that new names come between old ones. */
    @Setup
    public void fill() {
        map = candidate.empty();
        NamedEntry[] taken = new NamedEntry[size];
        NamedEntry[] free = new NamedEntry[size];
        for (int i = 0; i < size; i++) {
            taken[i] = Names.entry(2 * i);
            free[i] = Names.entry(2 * i + 1);
            map = map.with(taken[i]);
        }
        int names = Math.min(size, MOST_NAMES);
        absent = Arrays.copyOf(Names.shuffled(free), names);
        present = new byte[names][];
        NamedEntry[] shuffled = Names.shuffled(taken);
        for (int i = 0; i < names; i++) {
            // An array of its own: a name in a request is not the one in the map.
            present[i] = shuffled[i].name().clone();
        }
    }

    private int next() {
        next = next + 1 < present.length ? next + 1 : 0;
        return next;
    }

    @Benchmark
    public NamedEntry find() {
        byte[] name = present[next()];
        return map.find(name, 0, name.length);
    }

    @Benchmark
    public NameMap with() {
        return map.with(absent[next()]);
    }

    @Benchmark
    public NameMap without() {
        byte[] name = present[next()];
        return map.without(name, 0, name.length);
    }
}
