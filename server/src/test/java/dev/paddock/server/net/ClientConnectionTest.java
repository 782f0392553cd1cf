package dev.paddock.server.net;

import static dev.paddock.server.net.SteppedClient.children;
import static dev.paddock.server.net.SteppedClient.create;
import static dev.paddock.server.net.SteppedClient.exists;
import static dev.paddock.server.net.SteppedClient.get;
import static dev.paddock.server.net.SteppedClient.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.EventType;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.AddWatchRequest;
import dev.paddock.wire.proto.AuthRequest;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.GetChildren2Response;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetDataResponse;
import dev.paddock.wire.proto.PingRequest;
import dev.paddock.wire.proto.ReplyHeader;
import dev.paddock.wire.proto.RequestHeader;
import dev.paddock.wire.proto.SetWatchesRequest;
import dev.paddock.wire.proto.SyncRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientConnectionTest {
    private final SteppedServer server = new SteppedServer(2, SteppedServer.LIMITS);

    @Test
    void aPlainReadIsAnsweredBeforeAnythingElseHappens() {
        SteppedClient client = server.open(0);
        client.ask(exists("/zookeeper", false));
        assertThat(client.receive().header().err()).isZero();
    }

    @Test
    void aWriteIsAnsweredWhenItIsOnDiskAndNotBefore() {
        SteppedClient client = server.open(0);
        client.ask(create("/a", "1"));
        server.core.step();
        server.loops.get(0).runNext();
        assertThat(client.receive()).isNull();
        server.sync(1);
        server.core.step();
        assertThat(client.receive()).isNull();
        server.loops.get(0).runNext();
        assertThat(client.receive().op()).isEqualTo(OpCode.CREATE);
    }

    @Test
    void repliesLeaveInTheOrderOfRequestsWhateverTheyAre() {
        SteppedClient client = server.open(0);
        client.ask(create("/a", "1"));
        client.ask(get("/a", false));
        client.ask(new PingRequest());
        client.ask(new AuthRequest(0, "digest", Bytes.ofText("bob:pw")));
        client.ask(set("/a", "2"));
        client.ask(get("/a", false));
        client.ask(new SyncRequest(Utf8.of("/")));
        client.ask(get("/nothing", false));
        server.settle();
        assertThat(all(client))
                .extracting(SteppedClient.Frame::header)
                .extracting(ReplyHeader::xid)
                .containsExactly(1, 2, -2, 4, 5, 6, 7, 8);
    }

    @Test
    void aReadSeesTheWritesOfItsSessionBeforeItAndNotThoseBehindIt() {
        SteppedClient client = server.open(0);
        client.ask(create("/a", "1"));
        client.ask(get("/a", false));
        client.ask(set("/a", "2"));
        client.ask(get("/a", false));
        server.settle();
        assertThat(data(client)).containsExactly("1", "2");
    }

    @Test
    void anEventComesBeforeTheReplyThatShowsItsChange() {
        SteppedClient watcher = server.open(0);
        SteppedClient writer = server.open(1);
        writer.ask(create("/a", "1"));
        server.settle();
        watcher.ask(get("/a", true));
        server.settle();
        watcher.receive();
        writer.ask(set("/a", "2"));
        server.core.step();
        server.sync(1);
        // given that the change is published, and the watcher's loop was not woken yet
        server.steps.work();
        server.steps.publish();
        // when it reads
        watcher.ask(get("/a", false));
        // then
        assertThat(watcher.receive().event().type()).isEqualTo(EventType.NODE_DATA_CHANGED);
        assertThat(data(watcher)).containsExactly("2");
    }

    @Test
    void anEventComesAfterTheReplyThatDoesNotShowItsChange() {
        SteppedClient watcher = server.open(0);
        SteppedClient writer = server.open(1);
        writer.ask(create("/a", "1"));
        server.settle();
        watcher.ask(get("/a", true));
        server.settle();
        watcher.receive();
        writer.ask(set("/a", "2"));
        server.core.step();
        server.sync(1);
        // given that the event is in the outbox, and the change is not published yet
        server.steps.work();
        // when it reads
        watcher.ask(get("/a", false));
        // then
        assertThat(data(watcher)).containsExactly("1");
        server.steps.publish();
        server.steps.wake();
        server.settle();
        assertThat(watcher.receive().isEvent()).isTrue();
    }

    @Test
    void framesMayComeInAnyPieces() {
        SteppedClient client = server.open(0);
        ByteBuf both = Unpooled.wrappedBuffer(client.frameOf(create("/a", "1")), client.frameOf(exists("/a", false)));
        while (both.isReadable()) {
            client.send(Unpooled.copiedBuffer(both.readSlice(1)));
        }
        server.settle();
        assertThat(all(client)).extracting(frame -> frame.header().err()).containsExactly(0, 0);
    }

    @Test
    void whatIsBehindAHandshakeWaitsForIt() {
        SteppedClient client = server.connect(0);
        ByteBuf both = Unpooled.buffer();
        both.writeBytes(
                SteppedClient.frame(new ConnectRequest(0, 0, 10_000, 0, Bytes.wrap(new byte[16]), false, true)));
        both.writeBytes(client.frameOf(exists("/", false)));
        client.send(both);
        server.settle();
        assertThat(client.welcome().isRefusal()).isFalse();
        assertThat(client.receive().header().err()).isZero();
    }

    @Test
    void aWordIsAnsweredInsteadOfAHandshakeAlsoInPieces() {
        SteppedClient client = server.connect(0);
        client.send(Unpooled.copiedBuffer("ru", StandardCharsets.UTF_8));
        client.send(Unpooled.copiedBuffer("ok\r\n", StandardCharsets.UTF_8));
        server.settle();
        assertThat(client.text()).isEqualTo("imok");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void whoWaitsForTheAnswerToAWordIsNotSilent() {
        SteppedClient client = server.connect(0);
        client.send(Unpooled.copiedBuffer("ruok", StandardCharsets.UTF_8));
        server.passUnnoticed(60_000);
        server.loops.get(0).closeSilent();
        server.settle();
        assertThat(client.text()).isEqualTo("imok");
    }

    @Test
    void aLoopCountsWhatItTakesAndSends() {
        SteppedClient client = server.open(0);
        client.ask(create("/a", "data"));
        server.settle();
        client.ask(get("/a", false));
        server.settle();

        Traffic traffic = server.loops.get(0).report(false).traffic();

        assertThat(traffic.received()).isEqualTo(3); // with the handshake
        assertThat(traffic.sent()).isEqualTo(3);
        assertThat(traffic.updates().summary().count()).isEqualTo(1);
        assertThat(traffic.reads().summary().count()).isEqualTo(1);
        int created = ReplyHeader.SIZE + Integer.BYTES + "/a".length();
        int read = ReplyHeader.SIZE + Integer.BYTES + "data".length() + 68;
        assertThat(traffic.replies().total()).isEqualTo(created + read);
        assertThat(traffic.replies().last()).isEqualTo(read);
        assertThat(traffic.replies().min()).isEqualTo(created);
        assertThat(traffic.connections()).isEqualTo(new ConnectionEvents(1, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void whatALoopClosesUnaskedIsCountedAndAnEndedSessionIsNot() {
        SteppedClient polite = server.open(0);
        polite.ask(new CloseSessionRequest());
        server.settle();
        SteppedClient silent = server.connect(0);
        server.passUnnoticed(20_000);
        server.loops.get(0).closeSilent();

        assertThat(polite.isClosed()).isTrue();
        assertThat(silent.isClosed()).isTrue();
        assertThat(server.loops.get(0).report(false).traffic().connections())
                .isEqualTo(new ConnectionEvents(1, 0, 0, 1, 1, 0, 0, 0));
    }

    @Test
    void aFrameThatIsTooLongEndsTheConnectionByItsLengthAlone() {
        SteppedClient client = server.open(0);
        client.send(Unpooled.buffer().writeInt(0x100000).writeInt(1).writeInt(OpCode.CREATE.code()));
        assertThat(client.isClosed()).isTrue();
        SteppedClient stranger = server.connect(0);
        stranger.send(Unpooled.buffer().writeInt(0x100000));
        assertThat(stranger.isClosed()).isTrue();
        assertThat(server.rejections).hasSize(2).first().asString().contains("jute.maxbuffer");
    }

    @Test
    void aFrameOfNothingAndOneShorterThanItsHeaderEndTheConnection() {
        for (int length : new int[] {0, -1, 7}) {
            SteppedClient client = server.open(0);
            client.send(Unpooled.buffer().writeInt(length).writeZero(7));
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void aBodyThatIsCutShortIsRefusedAndTheConnectionStays() {
        SteppedClient client = server.open(0);
        long before = server.core.view().state().lastZxid().value();
        for (OpCode op : List.of(OpCode.CREATE, OpCode.DELETE, OpCode.SET_DATA, OpCode.MULTI, OpCode.GET_DATA)) {
            client.send(SteppedClient.frame(new RequestHeader(5, op.code())));
            server.settle();
            assertThat(client.receive().header().err()).isEqualTo(ErrorCode.MARSHALLING_ERROR.code());
        }
        assertThat(server.core.view().state().lastZxid().value()).isEqualTo(before);
        assertThat(client.isClosed()).isFalse();
    }

    @Test
    void anUnknownRequestIsRefusedBehindThoseBeforeItAndEndsTheConnection() {
        SteppedClient client = server.open(0);
        client.ask(create("/a", "1"));
        client.send(SteppedClient.frame(new RequestHeader(9, 4711)));
        client.ask(create("/b", "1"));
        server.settle();
        List<SteppedClient.Frame> frames = all(client);
        assertThat(frames).extracting(frame -> frame.header().xid()).containsExactly(1, 9);
        assertThat(frames.get(1).header()).isEqualTo(new ReplyHeader(9, -1, ErrorCode.UNIMPLEMENTED.code()));
        assertThat(client.isClosed()).isTrue();
        assertThat(server.core.view().state().find(Utf8.of("/b"))).isNull();
    }

    @Test
    void nothingIsDoneThatWasAskedBehindTheEndOfASession() {
        SteppedClient client = server.open(0);
        client.ask(new CloseSessionRequest());
        client.ask(create("/late", ""));
        server.settle();
        assertThat(all(client)).extracting(frame -> frame.header().xid()).containsExactly(1);
        assertThat(client.isClosed()).isTrue();
        assertThat(server.core.view().state().find(Utf8.of("/late"))).isNull();
        assertThat(server.core.view().state().sessionCount()).isZero();
    }

    @Test
    void whoIsNotAuthenticatedIsToldInTurnAndDisconnected() {
        SteppedClient client = server.open(0);
        client.ask(create("/a", "1"));
        client.ask(new AuthRequest(0, "nope", Bytes.EMPTY));
        server.settle();
        List<SteppedClient.Frame> frames = all(client);
        assertThat(frames).extracting(frame -> frame.header().err()).containsExactly(0, ErrorCode.AUTH_FAILED.code());
        assertThat(frames.get(1).header().zxid()).isZero();
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void noConnectionProvesToBeAnyNumberOfUsers() {
        SteppedClient client = server.open(0);
        for (int user = 0; user < 999; user++) {
            client.ask(new AuthRequest(0, "digest", Bytes.ofText(user + ":pw")));
        }
        assertThat(all(client)).hasSize(999);
        assertThat(client.isClosed()).isFalse();
        client.ask(new AuthRequest(0, "digest", Bytes.ofText("one-more:pw")));
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void whoeverHasMoreOnItsWayThanThereIsCreditForIsNotReadUntilThereIs() {
        SteppedClient client = server.open(0);
        int asked = SteppedServer.LIMITS.outstandingRequests() + 50;
        for (int i = 0; i < asked; i++) {
            client.ask(create("/" + i, ""));
        }
        assertThat(client.isRead()).isFalse();
        server.settle();
        assertThat(all(client))
                .hasSize(asked)
                .allSatisfy(frame -> assertThat(frame.header().err()).isZero());
        assertThat(client.isRead()).isTrue();
    }

    @Test
    void whoTakesAllCreditDoesNotKeepOthersFromTheirFirstRequest() {
        SteppedClient greedy = server.open(0);
        SteppedClient modest = server.open(0);
        for (int i = 0; i < SteppedServer.LIMITS.outstandingRequests() + 50; i++) {
            greedy.ask(create("/" + i, ""));
        }
        modest.ask(create("/modest", ""));
        server.core.step();
        server.sync(1000);
        server.core.step();
        assertThat(server.core.view().state().find(Utf8.of("/modest"))).isNotNull();
    }

    @Test
    void theCreditOfAConnectionThatIsGoneIsThereAgain() {
        SteppedClient gone = server.open(0);
        SteppedClient next = server.open(0);
        for (int i = 0; i < SteppedServer.LIMITS.outstandingRequests(); i++) {
            gone.ask(create("/" + i, ""));
        }
        next.ask(create("/x", ""));
        next.ask(create("/y", ""));
        assertThat(next.isRead()).isFalse();
        gone.vanish();
        assertThat(next.isRead()).isTrue();
        server.settle();
        assertThat(all(next)).hasSize(2);
    }

    @Test
    void whoDoesNotReadIsNotReadEitherAndGetsEverythingWhenItDoes() {
        SteppedClient client = server.open(0);
        client.reads(false);
        client.ask(create("/a", "1"));
        client.ask(exists("/a", false));
        server.settle();
        assertThat(client.arrivedBytes()).isZero();
        assertThat(client.isRead()).isFalse();
        client.reads(true);
        server.settle();
        assertThat(all(client)).hasSize(2);
    }

    @Test
    void whoLeavesTooManyEventsUnreadIsDisconnected() {
        SteppedClient watcher = server.open(0);
        SteppedClient writer = server.open(1);
        String path = "/" + "x".repeat(500_000);
        writer.ask(create(path, ""));
        server.settle();
        watcher.ask(new AddWatchRequest(Utf8.of(path), 0));
        server.settle();
        watcher.reads(false);
        for (int i = 0; i < 40 && !watcher.isClosed(); i++) {
            writer.ask(set(path, "" + i));
            server.settle();
        }
        assertThat(watcher.isClosed()).isTrue();
        assertThat(writer.isClosed()).isFalse();
    }

    @Test
    void watchesLongerThanAPacketAreSetAgain() {
        SteppedClient client = server.open(0);
        List<Utf8> paths = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            paths.add(Utf8.of("/no-such-znode-with-a-long-name-" + i));
        }
        client.ask(new SetWatchesRequest(OpCode.SET_WATCHES, 0, List.of(), paths, List.of(), List.of(), List.of()));
        server.settle();
        assertThat(client.receive().header().err()).isZero();
        assertThat(server.core.view().status().watches()).isEqualTo(40_000);
    }

    @Test
    void requestsBehindALongSetWatchesWaitForIt() {
        SteppedClient client = server.open(0);
        List<Utf8> paths = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            paths.add(Utf8.of("/" + i));
        }
        client.ask(new SetWatchesRequest(OpCode.SET_WATCHES, 0, List.of(), paths, List.of(), List.of(), List.of()));
        client.ask(create("/1999", ""));
        client.ask(children("/", false));
        server.settle();
        // The last path was watched before it was created, though the create was agreed upon meanwhile.
        assertThat(all(client)).extracting(frame -> frame.header().xid()).containsSubsequence(1, 2, 3);
    }

    @Test
    void aListOfManyChildrenIsWrittenAsItsClientTakesIt() {
        SteppedClient client = server.open(0);
        int children = 50_000;
        client.ask(create("/parent", ""));
        for (int i = 0; i < children; i++) {
            client.ask(create("/parent/child-with-a-name-" + i, ""));
            if (i % 50 == 0) {
                server.settle();
            }
        }
        server.settle();
        all(client);
        client.readsOnly(100_000);
        client.ask(new GetChildrenRequest(OpCode.GET_CHILDREN2, Utf8.of("/parent"), false));
        client.ask(exists("/parent", false));
        // given that it is a megabyte, of which the client has not read the beginning
        assertThat(client.arrivedBytes()).isBetween(100_000, 200_000);
        assertThat(client.isRead()).isFalse();
        // when it reads on
        client.readsOnly(Integer.MAX_VALUE);
        client.reads(true);
        // then it gets the rest, and what comes behind
        GetChildren2Response list = (GetChildren2Response) client.receive().response();
        assertThat(list.children()).hasSize(children).doesNotHaveDuplicates();
        assertThat(list.stat().numChildren()).isEqualTo(children);
        assertThat(client.receive().header().err()).isZero();
    }

    @Test
    void aListThatIsAskedForAgainShowsWhatHasChanged() {
        SteppedClient client = server.open(0);
        client.ask(create("/parent", ""));
        for (int i = 0; i < RecentListings.FEWEST; i++) {
            client.ask(create("/parent/" + i, ""));
        }
        server.settle();
        all(client);
        List<Utf8> first = list(client).children();
        assertThat(first).hasSize(RecentListings.FEWEST);
        // given that it was asked for so often that it is kept
        for (int i = 0; i < 3; i++) {
            assertThat(list(client).children()).isEqualTo(first);
        }
        // when a child comes
        client.ask(create("/parent/another", ""));
        server.settle();
        all(client);
        // then it is there each time, and the stat counts it
        for (int i = 0; i < 3; i++) {
            GetChildren2Response now = list(client);
            assertThat(now.children()).hasSize(RecentListings.FEWEST + 1).contains(Utf8.of("another"));
            assertThat(now.stat().numChildren()).isEqualTo(RecentListings.FEWEST + 1);
        }
    }

    private static GetChildren2Response list(SteppedClient client) {
        client.ask(new GetChildrenRequest(OpCode.GET_CHILDREN2, Utf8.of("/parent"), false));
        return (GetChildren2Response) client.receive().response();
    }

    @Test
    void aSocketMayTellOfRoomWhileItIsWrittenTo() {
        SteppedClient client = server.open(0);
        for (int i = 0; i < 3_000; i++) {
            client.ask(create("/a-child-with-a-name-of-some-length-" + i, ""));
            if (i % 50 == 0) {
                server.settle();
            }
        }
        server.settle();
        all(client);
        client.saysThatThereIsRoom(true);
        ByteBuf several = Unpooled.wrappedBuffer(
                client.frameOf(children("/", false)),
                client.frameOf(exists("/", false)),
                client.frameOf(children("/", false)),
                client.frameOf(new PingRequest()));
        client.send(Unpooled.copiedBuffer(several));
        assertThat(all(client)).extracting(frame -> frame.header().err()).containsExactly(0, 0, 0, 0);
    }

    @Test
    void whatAConnectionWatchedGoesWithIt() {
        SteppedClient client = server.open(0);
        client.ask(exists("/a", true));
        server.settle();
        assertThat(server.core.view().status().watches()).isEqualTo(1);
        client.vanish();
        server.settle();
        SteppedClient other = server.open(0);
        other.ask(create("/x", ""));
        server.settle();
        assertThat(server.core.view().status().watches()).isZero();
    }

    @Test
    void aConnectionWithoutASessionIsClosedAfterAWhile() {
        SteppedClient client = server.connect(0);
        server.passUnnoticed(9_000);
        server.loops.get(0).closeSilent();
        assertThat(client.isClosed()).isFalse();
        server.passUnnoticed(2_000);
        server.loops.get(0).closeSilent();
        assertThat(client.isClosed()).isTrue();
    }

    private static List<SteppedClient.Frame> all(SteppedClient client) {
        List<SteppedClient.Frame> frames = new ArrayList<>();
        for (SteppedClient.Frame next = client.receive(); next != null; next = client.receive()) {
            frames.add(next);
        }
        return frames;
    }

    private static List<String> data(SteppedClient client) {
        return all(client).stream()
                .filter(frame -> frame.response() instanceof GetDataResponse)
                .map(frame -> ((GetDataResponse) frame.response()).data().text())
                .toList();
    }
}
