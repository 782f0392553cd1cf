package dev.paddock.bench.maps;

import dev.paddock.datatree.NamedEntry;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** The names that the maps are filled with: sequential ones, in the order in which they are given out. */
final class Names {
    private Names() {}

    static NamedEntry entry(int number) {
        return new NamedEntry("node-%010d".formatted(number).getBytes(StandardCharsets.US_ASCII));
    }

    static NamedEntry[] entries(int count) {
        NamedEntry[] entries = new NamedEntry[count];
        for (int i = 0; i < count; i++) {
            entries[i] = entry(i);
        }
        return entries;
    }

    /** The same entries in no order. */
    static NamedEntry[] shuffled(NamedEntry[] entries) {
        Random random = new Random(5);
        NamedEntry[] shuffled = entries.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            NamedEntry swapped = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = swapped;
        }
        return shuffled;
    }
}
