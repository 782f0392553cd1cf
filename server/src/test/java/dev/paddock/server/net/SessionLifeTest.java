package dev.paddock.server.net;

import static dev.paddock.server.net.SteppedClient.create;
import static dev.paddock.server.net.SteppedClient.ephemeral;
import static dev.paddock.server.net.SteppedClient.exists;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.EventType;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.ConnectResponse;
import dev.paddock.wire.proto.PingRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionLifeTest {
    private final SteppedServer server = new SteppedServer(2, SteppedServer.LIMITS);

    @Test
    void theTimeoutIsWithinWhatIsAllowed() {
        for (int[] askedAndGiven : new int[][] {{-5, 2000}, {0, 2000}, {5000, 5000}, {Integer.MAX_VALUE, 20_000}}) {
            SteppedClient client = server.connect(0);
            client.handshake(askedAndGiven[0], 0, null, 0);
            server.settle();
            assertThat(client.welcome().timeoutMillis()).isEqualTo(askedAndGiven[1]);
        }
    }

    @Test
    void aClientThatHasSeenMoreThanThisServerIsSentAwayWithoutAWord() {
        SteppedClient client = server.connect(0);
        client.handshake(5000, 0, null, 1);
        server.settle();
        assertThat(client.isClosed()).isTrue();
        assertThat(client.arrivedBytes()).isZero();
    }

    @Test
    void aSessionEndsAfterItsTimeoutAndNotBeforeAndItsEphemeralsWithIt() {
        SteppedClient client = server.open(0);
        client.ask(ephemeral("/e"));
        server.settle();
        for (int i = 0; i < 10; i++) {
            server.pass(1000);
            server.settle();
            assertThat(server.core.view().state().sessionCount()).isEqualTo(1);
        }
        server.pass(1000);
        server.settle();
        assertThat(server.core.view().state().sessionCount()).isZero();
        assertThat(server.core.view().state().find(Utf8.of("/e"))).isNull();
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void aReadOnTheEventLoopKeepsASessionAlive() {
        SteppedClient client = server.open(0);
        for (int i = 0; i < 40; i++) {
            client.ask(i % 2 == 0 ? exists("/", false) : new PingRequest());
            server.pass(1000);
            server.settle();
        }
        assertThat(server.core.view().state().sessionCount()).isEqualTo(1);
        assertThat(client.isClosed()).isFalse();
    }

    @Test
    void aTouchThatCameBeforeTheEndWasDecidedSavesTheSession() {
        SteppedClient client = server.open(0);
        for (int i = 0; i < 10; i++) {
            server.pass(1000);
            server.settle();
        }
        // given that its time has come and the core has not looked yet
        server.pass(1000);
        client.ask(exists("/", false));
        server.settle();
        assertThat(client.receive().header().err()).isZero();
        assertThat(server.core.view().state().sessionCount()).isEqualTo(1);
    }

    @Test
    void nothingIsAnsweredForASessionWhoseEndIsDecided() {
        SteppedClient client = server.open(0);
        for (int i = 0; i < 11; i++) {
            server.pass(1000);
            server.core.step();
        }
        client.ask(exists("/", false));
        assertThat(client.receive()).isNull();
        server.settle();
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void whenTheServerItselfStoodStillNobodyHasBeenSilent() {
        SteppedClient client = server.open(0);
        server.pass(1000);
        server.settle();
        // given a pause of a minute, in which the client may have said anything
        server.pass(60_000);
        server.settle();
        assertThat(server.core.view().state().sessionCount()).isEqualTo(1);
        // when it has been read what came meanwhile
        client.ask(new PingRequest());
        for (int i = 0; i < 9; i++) {
            server.pass(1000);
            server.settle();
        }
        // then
        assertThat(server.core.view().state().sessionCount()).isEqualTo(1);
    }

    @Test
    void aSessionGoesOnWithAnotherConnectionAndTheFormerOneIsClosed() {
        SteppedClient former = server.open(0);
        ConnectResponse session = former.session();
        SteppedClient latter = resume(session, session.password());
        assertThat(latter.session().sessionId()).isEqualTo(session.sessionId());
        assertThat(former.isClosed()).isTrue();
        latter.ask(create("/a", ""));
        server.settle();
        assertThat(latter.receive().header().err()).isZero();
    }

    @Test
    void aWrongPasswordIsRefusedAndHarmsNobody() {
        SteppedClient owner = server.open(0);
        SteppedClient thief = resume(owner.session(), Bytes.wrap(new byte[16]));
        assertThat(thief.session().isRefusal()).isTrue();
        assertThat(thief.session().sessionId()).isZero();
        assertThat(thief.isClosed()).isTrue();
        assertThat(owner.isClosed()).isFalse();
    }

    @Test
    void aSessionThatHasEndedIsRefused() {
        SteppedClient client = server.open(0);
        client.vanish();
        for (int i = 0; i < 12; i++) {
            server.pass(1000);
            server.settle();
        }
        assertThat(resume(client.session(), client.session().password())
                        .session()
                        .isRefusal())
                .isTrue();
    }

    @Test
    void aSessionSurvivesTheLossOfItsConnectionUntilItsTimeout() {
        SteppedClient client = server.open(0);
        client.ask(ephemeral("/e"));
        server.settle();
        client.vanish();
        for (int i = 0; i < 10; i++) {
            server.pass(1000);
            server.settle();
        }
        SteppedClient again = resume(client.session(), client.session().password());
        assertThat(again.session().isRefusal()).isFalse();
        assertThat(server.core.view().state().find(Utf8.of("/e"))).isNotNull();
    }

    @Test
    void othersHearThatTheEphemeralsOfASessionAreGone() {
        SteppedClient owner = server.open(0);
        SteppedClient watcher = server.open(1);
        owner.ask(ephemeral("/e"));
        server.settle();
        watcher.ask(exists("/e", true));
        server.settle();
        watcher.receive();
        owner.vanish();
        List<EventType> heard = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            watcher.ask(new PingRequest());
            server.pass(1000);
            server.settle();
            for (SteppedClient.Frame next = watcher.receive(); next != null; next = watcher.receive()) {
                if (next.isEvent()) {
                    heard.add(next.event().type());
                }
            }
        }
        assertThat(heard).containsExactly(EventType.NODE_DELETED);
    }

    @Test
    void requestsOfAConnectionThatIsGoneAreStillDone() {
        SteppedClient client = server.open(0);
        client.ask(create("/a", ""));
        client.vanish();
        server.settle();
        assertThat(server.core.view().state().find(Utf8.of("/a"))).isNotNull();
    }

    @Test
    void noWatchIsSetForAConnectionThatIsGone() {
        SteppedClient client = server.open(0);
        client.ask(create("/a", ""));
        client.ask(exists("/a", true));
        server.core.step();
        client.vanish();
        server.settle();
        assertThat(server.core.view().status().watches()).isZero();
    }

    @Test
    void aFullJournalDelaysAndLosesNothing() {
        SteppedClient client = server.open(0);
        server.journalHasRoom(false);
        client.ask(create("/a", ""));
        client.ask(create("/b", ""));
        server.settle();
        assertThat(client.receive()).isNull();
        server.journalHasRoom(true);
        client.ask(create("/c", ""));
        server.settle();
        assertThat(client.receive().header().xid()).isEqualTo(1);
        assertThat(client.receive().header().xid()).isEqualTo(2);
        assertThat(client.receive().header().xid()).isEqualTo(3);
    }

    private SteppedClient resume(ConnectResponse session, Bytes password) {
        SteppedClient client = server.connect(1);
        client.handshake(10_000, session.sessionId(), password, 0);
        server.settle();
        client.welcome();
        return client;
    }
}
