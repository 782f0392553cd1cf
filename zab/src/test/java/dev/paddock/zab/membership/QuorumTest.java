package dev.paddock.zab.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class QuorumTest {
    @Example
    void moreThanHalfIsAMajority() {
        Quorum quorum = new Quorum.Majority(ids(1, 2, 3, 4));

        assertThat(isReached(quorum, 1, 2)).isFalse();
        assertThat(isReached(quorum, 1, 2, 4)).isTrue();
        assertThat(isReached(quorum, 1, 2, 9)).isFalse();
    }

    @Example
    void inThreeGroupsOfThreeFourServersAreEnough() {
        Quorum quorum = threeGroups(new TreeMap<>());

        assertThat(isReached(quorum, 1, 2, 4, 5)).isTrue();
        assertThat(isReached(quorum, 1, 2, 3, 4, 7)).isFalse();
    }

    @Example
    void aGroupWithoutWeightDoesNotCount() {
        SortedMap<ServerId, Long> weights = new TreeMap<>();
        LongStream.of(7, 8, 9).forEach(id -> weights.put(new ServerId(id), 0L));
        Quorum quorum = threeGroups(weights);

        assertThat(isReached(quorum, 1, 2, 4, 5)).isTrue();
        assertThat(isReached(quorum, 1, 2, 7, 8, 9)).isFalse();
    }

    @Example
    void whileAConfigurationChangesBothMustAgree() {
        Quorum quorum = new Quorum.Joint(List.of(new Quorum.Majority(ids(1, 2, 3)), new Quorum.Majority(ids(3, 4, 5))));

        assertThat(isReached(quorum, 1, 2)).isFalse();
        assertThat(isReached(quorum, 1, 3, 4)).isTrue();
    }

    /** The one thing that everything else leans on. */
    @Property(tries = 2_000)
    void anyTwoQuorumsHaveAServerInCommon(
            @ForAll @IntRange(max = 511) int one,
            @ForAll @IntRange(max = 511) int other,
            @ForAll @IntRange(max = 80) int weighting) {
        SortedMap<ServerId, Long> weights = new TreeMap<>();
        LongStream.rangeClosed(1, 9).forEach(id -> weights.put(new ServerId(id), (weighting + id * id) % 4));
        for (Quorum quorum : List.of(threeGroups(weights), new Quorum.Majority(ids(1, 2, 3, 4, 5, 6)))) {
            if (quorum.isReachedBy(members(one)::contains) && quorum.isReachedBy(members(other)::contains)) {
                assertThat(members(one & other)).isNotEmpty();
            }
        }
    }

    private static Set<ServerId> members(int bits) {
        return LongStream.rangeClosed(1, 9)
                .filter(id -> (bits >> id - 1 & 1) == 1)
                .mapToObj(ServerId::new)
                .collect(Collectors.toSet());
    }

    private static Quorum threeGroups(SortedMap<ServerId, Long> weights) {
        SortedMap<Long, SortedSet<ServerId>> groups = new TreeMap<>();
        groups.put(1L, ids(1, 2, 3));
        groups.put(2L, ids(4, 5, 6));
        groups.put(3L, ids(7, 8, 9));
        return new Quorum.Hierarchical(groups, weights);
    }

    private static boolean isReached(Quorum quorum, long... ids) {
        return quorum.isReachedBy(ids(ids)::contains);
    }

    private static SortedSet<ServerId> ids(long... ids) {
        return LongStream.of(ids).mapToObj(ServerId::new).collect(Collectors.toCollection(TreeSet::new));
    }
}
