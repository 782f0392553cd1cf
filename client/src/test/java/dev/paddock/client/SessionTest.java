package dev.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.EventType;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Stat;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.EmptyResponse;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.SetWatchesRequest;
import dev.paddock.wire.proto.StatResponse;
import dev.paddock.wire.proto.WatcherEvent;
import io.netty.buffer.Unpooled;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SessionTest {
    private static final StatResponse STAT = new StatResponse(new Stat(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1));
    private static final int NO_NODE = ErrorCode.NO_NODE.code();

    private final SteppedSession stepped = new SteppedSession("a,b,c");

    // Attaching.

    @Test
    void whatWaitsIsSentInOrderOnceThereIsASession() {
        stepped.async.exists("/1");
        stepped.async.exists("/2");
        assertThat(stepped.done()).containsExactly("connect");
        stepped.attach();
        assertThat(stepped.done())
                .containsExactly(
                        "CONNECTED",
                        "sent 1 ExistsRequest[path=/1, watch=false]",
                        "sent 2 ExistsRequest[path=/2, watch=false]");
    }

    @Test
    void allServersAreTriedAtOnceAndAgainAfterAPauseThatGrows() {
        Set<String> tried = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            assertThat(stepped.pauseMillis()).isZero();
            tried.add(stepped.server().host());
            stepped.lose();
        }
        assertThat(tried).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(stepped.pauseMillis()).isBetween(50L, 100L);
        for (int i = 0; i < 60; i++) {
            stepped.lose();
        }
        assertThat(stepped.pauseMillis()).isBetween(500L, 1_000L);
    }

    @Test
    void anAttemptThatTakesTooLongIsGivenUp() {
        stepped.done();
        stepped.pass(3_900);
        assertThat(stepped.done()).isEmpty();
        stepped.opened();
        stepped.pass(200);
        assertThat(stepped.done()).containsExactly("disconnect", "connect");
    }

    @Test
    void aServerThatWasLostIsTriedLast() {
        stepped.attach();
        String lost = stepped.server().host();
        stepped.pass(2_000);
        stepped.lose();
        assertThat(stepped.pauseMillis()).isZero();
        assertThat(stepped.server().host()).isNotEqualTo(lost);
        stepped.lose();
        assertThat(stepped.server().host()).isNotEqualTo(lost);
        stepped.lose();
        assertThat(stepped.server().host()).isEqualTo(lost);
    }

    @Test
    void aServerThatIsLostAsSoonAsItIsFoundIsNotComeBackToAtOnce() {
        stepped.attach();
        stepped.lose();
        assertThat(stepped.pauseMillis()).isPositive();
    }

    @Test
    void aReattachmentShowsTheSessionAndWhatItHasSeen() {
        stepped.attach();
        stepped.async.exists("/a");
        stepped.answer(1, 77, 0, STAT);
        stepped.lose();
        ConnectRequest request = stepped.opened();
        assertThat(request.sessionId()).isEqualTo(5);
        assertThat(request.lastZxidSeen()).isEqualTo(77);
    }

    @Test
    void aServerThatIsBehindIsLeft() {
        stepped.attach();
        stepped.async.exists("/a");
        stepped.answer(1, 77, 0, STAT);
        stepped.lose();
        stepped.attach();
        CompletableFuture<?> read = stepped.async.exists("/a");
        stepped.done();
        stepped.answer(2, 76, 0, STAT);
        assertThat(stepped.done()).containsExactly("disconnect", "SUSPENDED", "connect");
        assertThat(read).isCompletedExceptionally();
        stepped.attach();
        stepped.async.exists("/a");
        stepped.answer(3, 78, 0, STAT);
        assertThat(stepped.session.lastZxid()).isEqualTo(78);
    }

    @Test
    void onlyTheServerEndsASession() {
        stepped.attach();
        CompletableFuture<?> lost = stepped.async.exists("/a");
        stepped.lose();
        assertThatThrownBy(lost::join).hasCauseInstanceOf(ConnectionLostException.class);
        CompletableFuture<?> waiting = stepped.async.setData("/a", null);
        for (int i = 0; i < 10; i++) {
            stepped.pass(SteppedSession.TIMEOUT.toMillis() / 6);
            stepped.lose();
        }
        assertThat(stepped.session.status().state()).isEqualTo(SessionState.SUSPENDED);
        stepped.opened();
        stepped.refused();
        assertThat(stepped.done()).contains("EXPIRED");
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(SessionExpiredException.class);
    }

    @Test
    void aReadOnlyServerIsLeftWhenAnotherOneTakesWrites() {
        SteppedSession reader = new SteppedSession("a,b", SteppedSession::readOnly);
        assertThat(reader.opened().readOnly()).isTrue();
        reader.greeted(9, true);
        assertThat(reader.done()).contains("READ_ONLY");
        reader.pass(2_000);
        String probe = reader.done().stream()
                .filter(each -> each.startsWith("probe"))
                .findFirst()
                .orElseThrow();
        ConnectString.Server found =
                ConnectString.parse(probe.substring(6)).servers().get(0);
        reader.session.readWriteFound(found, reader.nanos());
        assertThat(reader.server()).isEqualTo(found);
        assertThat(reader.opened().sessionId())
                .as("what a read-only server gives means nothing elsewhere")
                .isZero();
        reader.greeted(10, false);
        assertThat(reader.done()).endsWith("CONNECTED");
    }

    @Test
    void aServerThatServesReadsOnlyWillNotDoUnlessAllowed() {
        stepped.opened();
        stepped.done();
        stepped.greeted(9, true);
        assertThat(stepped.done()).containsExactly("disconnect", "connect");
    }

    // Heartbeats.

    @Test
    void anIdleSessionGivesASignOfLifeAtAThirdOfItsTimeout() {
        stepped.attach();
        stepped.done();
        stepped.pass(2_500);
        assertThat(stepped.done()).isEmpty();
        stepped.pass(1_500);
        assertThat(stepped.done()).containsExactly("sent -2 PingRequest[]");
        stepped.answer(-2, 1, 0);
        stepped.pass(4_000);
        assertThat(stepped.done()).containsExactly("sent -2 PingRequest[]");
    }

    @Test
    void anotherServerIsSoughtAfterTwoThirdsOfTheTimeoutInSilence() {
        stepped.attach();
        stepped.pass(7_900);
        assertThat(stepped.done()).doesNotContain("disconnect");
        stepped.pass(100);
        assertThat(stepped.done()).containsSequence("disconnect", "SUSPENDED", "connect");
    }

    @Test
    void theServerIsNotBlamedForAPauseOfOurOwn() {
        stepped.attach();
        stepped.now += 60_000;
        stepped.session.tick(stepped.nanos());
        assertThat(stepped.done()).doesNotContain("disconnect").contains("sent -2 PingRequest[]");
        stepped.answer(-2, 1, 0);
        stepped.pass(1_000);
        assertThat(stepped.done()).doesNotContain("disconnect");
    }

    // Requests.

    @Test
    void anAnswerOutOfTurnCostsTheConnection() {
        stepped.attach();
        CompletableFuture<?> first = stepped.async.exists("/1");
        CompletableFuture<?> second = stepped.async.exists("/2");
        stepped.answer(2, 7, 0, STAT);
        assertThat(stepped.done()).contains("disconnect", "SUSPENDED");
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
    }

    @Test
    void anAnswerThatIsCutShortCostsTheConnection() {
        stepped.attach();
        CompletableFuture<?> read = stepped.async.exists("/1");
        stepped.answer(1, 7, 0);
        assertThat(stepped.done()).contains("disconnect");
        assertThatThrownBy(read::join).hasCauseInstanceOf(ConnectionLostException.class);
    }

    @Test
    void readsThatAreTriedAgainKeepTheirOrderAndGoBeforeWhatWasAskedLater() {
        SteppedSession retrying = new SteppedSession("a", SteppedSession::retrying);
        retrying.attach();
        CompletableFuture<?> write = retrying.async.delete("/w");
        retrying.async.exists("/1");
        retrying.async.exists("/2");
        retrying.lose();
        assertThatThrownBy(write::join).hasCauseInstanceOf(ConnectionLostException.class);
        retrying.async.exists("/3");
        retrying.done();
        retrying.attach();
        assertThat(retrying.done())
                .containsExactly(
                        "CONNECTED",
                        "sent 4 ExistsRequest[path=/1, watch=false]",
                        "sent 5 ExistsRequest[path=/2, watch=false]",
                        "sent 6 ExistsRequest[path=/3, watch=false]");
    }

    @Test
    void whatIsLateFailsAndItsAnswerIsStillTakenInItsTurn() {
        stepped.attach();
        CompletableFuture<?> slow = stepped.async.exists("/1");
        for (int i = 0; i < 10; i++) {
            stepped.pass(SteppedSession.REQUEST_TIMEOUT.toMillis() / 10 + 1);
            stepped.answer(-2, 1, 0);
        }
        assertThatThrownBy(slow::join).hasCauseInstanceOf(DeadlineExceededException.class);
        CompletableFuture<?> next = stepped.async.exists("/2");
        stepped.answer(1, 7, 0, STAT);
        stepped.answer(2, 7, NO_NODE);
        assertThat(next).isCompleted();
        assertThat(stepped.done()).doesNotContain("disconnect");
    }

    @Test
    void whatWasAskedBeforeTheEndIsAnsweredBeforeTheEnd() {
        stepped.attach();
        CompletableFuture<?> read = stepped.async.exists("/1");
        stepped.session.close(stepped.nanos());
        CompletableFuture<?> late = stepped.async.exists("/2");
        assertThatThrownBy(late::join).hasCauseInstanceOf(ClientClosedException.class);
        assertThat(stepped.done()).endsWith("sent 2 CloseSessionRequest[]");
        stepped.answer(1, 7, 0, STAT);
        assertThat(read).isCompleted();
        stepped.answer(2, 8, 0);
        assertThat(stepped.done()).containsExactly("disconnect", "CLOSED");
    }

    // Watches.

    @Test
    void watchesAreSetAgainBeforeAnythingElseIsAsked() {
        stepped.attach();
        stepped.async.exists("/data", stepped.watcher("data"));
        stepped.answer(1, 7, 0, STAT);
        stepped.async.exists("/absent", stepped.watcher("absent"));
        stepped.answer(2, 7, NO_NODE);
        stepped.async.watch("/r", WatchMode.RECURSIVE, stepped.watcher("recursive"));
        stepped.answer(3, 7, 0, new EmptyResponse());
        stepped.lose();
        stepped.async.exists("/next");
        stepped.done();
        stepped.attach();
        assertThat(stepped.done())
                .containsExactly(
                        "CONNECTED",
                        "sent 4 SetWatchesRequest[op=SET_WATCHES2, relativeZxid=7, data=[/data], exist=[/absent],"
                                + " child=[], persistent=[], recursive=[/r]]",
                        "recursive: missed",
                        "sent 5 ExistsRequest[path=/next, watch=false]");
    }

    @Test
    void setWatchesAreCutIntoRequestsThatAnyServerTakes() {
        Watches watches = new Watches();
        for (int i = 0; i < 5_000; i++) {
            watches.add(
                    new OneTimeWatch("/a-path-of-about-fifty-bytes-which-is-a-usual-one/" + i, WatchKind.DATA, e -> {}),
                    true);
        }
        List<SetWatchesRequest> requests = watches.toSetAgain(7, 120 << 10);
        assertThat(requests).hasSizeGreaterThan(2).allMatch(request -> request.op() == OpCode.SET_WATCHES);
        assertThat(requests.stream().mapToInt(request -> request.data().size()).sum())
                .isEqualTo(5_000);
        for (SetWatchesRequest request : requests) {
            var bytes = Unpooled.buffer();
            request.write(new dev.paddock.wire.jute.JuteWriter(bytes));
            assertThat(bytes.readableBytes()).isLessThan(128 << 10);
            assertThat(Request.read(OpCode.SET_WATCHES, new JuteReader(bytes))).isEqualTo(request);
        }
        assertThat(new Watches().toSetAgain(7, 100)).isEmpty();
    }

    @Test
    void whoFallsBehindIsToldOnceThatEventsWereLeftOut() {
        stepped.attach();
        stepped.async.watch("/r", WatchMode.RECURSIVE, stepped.watcher("recursive"));
        stepped.answer(1, 7, 0, new EmptyResponse());
        stepped.async.exists("/r/1", stepped.watcher("once"));
        stepped.answer(2, 7, NO_NODE);
        stepped.done();
        stepped.isBehind = true;
        stepped.answer(-1, 8, 0, WatcherEvent.of(EventType.NODE_CREATED, Utf8.of("/r/1")));
        assertThat(stepped.done()).containsExactly("recursive: missed", "once: NODE_CREATED /r/1");
        stepped.isBehind = false;
        stepped.answer(-1, 9, 0, WatcherEvent.of(EventType.NODE_CREATED, Utf8.of("/r/2")));
        assertThat(stepped.done()).containsExactly("recursive: NODE_CREATED /r/2");
    }

    @Test
    void aWatchThatIsClosedWhileAnotherOfItsPathIsOnItsWayStaysOnTheServer() {
        stepped.attach();
        WatchHandle[] first = new WatchHandle[1];
        stepped.async
                .watch("/a", WatchMode.PERSISTENT, stepped.watcher("first"))
                .thenAccept(handle -> first[0] = handle);
        stepped.answer(1, 7, 0, new EmptyResponse());
        stepped.async.watch("/a", WatchMode.PERSISTENT, stepped.watcher("second"));
        stepped.done();
        first[0].close();
        assertThat(stepped.done()).isEmpty();
    }

    @Test
    void aOneTimeWatchThatIsRemovedWhileAnotherOfItsPathIsOnItsWayStaysOnTheServer() {
        stepped.attach();
        Watcher first = stepped.watcher("first");
        stepped.async.exists("/a", first);
        stepped.answer(1, 7, 0, STAT);
        stepped.async.exists("/a", stepped.watcher("second"));
        stepped.done();
        CompletableFuture<Void> removal = stepped.async.removeWatches("/a", WatchKind.DATA, first);
        assertThat(stepped.done()).isEmpty();
        assertThat(removal).isCompleted();
    }

    @Test
    void aWatchThatCouldNotBeSetIsNotSetAgain() {
        stepped.attach();
        CompletableFuture<?> watch = stepped.async.watch("/a", WatchMode.PERSISTENT, stepped.watcher("first"));
        stepped.lose();
        assertThat(watch).isCompletedExceptionally();
        stepped.done();
        stepped.attach();
        assertThat(stepped.done()).containsExactly("CONNECTED");
    }
}
