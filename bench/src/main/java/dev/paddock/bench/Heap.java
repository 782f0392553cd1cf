package dev.paddock.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** How much of the heap is in use by what can still be reached. */
public final class Heap {
    /** The serial collector leaves no gaps, and no part of a region counts as used that is not. */
    public static final List<String> JVM_OPTIONS =
            List.of("-Xms4g", "-Xmx4g", "-XX:+UseSerialGC", "-XX:+UseCompressedOops");

    private static final int COLLECTIONS = 4;

    private Heap() {}

    /** As the last collection left it: what a thread has reserved since to allocate from would count as used, too. */
    public static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            ManagementFactory.getMemoryMXBean().gc();
        }
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                used += pool.getCollectionUsage().getUsed();
            }
        }
        return used;
    }
}
