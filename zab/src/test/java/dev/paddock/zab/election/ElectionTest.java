package dev.paddock.zab.election;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.PeerSettings;
import dev.paddock.zab.membership.Address;
import dev.paddock.zab.membership.Configurations;
import dev.paddock.zab.membership.Member;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.message.Vote;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Server 2 of three looks for a leader, and hears what the others say. Its history ends at 1/5. */
class ElectionTest {
    private static final ServerId ONE = new ServerId(1);
    private static final ServerId TWO = new ServerId(2);
    private static final ServerId THREE = new ServerId(3);
    private static final PeerSettings SETTINGS = PeerSettings.of(TWO, 2_000, 10, 5);

    private final Set<ServerId> unreachable = new TreeSet<>();
    private final Election election = election(vote(TWO, 1, 5));

    @Test
    void aLongerHistoryIsVotedForAndAShorterOneIsNot() {
        hear(ONE, looking(vote(ONE, 1, 4), 1));
        assertThat(election.proposal().leader()).isEqualTo(TWO);

        hear(THREE, looking(vote(THREE, 1, 6), 1));
        assertThat(election.proposal().leader()).isEqualTo(THREE);
    }

    @Test
    void anEpochCountsMoreThanATransactionAndATransactionMoreThanANumber() {
        assertThat(vote(ONE, 2, 0x200000005L).beats(vote(THREE, 1, 0x100000009L)))
                .isTrue();
        assertThat(vote(ONE, 2, 0x100000009L).beats(vote(TWO, 2, 0x200000001L))).isFalse();
        assertThat(vote(ONE, 2, 0x200000001L).beats(vote(THREE, 2, 0x200000001L)))
                .isFalse();
    }

    @Test
    void aQuorumDecidesOnceNobodyHasBroughtABetterVoteForAWhile() {
        hear(ONE, looking(vote(TWO, 1, 5), 1));
        assertThat(election.elected()).isNull();

        election.tick(SETTINGS.settle() - 1);
        assertThat(election.elected()).isNull();
        election.tick(SETTINGS.settle());
        assertThat(election.elected()).isEqualTo(vote(TWO, 1, 5));
    }

    @Test
    void aBetterVoteInTheMeantimeStartsTheWaitAnew() {
        hear(ONE, looking(vote(TWO, 1, 5), 1));
        hear(THREE, looking(vote(THREE, 1, 6), 1));

        election.tick(SETTINGS.settle());

        assertThat(election.elected()).isEqualTo(vote(THREE, 1, 6));
    }

    @Test
    void thereIsNothingToWaitForWhenAllAgree() {
        hear(ONE, looking(vote(TWO, 1, 5), 1));
        hear(THREE, looking(vote(TWO, 1, 5), 1));

        assertThat(election.elected()).isEqualTo(vote(TWO, 1, 5));
    }

    @Test
    void thereIsNothingToWaitForWhenTheOthersCannotBeReached() {
        hear(ONE, looking(vote(TWO, 1, 5), 1));
        unreachable.add(THREE);

        election.recount(1);

        assertThat(election.elected()).isEqualTo(vote(TWO, 1, 5));
    }

    @Test
    void votesOfALaterRoundBeginAnewAndThoseOfAnEarlierOneCountForNothing() {
        hear(ONE, looking(vote(TWO, 1, 5), 1));
        hear(THREE, looking(vote(THREE, 1, 5), 7));
        assertThat(election.round()).isEqualTo(7);
        assertThat(election.proposal().leader()).isEqualTo(THREE);

        hear(ONE, looking(vote(ONE, 1, 9), 6));
        assertThat(election.proposal().leader()).isEqualTo(THREE);
    }

    @Test
    void aLeaderThatAQuorumFollowsIsJoinedWhateverTheRound() {
        hear(ONE, settled(Role.FOLLOWING, vote(THREE, 4, 1), 9));
        assertThat(election.elected()).isNull();

        hear(THREE, settled(Role.LEADING, vote(THREE, 4, 1), 9));
        assertThat(election.elected().leader()).isEqualTo(THREE);
        assertThat(election.round()).isEqualTo(9);
    }

    @Test
    void nobodyIsFollowedWhoDoesNotLead() {
        hear(ONE, settled(Role.FOLLOWING, vote(THREE, 4, 1), 9));
        hear(THREE, settled(Role.FOLLOWING, vote(THREE, 4, 1), 9));

        assertThat(election.elected()).isNull();
    }

    @Test
    void aServerThatHasLostItsDataIsNotCountedAndDoesNotCount() {
        Vote nothing = new Vote(THREE, new Zxid(-1), -1);
        hear(THREE, looking(nothing, 1));
        hear(THREE, looking(new Vote(TWO, new Zxid(-1), -1), 1));
        election.tick(SETTINGS.settle());
        assertThat(election.elected()).isNull();

        Election empty = election(new Vote(TWO, new Zxid(-1), -1));
        empty.heard(ONE, looking(vote(ONE, 1, 5), 1), 0);
        empty.heard(THREE, looking(vote(ONE, 1, 5), 1), 0);
        assertThat(empty.elected()).isNull();
    }

    @Test
    void whoCannotVoteIsNobodysCandidate() {
        hear(THREE, looking(vote(new ServerId(9), 5, 5), 1));

        assertThat(election.proposal().leader()).isEqualTo(TWO);
    }

    @Test
    void itRepeatsItselfLessAndLessOften() {
        assertThat(election.mustTellAll()).isTrue();
        assertThat(election.mustTellAll()).isFalse();

        election.tick(SETTINGS.notifyAgain());
        assertThat(election.mustTellAll()).isTrue();
        assertThat(election.nextDeadline()).isEqualTo(3 * SETTINGS.notifyAgain());
    }

    private Election election(Vote own) {
        List<Member> members = LongStream.rangeClosed(1, 3)
                .mapToObj(id -> new Member(
                        new ServerId(id),
                        true,
                        List.of(new Address("host" + id, 2888)),
                        List.of(new Address("host" + id, 3888)),
                        null))
                .toList();
        Configurations configurations = Configurations.of(Membership.of(0, members));
        return new Election(SETTINGS, configurations, own, 0, unreachable::contains, 0);
    }

    private void hear(ServerId from, Notification notification) {
        election.heard(from, notification, 0);
    }

    private static Vote vote(ServerId leader, long epoch, long zxid) {
        return new Vote(leader, new Zxid(zxid), epoch);
    }

    private static Notification looking(Vote vote, long round) {
        return new Notification(Role.LOOKING, vote, round, 2, null);
    }

    private static Notification settled(Role role, Vote vote, long round) {
        return new Notification(role, vote, round, 2, null);
    }
}
