package dev.paddock.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;

/** How much of the heap is in use by what can still be reached. */
public final class Heap {
    /** The serial collector leaves no gaps, and no part of a region counts as used that is not. */
    public static final List<String> JVM_OPTIONS =
            List.of("-Xms4g", "-Xmx4g", "-XX:+UseSerialGC", "-XX:+UseCompressedOops");

    private static final int COLLECTIONS = 4;

    private Heap() {}

    public static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
