package dev.paddock.zab.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Input;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.PeerSettings;
import dev.paddock.zab.Reign;
import dev.paddock.zab.membership.Member;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Proposal;
import dev.paddock.zab.message.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole lives of small ensembles, in which nothing goes wrong but what the test does. */
@Timeout(30)
class PeerTest {
    private static final Message.Request SYNC = new Message.Request(7, 1, 9, Bytes.ofText("/"), List.of());

    // Election.

    @Test
    void threeElectTheLargestAndAgreeOnWhatItProposes() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(1, 2, 3).run(1_000);

        assertThat(ensemble.leader()).isSameAs(ensemble.node(3));
        ensemble.node(3).write("a");
        ensemble.node(3).write("b");
        ensemble.run(100);

        allHave(ensemble, "a", "b");
        assertThat(ensemble.node(1).serving).isEqualTo(Role.FOLLOWING);
    }

    @Test
    void oneAloneIsAnEnsembleOfOne() {
        Ensemble ensemble = Ensemble.of(5).start(5).run(0);

        ensemble.node(5).write("a");
        ensemble.run(0);

        assertThat(ensemble.node(5).delivered).containsExactly("a");
        assertThat(ensemble.node(5).currentEpoch).isEqualTo(1);
    }

    @Test
    void oneOfThreeLeadsNobody() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(3).run(60_000);

        assertThat(ensemble.node(3).serving).isNull();
        assertThat(ensemble.node(3).acceptedEpoch).isZero();
    }

    @Test
    void theLongestHistoryLeadsThoughItsServerHasTheLowestNumber() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(1, 2).run(1_000);
        ensemble.node(2).write("a");
        ensemble.run(100);
        ensemble.node(2).crash();

        ensemble.start(3).run(1_000);

        assertThat(ensemble.leader()).isSameAs(ensemble.node(1));
        allHave(ensemble, "a");
    }

    @Test
    void aLeaderThatDiesIsReplacedWithoutWaitingForThoseWhoCannotBeReached() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(1, 2, 3).run(1_000);
        ensemble.node(3).crash();

        ensemble.run(150);

        assertThat(ensemble.leader()).isSameAs(ensemble.node(2));
        assertThat(ensemble.node(1).serving).isEqualTo(Role.FOLLOWING);
    }

    @Test
    void aLeaderWithoutAQuorumStepsDown() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(1, 2, 3).run(1_000);
        ensemble.node(1).crash();
        ensemble.node(2).crash();

        ensemble.run(200);

        assertThat(ensemble.node(3).serving).isNull();
        assertThat(ensemble.node(3).toServer).last().isInstanceOf(Effect.StopServing.class);
    }

    @Test
    void aServerThatHasLostItsDataElectsNobody() {
        Ensemble ensemble = Ensemble.of(1, 2, 3);
        ensemble.node(1).snapshotZxid = new Zxid(-1);
        ensemble.node(1).acceptedEpoch = -1;
        ensemble.node(1).currentEpoch = -1;

        ensemble.start(1, 2).run(5_000);
        assertThat(ensemble.node(2).serving).isNull();

        ensemble.start(3).run(6_000);
        assertThat(ensemble.leader()).isSameAs(ensemble.node(3));
        assertThat(ensemble.node(1).serving).isEqualTo(Role.FOLLOWING);
        assertThat(ensemble.node(1).snapshotZxid).isEqualTo(Zxid.ZERO);
    }

    @Test
    void nobodyIsDroppedForSayingNothingWhereNothingWasProposed() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(1, 2, 3).run(1_000);
        ensemble.node(3).crash();
        ensemble.run(1_000);
        ensemble.start(3).run(1_000);
        ensemble.said.clear();

        ensemble.run(20_000);

        assertThat(ensemble.leader()).isSameAs(ensemble.node(2));
        assertThat(ensemble.said).noneMatch(line -> line.contains("drops"));
    }

    // Synchronisation.

    @Test
    void aFollowerThatMissedSomethingGetsTheDifference() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(1, 2, 3).run(1_000);
        ensemble.node(3).write("a");
        ensemble.run(100);
        ensemble.node(1).crash();
        ensemble.node(3).write("b");
        ensemble.run(100);
        ensemble.said.clear();

        ensemble.start(1).run(45);

        assertThat(ensemble.said)
                .containsExactly(
                        "1 -> 3 FOLLOWERINFO 1",
                        "3 -> 1 LEADERINFO 1",
                        "1 -> 3 ACKEPOCH -1 1/1",
                        "3 -> 1 DIFF 1/2",
                        "3 -> 1 PROPOSAL 1/2",
                        "3 -> 1 COMMIT 1/2",
                        "3 -> 1 NEWLEADER 1/0",
                        "1 -> 3 ACK 1/0",
                        "3 -> 1 UPTODATE",
                        "1 -> 3 ACK 1/0");
        allHave(ensemble, "a", "b");
    }

    @Test
    void whatOnlyADeadLeaderHadIsTakenBackWhenItReturns() {
        Ensemble ensemble = ghost(UnaryOperator.identity());

        ensemble.start(3).run(2_000);

        assertThat(ensemble.said).contains("2 -> 3 TRUNC 1/1", "2 -> 3 PROPOSAL 2/1");
        allHave(ensemble, "a", "b");
    }

    @Test
    void whereTruncatingFailsASnapshotIsSent() {
        Ensemble ensemble = ghost(UnaryOperator.identity());
        ensemble.node(3).refusesToTruncate = true;

        ensemble.start(3).run(3_000);

        assertThat(ensemble.said)
                .containsSubsequence("2 -> 3 TRUNC 1/1", "3 -> 2 ACKEPOCH -1 -1/4294967295", "2 -> 3 SNAP 2/1");
        allHave(ensemble, "a", "b");
    }

    @Test
    void inAMixedEnsembleNobodyIsTruncated() {
        Ensemble ensemble = ghost(settings -> with(settings, false, false, 1_000, 1L << 31));

        ensemble.start(3).run(3_000);

        assertThat(ensemble.said).contains("2 -> 3 SNAP 2/1").doesNotContain("2 -> 3 TRUNC 1/1");
        allHave(ensemble, "a", "b");
    }

    /** 3 has logged something that nobody else has, and is down; the others went on without it. */
    private static Ensemble ghost(UnaryOperator<PeerSettings> tuned) {
        Ensemble ensemble = new Ensemble(Ensemble.membership(0, 1, 2, 3), tuned)
                .start(1, 2, 3)
                .run(1_000);
        ensemble.node(3).write("a");
        ensemble.run(100);
        ensemble.node(1).crash();
        ensemble.node(2).crash();
        ensemble.node(3).write("ghost");
        ensemble.run(0);
        ensemble.node(3).crash();
        ensemble.start(1, 2).run(1_000);
        ensemble.node(2).write("b");
        ensemble.run(100);
        return ensemble;
    }

    @Test
    void whatALeaderFindsInItsLogIsCommittedWithItsEpoch() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(1, 2, 3).run(1_000);
        ensemble.node(1).isDiskStuck = true;
        ensemble.node(2).isDiskStuck = true;
        ensemble.node(3).write("a");
        ensemble.run(0);
        assertThat(ensemble.node(3).delivered).isEmpty();
        ensemble.node(1).crash();
        ensemble.node(2).crash();
        ensemble.node(1).isDiskStuck = false;
        ensemble.run(500);

        ensemble.start(1).run(2_000);

        assertThat(ensemble.leader()).isSameAs(ensemble.node(3));
        assertThat(ensemble.node(3).toServer).anyMatch(Effect.ExtendTip.class::isInstance);
        allHave(ensemble, "a");
    }

    @Test
    void whatIsNotInMemoryAnyMoreIsReadFromTheLog() {
        Ensemble ensemble = farBehind();

        ensemble.start(1).run(1_000);

        assertThat(ensemble.said)
                .contains("3 -> 1 DIFF 1/9", "3 -> 1 PROPOSAL 1/2")
                .doesNotContain("3 -> 1 SNAP 1/9");
        assertThat(ensemble.node(1).delivered).hasSize(9).isEqualTo(ensemble.node(3).delivered);
    }

    @Test
    void whatIsNotInTheLogEitherComesAsASnapshot() {
        Ensemble ensemble = farBehind();
        ensemble.node(3).log.subList(0, 4).clear();

        ensemble.start(1).run(1_000);

        assertThat(ensemble.said).containsSubsequence("3 -> 1 SNAP 1/9", "3 -> 1 NEWLEADER 1/0");
        assertThat(ensemble.node(1).delivered).hasSize(9).isEqualTo(ensemble.node(3).delivered);
    }

    private static Ensemble farBehind() {
        Ensemble ensemble = new Ensemble(
                        Ensemble.membership(0, 1, 2, 3), settings -> with(settings, true, false, 3, 1L << 31))
                .start(1, 2, 3)
                .run(1_000);
        ensemble.node(3).write("1");
        ensemble.run(100);
        ensemble.node(1).crash();
        for (int i = 2; i <= 9; i++) {
            ensemble.node(3).write(Integer.toString(i));
            ensemble.run(0);
        }
        ensemble.run(100);
        return ensemble;
    }

    @Test
    void newLeaderIsAcknowledgedOnlyWhenTheHistoryAndTheEpochAreOnDisk() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(2, 3).run(1_000);
        ensemble.node(3).write("a");
        ensemble.run(100);
        ensemble.start(1).run(10);
        ensemble.node(1).crash();
        ensemble.node(3).write("b");
        ensemble.run(100);
        ensemble.node(1).isDiskStuck = true;
        ensemble.said.clear();

        ensemble.start(1).run(500);
        assertThat(ensemble.said).contains("3 -> 1 NEWLEADER 1/0").doesNotContain("1 -> 3 ACK 1/0");

        ensemble.node(1).unstickDisk();
        ensemble.run(0);
        assertThat(ensemble.said).contains("1 -> 3 ACK 1/0");
        assertThat(ensemble.node(1).currentEpoch).isEqualTo(1);
    }

    // Broadcast.

    @Test
    void nothingIsCommittedThatAQuorumDoesNotHave() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(1, 2, 3).run(1_000);
        ensemble.node(1).isDiskStuck = true;
        ensemble.node(2).isDiskStuck = true;

        ensemble.node(3).write("a");
        ensemble.run(100);
        assertThat(ensemble.node(3).delivered).isEmpty();

        ensemble.node(1).unstickDisk();
        ensemble.run(0);
        allHave(ensemble, "a");
    }

    @Test
    void aVoteWaitsUntilTheDiskHasDoneAllThatWasBegun() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(1, 2, 3).run(1_000);
        ensemble.node(1).isDiskStuck = true;
        ensemble.node(3).write("a");
        ensemble.run(0);
        ensemble.node(3).crash();

        ensemble.run(1_000);
        assertThat(ensemble.node(2).serving).isNull();

        ensemble.node(1).unstickDisk();
        ensemble.run(1_000);
        assertThat(ensemble.leader()).isSameAs(ensemble.node(2));
        allHave(ensemble, "a");
    }

    @Test
    void observersAreInformedOfWhatIsCommittedAndAcknowledgeNothing() {
        List<Member> members = List.of(Ensemble.member(1, true), Ensemble.member(2, true), Ensemble.member(3, false));
        Ensemble ensemble = new Ensemble(Membership.of(0, members), UnaryOperator.identity())
                .start(1, 2, 3)
                .run(2_000);
        ensemble.said.clear();

        ensemble.node(2).write("a");
        ensemble.run(10);

        assertThat(ensemble.node(3).serving).isEqualTo(Role.OBSERVING);
        assertThat(ensemble.said).contains("2 -> 3 INFORM 1/1").doesNotContain("3 -> 2 ACK 1/1");
        allHave(ensemble, "a");
    }

    @Test
    void aWriteAtAFollowerIsPreparedByTheLeader() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(1, 2, 3).run(1_000);
        Ensemble.Node follower = ensemble.node(1);

        follower.give(
                new Input.Forwarded(follower.peer.reign(), new Message.Request(7, 1, 1, Bytes.ofText("a"), List.of())));
        ensemble.run(0);

        allHave(ensemble, "a");
    }

    @Test
    void aSyncPassesWhenAQuorumHasAnsweredAPing() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(1, 2, 3).run(1_000);
        Ensemble.Node follower = ensemble.node(1);

        follower.give(new Input.SyncAsked(follower.peer.reign(), SYNC));
        ensemble.node(3).give(new Input.SyncAsked(ensemble.node(3).peer.reign(), SYNC));
        ensemble.run(0);

        assertThat(follower.toServer).contains(new Effect.Synced(SYNC));
        assertThat(ensemble.node(3).toServer).contains(new Effect.Synced(SYNC));
    }

    @Test
    void aLeaderThatNobodyFollowsAnyMoreAnswersNoSync() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(1, 2, 3).run(1_000);
        ensemble.node(1).crash();
        ensemble.node(2).crash();

        ensemble.node(3).give(new Input.SyncAsked(ensemble.node(3).peer.reign(), SYNC));
        ensemble.run(1_000);

        assertThat(ensemble.node(3).toServer).doesNotContain(new Effect.Synced(SYNC));
    }

    @Test
    void aLostConnectionCostsTheFollowerNothingButTheWay() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(1, 2, 3).run(1_000);
        ensemble.node(1).disconnectFrom(ensemble.node(3));
        ensemble.node(3).write("a");

        ensemble.run(2_000);

        assertThat(ensemble.leader()).isSameAs(ensemble.node(3));
        allHave(ensemble, "a");
    }

    // The end of a reign.

    @Test
    void aLeaderThatLeavesHandsOverWithinATenthOfASecond() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(1, 2, 3).run(1_000);
        ensemble.node(3).write("a");
        ensemble.node(3).give(new Input.Resign());
        ensemble.run(0);
        assertThat(ensemble.node(3).hasLeft).isTrue();
        ensemble.node(3).crash();

        ensemble.run(100);

        assertThat(ensemble.leader()).isSameAs(ensemble.node(2));
        allHave(ensemble, "a");
    }

    @Test
    void whenTheNumbersOfAnEpochAreUsedUpAnotherEpochBegins() {
        Ensemble ensemble = new Ensemble(
                        Ensemble.membership(0, 1, 2, 3), settings -> with(settings, true, false, 1_000, 2))
                .start(1, 2, 3)
                .run(1_000);
        ensemble.node(3).write("a");
        ensemble.node(3).write("b");
        ensemble.node(3).write("refused");
        ensemble.run(300);

        Ensemble.Node leader = ensemble.leader();
        leader.write("c");
        ensemble.run(100);

        assertThat(leader.epoch).isEqualTo(2);
        allHave(ensemble, "a", "b", "c");
    }

    // Changing the configuration.

    @Test
    void aNewConfigurationNeedsAQuorumOfBoth() {
        Ensemble ensemble = changing(1, 2, 3);
        Ensemble.Node joiner = join(ensemble, 4);
        ensemble.node(1).crash();

        joiner.isDiskStuck = true;
        ensemble.node(3).submit("with 4", Ensemble.membership(0, 1, 2, 3, 4));
        ensemble.run(50);
        assertThat(ensemble.node(3).delivered).isEmpty();

        joiner.unstickDisk();
        ensemble.run(50);
        allHave(ensemble, "with 4");
        assertThat(ensemble.node(3).configurations.active().voters()).hasSize(4);
        assertThat(joiner.configurations.active().voters()).hasSize(4);
    }

    @Test
    void aLeaderThatIsRemovedNamesItsSuccessorAndNobodyIsElected() {
        Ensemble ensemble = changing(1, 2, 3);
        ensemble.traces.clear();

        ensemble.node(3).submit("without 3", Ensemble.membership(0, 1, 2));
        ensemble.run(150);

        assertThat(ensemble.leader().id).isIn(1L, 2L);
        assertThat(ensemble.traces).noneMatch(line -> line.contains("Elected"));
        assertThat(ensemble.leader().epoch).isEqualTo(2);
        ensemble.leader().write("b");
        ensemble.run(500);
        allHave(ensemble, "without 3", "b");
    }

    private static Ensemble changing(long... voters) {
        return new Ensemble(Ensemble.membership(0, voters), settings -> with(settings, true, true, 1_000, 1L << 31))
                .start(voters)
                .run(1_000);
    }

    /** It knows the members and is none of them, and it follows. */
    private static Ensemble.Node join(Ensemble ensemble, long id) {
        Ensemble.Node joiner = ensemble.add(id);
        ensemble.start(id).run(2_000);
        assertThat(joiner.serving).isEqualTo(Role.FOLLOWING);
        return joiner;
    }

    // What is ignored.

    @Test
    void whatComesOnALinkThatIsNotHeldIsIgnored() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(1, 2, 3).run(1_000);
        Message.Commit commit = new Message.Commit(Zxid.of(1, 1));

        for (Ensemble.Node node : ensemble.running()) {
            assertThat(effectsOf(node, new Input.Received(LinkId.dialled(4711), commit)))
                    .isEmpty();
            assertThat(effectsOf(node, new Input.Closed(LinkId.accepted(4711)))).isEmpty();
        }
    }

    @Test
    void whatBelongsToAReignThatIsOverIsIgnored() {
        Ensemble ensemble = Ensemble.of(1, 2, 3).start(1, 2, 3).run(1_000);
        Proposal proposal = new Proposal(Zxid.of(1, 1), Bytes.ofText("late"));

        assertThat(effectsOf(ensemble.node(3), new Input.Submitted(new Reign(0), proposal)))
                .isEmpty();
        assertThat(effectsOf(ensemble.node(1), new Input.Forwarded(new Reign(0), SYNC)))
                .isEmpty();
    }

    private static List<Effect> effectsOf(Ensemble.Node node, Input input) {
        List<Effect> effects = new ArrayList<>();
        node.peer.step(input, effects::add);
        return effects;
    }

    static PeerSettings with(
            PeerSettings base, boolean truncates, boolean reconfigures, int windowCount, long epochLength) {
        return new PeerSettings(
                base.self(),
                base.tick(),
                base.initLimit(),
                base.syncLimit(),
                base.settle(),
                base.notifyAgain(),
                base.notifyAgainMost(),
                base.connectTries(),
                base.connectPause(),
                base.handOver(),
                windowCount,
                base.windowBytes(),
                base.credit(),
                base.readBytes(),
                epochLength,
                truncates,
                reconfigures);
    }

    private static void allHave(Ensemble ensemble, String... transactions) {
        assertThat(ensemble.running()).allSatisfy(node -> {
            assertThat(node.serving).as("role of %s", node).isNotNull();
            assertThat(node.delivered).as("delivered at %s", node).containsExactly(transactions);
        });
    }
}
