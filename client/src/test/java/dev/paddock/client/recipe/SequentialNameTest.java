package dev.paddock.client.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SequentialNameTest {
    @Test
    void namesAreOrderedByTheirNumbersAndNotByTheirMarks() {
        assertThat(Stream.of("read-ff-0000000010", "write-00-0000000011", "read-aa-0000000009")
                        .flatMap(name -> SequentialName.parse(name).stream())
                        .sorted()
                        .map(SequentialName::kind))
                .containsExactly("read", "read", "write");
    }

    @Test
    void whatSomebodyElseHasPutThereIsNotInTheLine() {
        assertThat(Stream.of("notes", "lock-0000000001", "lock-xyz-0000000001", "lock-ab-12")
                        .flatMap(name -> SequentialName.parse(name).stream()))
                .isEmpty();
    }

    @Test
    void eachWaitsForTheOneBeforeIt() {
        SequentialName one = SequentialName.parse("lock-aa-0000000001").orElseThrow();
        SequentialName two = SequentialName.parse("lock-bb-0000000002").orElseThrow();
        assertThat(Line.Order.ONE_BY_ONE.inTheWayOf(List.of())).isEmpty();
        assertThat(Line.Order.ONE_BY_ONE.inTheWayOf(List.of(one, two))).contains(two);
    }
}
