package dev.paddock.bench.maps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.NamedEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is compared must do the same work. */
class NameMapTest {
    private static final int STEPS = 20_000;
    private static final int NUMBERS = 3_000;

    @ParameterizedTest
    @EnumSource
    void holdsWhatASortedMapHoldsAfterAnyChanges(Candidate candidate) {
        Random random = new Random(7);
        TreeMap<String, NamedEntry> expected = new TreeMap<>();
        NameMap map = candidate.empty();
        for (int step = 0; step < STEPS; step++) {
            NamedEntry entry = Names.entry(random.nextInt(NUMBERS));
            byte[] name = entry.name();
            String text = text(entry);
            assertThat(map.find(name, 0, name.length)).isSameAs(expected.get(text));
            // First it grows, then it shrinks.
            if (random.nextInt(STEPS) > step) {
                map = map.with(entry);
                expected.put(text, entry);
            } else if (expected.remove(text) != null) {
                map = map.without(name, 0, name.length);
            }
        }
        assertThat(contents(map)).containsExactlyInAnyOrderElementsOf(expected.values());
    }

    @ParameterizedTest
    @EnumSource
    void keepsEveryVersionAsItWas(Candidate candidate) {
        NamedEntry[] entries = Names.entries(500);
        List<NameMap> versions = new ArrayList<>(List.of(candidate.empty()));
        for (NamedEntry entry : entries) {
            versions.add(versions.get(versions.size() - 1).with(entry));
        }
        NameMap last = versions.get(entries.length);
        for (NamedEntry entry : Names.shuffled(entries)) {
            last = last.without(entry.name(), 0, entry.name().length);
        }
        assertThat(contents(last)).isEmpty();
        for (int size = 0; size <= entries.length; size++) {
            assertThat(contents(versions.get(size)))
                    .containsExactlyInAnyOrderElementsOf(List.of(entries).subList(0, size));
        }
    }

    private static List<NamedEntry> contents(NameMap map) {
        List<NamedEntry> entries = new ArrayList<>();
        map.forEach(entries::add);
        return entries;
    }

    private static String text(NamedEntry entry) {
        return new String(entry.name(), StandardCharsets.US_ASCII);
    }
}
