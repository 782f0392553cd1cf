package dev.paddock.zab.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Zxid;
import dev.paddock.zab.Effect;
import dev.paddock.zab.Input;
import dev.paddock.zab.LinkId;
import dev.paddock.zab.PeerSettings;
import dev.paddock.zab.Port;
import dev.paddock.zab.Recovered;
import dev.paddock.zab.membership.Configurations;
import dev.paddock.zab.membership.Membership;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Notification;
import dev.paddock.zab.message.Role;
import dev.paddock.zab.message.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What strangers, and servers that break the rules, can do to one peer: little. */
class SurprisesTest {
    private static final ServerId ONE = new ServerId(1);
    private static final ServerId TWO = new ServerId(2);
    private static final ServerId THREE = new ServerId(3);
    private static final ServerId FOUR = new ServerId(4);
    private static final ServerId STRANGER = new ServerId(9);
    private static final Membership ENSEMBLE = Ensemble.membership(0, 1, 2, 3);
    private static final Membership WITH_OBSERVER = Membership.of(
            0,
            LongStream.rangeClosed(1, 4)
                    .mapToObj(id -> Ensemble.member(id, id < 4))
                    .toList());
    private static final Vote FOR_THREE = new Vote(THREE, Zxid.ZERO, 0);

    private final List<Effect> effects = new ArrayList<>();
    private Peer peer;

    @Test
    void aConfigurationIsBelievedToAVoterOfOursAlone() {
        peer = peer(ONE);
        Membership other = Ensemble.membership(5, 1, 9);
        LinkId fromStranger = accepted(1, STRANGER);

        give(new Input.Notified(fromStranger, notification(Role.LOOKING, FOR_THREE, other)));
        assertThat(peer.configurations().active().version()).isZero();

        give(new Input.Notified(accepted(2, THREE), notification(Role.LOOKING, FOR_THREE, other)));
        assertThat(peer.configurations().active().version()).isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("surprisesOfALeader")
    void aSurpriseOfTheLeaderCostsTheConnection(List<Message> surprise) {
        LinkId leader = follow();
        give(new Input.Received(leader, new Message.LeaderInfo(1)));
        give(new Input.AcceptedEpochSaved(peer.reign(), 1));
        assertThat(effects).contains(new Effect.Send(leader, new Message.AckEpoch(0, Zxid.ZERO)));

        surprise.forEach(message -> give(new Input.Received(leader, message)));

        assertThat(effects).contains(new Effect.Close(leader));
        assertThat(peer.role()).isEqualTo(Role.LOOKING);
    }

    static Stream<List<Message>> surprisesOfALeader() {
        Message diff = new Message.Diff(Zxid.ZERO);
        return Stream.of(
                List.of(new Message.Ping(Zxid.ZERO)),
                List.of(new Message.NewLeader(Zxid.of(1, 0), ENSEMBLE)),
                List.of(new Message.Trunc(Zxid.of(0, 7))),
                List.of(diff, new Message.UpToDate()),
                List.of(diff, new Message.Commit(Zxid.of(1, 1))),
                List.of(diff, new Message.NewLeader(Zxid.of(2, 0), ENSEMBLE)));
    }

    @ParameterizedTest
    @MethodSource("surprisesOfALearner")
    void aSurpriseOfALearnerCostsItsConnection(List<Message> surprise) {
        lead();
        LinkId learner = LinkId.accepted(1);
        give(new Input.LearnerAccepted(learner));

        surprise.forEach(message -> give(new Input.Received(learner, message)));

        assertThat(effects).contains(new Effect.Close(learner));
        assertThat(peer.role()).isEqualTo(Role.LEADING);
    }

    static Stream<List<Message>> surprisesOfALearner() {
        Message info = info(TWO, 0);
        return Stream.of(
                List.of(new Message.Pong(Zxid.ZERO, List.of())),
                List.of(info, new Message.Revalidate(1, 1000)),
                List.of(info, new Message.Ack(Zxid.of(1, 0))),
                List.of(info(THREE, 0)));
    }

    @Test
    void anEpochThatIsFarBeyondAllOthersIsNotTakenOver() {
        lead();
        LinkId forged = LinkId.accepted(1);
        LinkId honest = LinkId.accepted(2);
        give(new Input.LearnerAccepted(forged));
        give(new Input.LearnerAccepted(honest));

        give(new Input.Received(forged, info(TWO, 0x7FFF_0000L)));
        assertThat(effects).contains(new Effect.Close(forged));

        give(new Input.Received(honest, info(ONE, 0)));
        assertThat(effects).contains(new Effect.SaveAcceptedEpoch(peer.reign(), 1));
    }

    @Test
    void anObserverThatHasItsLeaderAnswersNobodyWhoLooks() {
        peer = peer(FOUR, WITH_OBSERVER);
        LinkId two = connected(TWO);
        give(new Input.Notified(two, notification(Role.FOLLOWING, FOR_THREE, WITH_OBSERVER)));
        give(new Input.Notified(connected(THREE), notification(Role.LEADING, FOR_THREE, WITH_OBSERVER)));
        assertThat(peer.role()).isEqualTo(Role.OBSERVING);
        effects.clear();

        give(new Input.Notified(two, notification(Role.LOOKING, FOR_THREE, WITH_OBSERVER)));

        assertThat(effects).isEmpty();
    }

    /** Server 1, which hears that 2 and 3 have a leader. */
    private LinkId follow() {
        peer = peer(ONE);
        give(new Input.Notified(accepted(1, TWO), notification(Role.FOLLOWING, FOR_THREE, ENSEMBLE)));
        give(new Input.Notified(accepted(2, THREE), notification(Role.LEADING, FOR_THREE, ENSEMBLE)));
        LinkId link = dialled(Port.QUORUM, THREE);
        give(new Input.Connected(link));
        return link;
    }

    /** Server 3, for which 1 and 2 vote. */
    private void lead() {
        peer = peer(THREE);
        for (ServerId voter : List.of(ONE, TWO)) {
            give(new Input.Notified(connected(voter), notification(Role.LOOKING, FOR_THREE, ENSEMBLE)));
        }
        assertThat(peer.role()).isEqualTo(Role.LEADING);
    }

    private Peer peer(ServerId id) {
        return peer(id, ENSEMBLE);
    }

    private Peer peer(ServerId id, Membership membership) {
        PeerSettings settings = PeerTest.with(PeerSettings.of(id, 100, 20, 10), true, true, 1_000, 1L << 31);
        peer = new Peer(settings, new Recovered(0, 0, Zxid.ZERO, List.of(), Zxid.ZERO, Configurations.of(membership)));
        give(new Input.Tick(0));
        return peer;
    }

    private void give(Input input) {
        peer.step(input, effects::add);
    }

    private LinkId accepted(long number, ServerId from) {
        LinkId link = LinkId.accepted(number);
        give(new Input.VoterAccepted(
                link, from, Ensemble.member(from.value(), true).election()));
        return link;
    }

    /** To the election port of a smaller number. */
    private LinkId connected(ServerId to) {
        LinkId link = dialled(Port.ELECTION, to);
        give(new Input.Connected(link));
        return link;
    }

    private LinkId dialled(Port port, ServerId to) {
        return effects.stream()
                .filter(effect -> effect instanceof Effect.Dial dial
                        && dial.port() == port
                        && dial.to().equals(to))
                .map(effect -> ((Effect.Dial) effect).link())
                .findFirst()
                .orElseThrow();
    }

    private static Notification notification(Role sender, Vote vote, Membership membership) {
        return new Notification(sender, vote, 1, Notification.CURRENT_VERSION, membership);
    }

    private static Message info(ServerId sender, long acceptedEpoch) {
        return new Message.LearnerInfo(false, acceptedEpoch, sender, Message.LearnerInfo.PROTOCOL, 0);
    }
}
