package dev.paddock.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactSetTest {
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 0xF, 0xF0000000, 0x00F00F00})
    void isASetThroughAllSizes(int bitsOfHashes) {
        Random random = new Random(21);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            elements.add(new Element(random.nextInt() & bitsOfHashes));
        }
        CompactSet<Element> set = new CompactSet<>(77);
        Set<Element> expected = new HashSet<>();

        for (int i = 0; i < 20_000; i++) {
            Element element = elements.get(random.nextInt(elements.size()));
            // fills up, empties, fills up, empties
            if (random.nextInt(10) < (i / 5_000 % 2 == 0 ? 8 : 2)) {
                assertThat(set.add(element)).isEqualTo(expected.add(element));
            } else {
                assertThat(set.remove(element)).isEqualTo(expected.remove(element));
            }
            assertThat(set.size()).isEqualTo(expected.size());
            if (i % 500 == 0) {
                assertThat(elements).allMatch(each -> set.contains(each) == expected.contains(each));
                assertThat(all(set)).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    /** As when everybody whom an event has told watches another znode, one after the other. */
    @Test
    @Timeout(10)
    void isFilledInTheOrderOfAnotherInNoTime() {
        Random random = new Random(22);
        CompactSet<Element> from = new CompactSet<>(random.nextInt());
        for (int i = 0; i < 400_000; i++) {
            from.add(new Element(random.nextInt()));
        }
        CompactSet<Element> to = new CompactSet<>(random.nextInt());

        from.forEach(to::add);

        assertThat(to.size()).isEqualTo(400_000);
    }

    private static List<Element> all(CompactSet<Element> set) {
        List<Element> all = new ArrayList<>();
        set.forEach(all::add);
        return all;
    }

    private static final class Element extends Hashed<Element> {
        Element(int hash) {
            super(hash);
        }
    }
}
