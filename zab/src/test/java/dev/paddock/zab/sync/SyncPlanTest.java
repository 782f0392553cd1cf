package dev.paddock.zab.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Zxid;
import dev.paddock.zab.history.History;
import dev.paddock.zab.message.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SyncPlanTest {
    @Example
    void theSameHistoryNeedsNothing() {
        assertThat(plan("1/0", "1/1 1/2", "1/2", 1)).isEqualTo(diff("1/2"));
        assertThat(plan("0/0", "", "0/0", 0)).isEqualTo(diff("0/0"));
    }

    @Example
    void aBeginningGetsTheRest() {
        assertThat(plan("1/0", "1/1 1/2 2/1", "1/1", 1)).isEqualTo(diff("1/1"));
    }

    @Example
    void whatIsRightBeforeTheWindowIsStillWithinIt() {
        assertThat(plan("1/4", "1/5 1/6", "1/4", 1)).isEqualTo(diff("1/4"));
    }

    @Example
    void whatIsOlderThanTheWindowMayBeInTheLog() {
        assertThat(plan("1/4", "1/5 1/6", "1/3", 1)).isEqualTo(new SyncPlan(SyncPlan.Kind.LOG, zxid("1/3")));
    }

    @Example
    void whatIsOlderThanASnapshotOfALeaderIsNotReadFromTheLog() {
        History history = new History(zxid("2/2"), proposals("2/3"), zxid("2/2"));

        assertThat(plan(history, "1/2", 1).kind()).isEqualTo(SyncPlan.Kind.SNAP);
    }

    @Example
    void whatIsBeyondTheEndIsTakenBack() {
        assertThat(plan("1/0", "1/1 1/2", "1/3", 1)).isEqualTo(trunc("1/2"));
    }

    @Example
    void whatAnotherLeaderOfTheEpochDidNotCommitIsTakenBackAndTheRestFollows() {
        assertThat(plan("1/0", "1/1 1/2 2/1", "1/3", 1)).isEqualTo(trunc("1/2"));
    }

    @Example
    void anEpochThatIsNotInTheHistoryIsNotCutAcross() {
        assertThat(plan("1/0", "1/1 3/1", "2/2", 2).kind()).isEqualTo(SyncPlan.Kind.SNAP);
    }

    @Example
    void whoHasAcceptedAnEpochAndNothingOfItHasItsBeginning() {
        // The leader came to epoch 2 by a snapshot, the learner by its log.
        assertThat(plan("2/0", "2/1", "1/5", 2)).isEqualTo(diff("2/0"));
        assertThat(plan("1/5", "2/1", "2/0", 2)).isEqualTo(diff("2/0"));
    }

    @Example
    void theBeginningOfAnEpochThatWasNeverOursMayHoldAnything() {
        assertThat(plan("1/0", "1/1 1/2 4/1", "3/0", 3).kind()).isEqualTo(SyncPlan.Kind.SNAP);
    }

    @Example
    void aSnapshotIsNamedByItsLastTransactionUnlessTheLearnerHasSomethingBehindThat() {
        History history = new History(zxid("1/0"), proposals("1/1 1/2"), zxid("1/0"));
        SyncPlan.Leader leader = new SyncPlan.Leader(history, zxid("1/2"), 5, 4, false);

        assertThat(SyncPlan.choose(leader, zxid("0/7"), 0)).isEqualTo(snap("1/2"));
        assertThat(SyncPlan.choose(leader, zxid("1/3"), 1)).isEqualTo(snap("5/0"));
    }

    @Example
    void aServerThatHasLostItsDataGetsASnapshot() {
        History history = new History(zxid("1/0"), proposals("1/1"), zxid("1/0"));
        SyncPlan.Leader leader = new SyncPlan.Leader(history, zxid("1/1"), 5, 4, true);

        assertThat(SyncPlan.choose(leader, new Zxid(-1), -1).kind()).isEqualTo(SyncPlan.Kind.SNAP);
    }

    /**
     * The leader has some of all transactions that ever were, the learner others, as ZAB allows: of each epoch a
     * beginning. Whatever is chosen, the learner ends with the history of the leader.
     */
    @Property(tries = 5_000)
    void everyPlanLeadsToTheHistoryOfTheLeader(
            @ForAll("histories") List<Zxid> leaders,
            @ForAll("histories") List<Zxid> learners,
            @ForAll("windows") int evicted) {
        int window = Math.min(evicted, leaders.size());
        Zxid base = window == 0 ? Zxid.ZERO : leaders.get(window - 1);
        History history = new History(
                base,
                leaders.subList(window, leaders.size()).stream()
                        .map(SyncPlanTest::proposal)
                        .toList(),
                Zxid.ZERO);
        Zxid learnerLast = learners.isEmpty() ? Zxid.ZERO : learners.get(learners.size() - 1);

        SyncPlan plan = SyncPlan.choose(
                new SyncPlan.Leader(history, history.last(), 9, history.last().epoch(), true),
                learnerLast,
                learnerLast.epoch());

        boolean isInLog = plan.kind() == SyncPlan.Kind.LOG && leaders.contains(plan.from());
        boolean canTruncate = plan.kind() == SyncPlan.Kind.TRUNC
                && (learners.contains(plan.from()) || plan.from().equals(Zxid.ZERO));
        if (plan.kind() == SyncPlan.Kind.DIFF || isInLog || canTruncate) {
            List<Zxid> result = new ArrayList<>(
                    learners.stream().filter(zxid -> !zxid.isAfter(plan.from())).toList());
            leaders.stream().filter(zxid -> zxid.isAfter(plan.from())).forEach(result::add);
            assertThat(result).isEqualTo(leaders);
        } else {
            // A truncation that the learner refuses and a log that does not reach back both end in a snapshot.
            assertThat(plan.kind()).isNotEqualTo(SyncPlan.Kind.DIFF);
        }
    }

    /** Of three epochs, each with a longest history that all others of that epoch begin like. */
    @Provide
    Arbitrary<List<Zxid>> histories() {
        Arbitrary<Integer> lengths = Arbitraries.integers().between(0, 4);
        return Combinators.combine(lengths, lengths, lengths).as((one, two, three) -> {
            TreeSet<Zxid> zxids = new TreeSet<>();
            for (int i = 1; i <= 4; i++) {
                // Whoever has something of a later epoch has what its leader had: all of 1, and two of 2.
                addIf(i <= (two + three > 0 ? 4 : one), Zxid.of(1, i), zxids);
                addIf(i <= (three > 0 ? 2 : two), Zxid.of(2, i), zxids);
                addIf(i <= three, Zxid.of(3, i), zxids);
            }
            return List.copyOf(zxids);
        });
    }

    private static void addIf(boolean holds, Zxid zxid, TreeSet<Zxid> zxids) {
        if (holds) {
            zxids.add(zxid);
        }
    }

    @Provide
    Arbitrary<Integer> windows() {
        return Arbitraries.integers().between(0, 8);
    }

    private static SyncPlan plan(String base, String entries, String learnerLast, long learnerEpoch) {
        return plan(new History(zxid(base), proposals(entries), Zxid.ZERO), learnerLast, learnerEpoch);
    }

    private static SyncPlan plan(History history, String learnerLast, long learnerEpoch) {
        long epochBefore = history.last().epoch();
        return SyncPlan.choose(
                new SyncPlan.Leader(history, history.last(), 5, epochBefore, true), zxid(learnerLast), learnerEpoch);
    }

    private static SyncPlan snap(String name) {
        return new SyncPlan(SyncPlan.Kind.SNAP, zxid(name));
    }

    private static SyncPlan diff(String from) {
        return new SyncPlan(SyncPlan.Kind.DIFF, zxid(from));
    }

    private static SyncPlan trunc(String to) {
        return new SyncPlan(SyncPlan.Kind.TRUNC, zxid(to));
    }

    private static List<Proposal> proposals(String zxids) {
        return Stream.of(zxids.split(" "))
                .filter(text -> !text.isEmpty())
                .map(text -> proposal(zxid(text)))
                .toList();
    }

    private static Proposal proposal(Zxid zxid) {
        return new Proposal(zxid, Bytes.EMPTY);
    }

    private static Zxid zxid(String text) {
        String[] parts = text.split("/");
        return Zxid.of(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }
}
