package dev.paddock.bench.maps;

import dev.paddock.bench.ChildJvm;
import dev.paddock.bench.Heap;
import dev.paddock.datatree.NamedEntry;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Heap bytes that a map takes per entry, the entry itself not counted. A JVM of its own for each candidate. */
public final class MapMemory {
    private static final int ENTRIES = 1_000_000;

    private MapMemory() {}

    /** With a candidate, a size and whether names come in order: that figure. */
    public static void main(String[] arguments) {
        Candidate candidate = Candidate.valueOf(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        NamedEntry[] ordered = Names.entries(ENTRIES);
        NamedEntry[] entries = Boolean.parseBoolean(arguments[2]) ? ordered : Names.shuffled(ordered);
        fill(candidate, Arrays.copyOf(entries, size));
        long before = Heap.used();
        List<NameMap> maps = new ArrayList<>(ENTRIES / size);
        for (int from = 0; from < ENTRIES; from += size) {
            maps.add(fill(candidate, Arrays.copyOfRange(entries, from, from + size)));
        }
        long after = Heap.used();
        Reference.reachabilityFence(maps);
        Reference.reachabilityFence(ordered);
        Reference.reachabilityFence(entries);
        System.out.printf(Locale.ROOT, "%.1f%n", (double) (after - before) / ENTRIES);
    }

    static String measure(Candidate candidate, int size, boolean inOrder) {
        return ChildJvm.run(
                MapMemory.class, Heap.JVM_OPTIONS, candidate.name(), Integer.toString(size), Boolean.toString(inOrder));
    }

    private static NameMap fill(Candidate candidate, NamedEntry[] entries) {
        NameMap map = candidate.empty();
        for (NamedEntry entry : entries) {
            map = map.with(entry);
        }
        return map;
    }
}
