package dev.paddock.datatree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrieTest {
    /** All keys differ, most do, few do; only the bits of the last levels, only the last four, none. */
    @Provide
    Arbitrary<Hashing> hashings() {
        return Arbitraries.of(-1L, 0xFFFL, 0x1FL, 0xFF00_0000_0000_0000L, 0xF000_0000_0000_0000L, 0L)
                .map(PoorHashing::new);
    }

    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers().between(0, 119).list().ofMaxSize(150);
    }

    @Property(tries = 1500)
    void isASetWhateverTheHashing(
            @ForAll("hashings") Hashing hashing,
            @ForAll("steps") List<Integer> steps,
            @ForAll @IntRange(min = 1, max = 40) int stepsPerEdit) {
        Object[] trie = null;
        TreeSet<String> model = new TreeSet<>();
        List<Object[]> versions = new ArrayList<>();
        List<List<String>> expected = new ArrayList<>();
        Object edit = new Object();
        int done = 0;
        for (int step : steps) {
            // Of the numbers up to 120 one half adds, one half removes: 60 keys.
            String key = "key" + step / 2;
            trie = step % 2 == 0 ? add(trie, hashing, key, edit) : remove(trie, hashing, key, edit);
            boolean isAdded = step % 2 == 0;
            boolean changed = isAdded ? model.add(key) : model.remove(key);
            assertThat(contains(trie, hashing, key))
                    .as("%s, changed: %s", key, changed)
                    .isEqualTo(isAdded);
            if (++done % stepsPerEdit == 0) {
                versions.add(trie);
                expected.add(List.copyOf(model));
                edit = done % 3 == 0 ? null : new Object();
            }
        }
        versions.add(trie);
        expected.add(List.copyOf(model));

        for (int i = 0; i < versions.size(); i++) {
            Object[] version = versions.get(i);
            List<IndexedPath> entries = TrieChecks.check(
                    version, IndexedPath.class, hashing, entry -> entry.path().array());
            assertThat(entries.stream().map(entry -> entry.path().toString()).sorted())
                    .containsExactlyElementsOf(expected.get(i));
        }
    }

    @Test
    void changesOneSetInPlaceUnderOneEditAndCopiesWithoutOne() {
        Hashing hashing = new Hashing(1, 2);
        Object edit = new Object();
        Object[] set = null;
        for (int i = 0; i < 10; i++) {
            set = add(set, hashing, "key" + i, edit);
        }

        Object[] more = add(set, hashing, "a", null);
        assertThat(more).isNotSameAs(set);
        assertThat(add(set, hashing, "a", new Object())).isNotSameAs(set);
        assertThat(contains(set, hashing, "a")).isFalse();
        assertThat(add(set, hashing, "a", edit)).isSameAs(set);
        assertThat(contains(set, hashing, "a")).isTrue();
        assertThat(remove(set, hashing, "a", edit)).isSameAs(set);
        assertThat(contains(more, hashing, "a")).isTrue();
    }

    @Test
    void keysOfOneHashStandInARowBelowItsLastBit() {
        Hashing hashing = new PoorHashing(0);
        Object[] trie = null;
        for (int i = 0; i < 10; i++) {
            trie = add(trie, hashing, "key" + i, null);
        }

        assertThat(TrieChecks.depth(trie)).isEqualTo(23);
        assertThat(contains(trie, hashing, "key9")).isTrue();
        assertThat(contains(trie, hashing, "key10")).isFalse();
    }

    @Test
    void whatIsLeftOfALongWayIsShort() {
        Hashing hashing = new PoorHashing(0);
        Object[] trie = remove(add(add(null, hashing, "a", null), hashing, "b", null), hashing, "a", null);

        assertThat(TrieChecks.depth(trie)).isEqualTo(1);
        assertThat(remove(trie, hashing, "b", null)).isNull();
    }

    @Test
    void isAsDeepAsTheLogarithmOfItsSize() {
        Hashing hashing = Hashing.seeded(new Random(7));
        Object edit = new Object();
        Object[] trie = null;
        for (int i = 0; i < 100_000; i++) {
            trie = add(trie, hashing, "key" + i, edit);
        }

        // 32^3 < 100,000 < 32^4; two keys in a hundred thousand may have another level or two in common
        assertThat(TrieChecks.depth(trie)).isBetween(4, 8);
    }

    private static Object[] add(Object[] trie, Hashing hashing, String key, Object edit) {
        return IndexedPath.add(trie, hashing, Utf8.of(key).array(), edit);
    }

    private static Object[] remove(Object[] trie, Hashing hashing, String key, Object edit) {
        return IndexedPath.remove(trie, hashing, Utf8.of(key).array(), edit);
    }

    private static boolean contains(Object[] trie, Hashing hashing, String key) {
        return IndexedPath.contains(trie, hashing, Utf8.of(key).array());
    }
}
