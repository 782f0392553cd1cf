package dev.paddock.server.net;

import static dev.paddock.server.net.SteppedClient.create;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.PingRequest;
import org.junit.jupiter.api.Test;

class ThrottlesTest {
    @Test
    void soManySessionsBeginAtATimeAndMoreWhenThereAreTokensAgain() {
        SteppedServer server = new SteppedServer(
                1, SteppedServer.LIMITS, new SessionThrottle.Settings(4, 100, 1, -1, 0, 0, 0, 2, 1), 0);
        assertThat(isServed(server)).isTrue();
        assertThat(isServed(server)).isTrue();
        assertThat(isServed(server)).isFalse();
        server.passUnnoticed(199);
        assertThat(isServed(server)).isFalse();
        server.passUnnoticed(1);
        assertThat(isServed(server)).isTrue();
    }

    @Test
    void theChanceToBeDroppedGrowsWhileThereIsNoTokenAndShrinksAgain() {
        SteppedServer server = new SteppedServer(
                1, SteppedServer.LIMITS, new SessionThrottle.Settings(1, 1000, 1, 10, 0.5, 0.5, 0, 1, 1), 0);
        assertThat(isServed(server)).isTrue();
        for (int i = 0; i < 2; i++) {
            server.passUnnoticed(10);
            assertThat(isServed(server)).isFalse();
        }
        // given a chance of one, there is a token again, and the first one is dropped nevertheless
        server.passUnnoticed(980);
        isServed(server);
        server.passUnnoticed(10);
        assertThat(isServed(server)).isTrue();
    }

    @Test
    void whatHasWaitedTooLongForTheCoreIsNotDone() {
        SteppedServer server = new SteppedServer(1, SteppedServer.LIMITS, SessionThrottle.Settings.NONE, 50);
        SteppedClient client = server.open(0);
        client.ask(create("/late", ""));
        client.ask(new PingRequest());
        server.passUnnoticed(51);
        server.settle();
        SteppedClient.Frame refused = client.receive();
        assertThat(refused.header().err()).isEqualTo(ErrorCode.THROTTLED_OP.code());
        assertThat(refused.header().zxid())
                .isEqualTo(server.core.view().state().lastZxid().value());
        assertThat(client.receive().header().err()).isZero();
        assertThat(server.core.view().state().find(Utf8.of("/late"))).isNull();
        client.ask(create("/in-time", ""));
        server.settle();
        assertThat(client.receive().header().err()).isZero();
    }

    private static boolean isServed(SteppedServer server) {
        SteppedClient client = server.connect(0);
        client.handshake(10_000, 0, null, 0);
        server.settle();
        return !client.isClosed();
    }
}
