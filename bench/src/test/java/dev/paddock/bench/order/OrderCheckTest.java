package dev.paddock.bench.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.bench.order.Violation.Kind;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.EventType;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Stat;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.proto.AuthRequest;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.CreateResponse;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.ExistsRequest;
import dev.paddock.wire.proto.GetChildren2Response;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.GetDataResponse;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.MultiResponse;
import dev.paddock.wire.proto.MultiResult;
import dev.paddock.wire.proto.PingRequest;
import dev.paddock.wire.proto.ReplyHeader;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.proto.StatResponse;
import dev.paddock.wire.proto.WatcherEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a good server sends passes, and each rule notices a server that breaks it. */
class OrderCheckTest {
    private static final int NUMBER = 3;
    private static final Utf8 NODE = OrderNodes.PERMANENT.get(0);
    private static final Utf8 OTHER = OrderNodes.PERMANENT.get(1);
    private static final Utf8 PASSING = OrderNodes.PASSING.get(0);
    private static final Utf8 PARENT = OrderNodes.PASSING_PARENT;
    private static final Utf8 OWN = OrderNodes.ownOf(NUMBER);

    private final History history = new History();
    private final OrderCheck check = new OrderCheck(NUMBER, history);
    private int lastXid;

    // A good server.

    @Test
    void aWriteReadsAWatchAndItsEventAreFine() {
        ask(write(7));
        reply(1, 10, stat(10, 1));
        ask(read(true));
        reply(2, 10, data(10, 1, 7));
        event(11, EventType.NODE_DATA_CHANGED, NODE);
        ask(read(false));
        reply(3, 11, data(11, 2, 8));

        passes();
    }

    @Test
    void eventsOfAMultiComeBeforeItsReplyAndHaveOneZxid() {
        ask(read(true));
        ask(new GetDataRequest(OTHER, true));
        ask(new MultiRequest(List.of(write(NODE, 8), write(OTHER, 9))));
        reply(1, 10, data(10, 1, 7));
        reply(2, 10, data(9, 1, 6));
        event(11, EventType.NODE_DATA_CHANGED, NODE);
        event(11, EventType.NODE_DATA_CHANGED, OTHER);
        reply(
                3,
                11,
                new MultiResponse(List.of(
                        new MultiResult(OpCode.SET_DATA, stat(11, 2)), new MultiResult(OpCode.SET_DATA, stat(11, 2)))));

        passes();
    }

    @Test
    void aZnodeThatComesAndGoesTellsWhoWatches() {
        ask(exists(PASSING));
        ask(list());
        ask(create(PASSING));
        ask(exists(PASSING));
        ask(delete(PASSING));
        refusal(1, 10, -101);
        reply(2, 10, children(9));
        event(11, EventType.NODE_CREATED, PASSING);
        event(11, EventType.NODE_CHILDREN_CHANGED, PARENT);
        reply(3, 11, new CreateResponse(PASSING));
        reply(4, 11, stat(11, 0));
        event(12, EventType.NODE_DELETED, PASSING);
        reply(5, 12, null);

        passes();
    }

    /** ZooKeeper answers it at once; a server that keeps its turn does well, too. */
    @Test
    void aReplyToAuthMayComeBeforeItsTurn() {
        ask(write(7));
        check.sent(OrderCheck.AUTH_XID, new AuthRequest(0, "digest", Bytes.ofText("a:b")));
        header(OrderCheck.AUTH_XID, 0, 0);
        reply(1, 10, stat(10, 1));

        passes();
    }

    // Servers that are not.

    @Test
    void repliesThatHaveChangedPlaces() {
        ask(write(7));
        ask(read(false));
        reply(2, 10, data(10, 1, 7));

        finds(Kind.REPLY_OUT_OF_ORDER);
    }

    @Test
    void aPingThatOvertakes() {
        ask(write(7));
        check.sent(ReplyHeader.PING_XID, new PingRequest());
        header(ReplyHeader.PING_XID, 9, 0);

        finds(Kind.REPLY_OUT_OF_ORDER);
    }

    @Test
    void aReplyThatNobodyAskedFor() {
        header(1, 10, 0);

        finds(Kind.REPLY_OUT_OF_ORDER);
    }

    @Test
    void aReplyThatNeverComes() {
        ask(write(7));
        check.finish();

        finds(Kind.NO_REPLY);
    }

    @Test
    void aConnectionThatIsLost() {
        ask(write(7));
        check.lost("closed");

        finds(Kind.CONNECTION_LOST);
    }

    @Test
    void aZxidThatGoesBack() {
        ask(write(7));
        ask(new GetDataRequest(OTHER, false));
        reply(1, 10, stat(10, 1));
        reply(2, 9, data(5, 1, 6));

        finds(Kind.ZXID_WENT_BACK);
    }

    @Test
    void aReadThatMissesAWriteOfTheSameSession() {
        ask(write(7));
        ask(read(false));
        reply(1, 10, stat(10, 2));
        reply(2, 10, data(9, 1, 6));

        finds(Kind.OWN_WRITE_UNSEEN);
    }

    @Test
    void aReadThatMissesACreateOfTheSameSession() {
        ask(create(OWN));
        ask(exists(OWN));
        reply(1, 10, new CreateResponse(OWN));
        refusal(2, 10, -101);

        finds(Kind.OWN_WRITE_UNSEEN);
    }

    @Test
    void aListThatMissesACreateOfTheSameSession() {
        ask(create(PASSING));
        ask(list());
        reply(1, 10, new CreateResponse(PASSING));
        reply(2, 10, children(9));

        finds(Kind.OWN_WRITE_UNSEEN);
    }

    @Test
    void aReadOlderThanTheOneBefore() {
        ask(read(false));
        ask(read(false));
        reply(1, 10, data(10, 2, 7));
        reply(2, 10, data(9, 1, 6));

        finds(Kind.READ_WENT_BACK);
    }

    @Test
    void aReplyThatShowsAChangeBeforeItsEvent() {
        ask(read(true));
        ask(read(false));
        reply(1, 10, data(10, 1, 7));
        reply(2, 11, data(11, 2, 8));

        finds(Kind.CHANGE_BEFORE_EVENT);
    }

    @Test
    void theReplyToAWriteBeforeTheEventThatItCaused() {
        ask(read(true));
        ask(write(8));
        reply(1, 10, data(10, 1, 7));
        reply(2, 11, stat(11, 2));

        finds(Kind.CHANGE_BEFORE_EVENT);
    }

    @Test
    void aDeleteWithoutItsEvent() {
        ask(exists(PASSING));
        ask(delete(PASSING));
        reply(1, 10, stat(10, 0));
        reply(2, 11, null);

        finds(Kind.CHANGE_BEFORE_EVENT);
    }

    @Test
    void aListThatShowsAChangeBeforeItsEvent() {
        ask(list());
        ask(list());
        reply(1, 10, children(10));
        reply(2, 11, children(11));

        finds(Kind.CHANGE_BEFORE_EVENT);
    }

    @Test
    void aZnodeThatIsGoneWithoutAnEvent() {
        ask(exists(PASSING));
        ask(exists(PASSING));
        reply(1, 10, stat(10, 0));
        refusal(2, 11, -101);

        finds(Kind.CHANGE_BEFORE_EVENT);
    }

    @Test
    void anEventBehindAReplyOfTheSameZxid() {
        ask(read(true));
        ask(new GetDataRequest(OTHER, false));
        reply(1, 10, data(10, 1, 7));
        reply(2, 11, data(9, 1, 6));
        event(11, EventType.NODE_DATA_CHANGED, NODE);

        finds(Kind.EVENT_AFTER_REPLY);
    }

    @Test
    void aReplyBehindAnEventThatDoesNotShowItsChange() {
        ask(read(true));
        ask(read(false));
        reply(1, 10, data(10, 1, 7));
        event(11, EventType.NODE_DATA_CHANGED, NODE);
        reply(2, 11, data(10, 1, 7));

        finds(Kind.REPLY_BEFORE_CHANGE);
    }

    @Test
    void aReplyBehindAnEventWithAnEarlierZxid() {
        ask(read(true));
        ask(new GetDataRequest(OTHER, false));
        reply(1, 10, data(10, 1, 7));
        event(11, EventType.NODE_DATA_CHANGED, NODE);
        reply(2, 10, data(9, 1, 6));

        finds(Kind.REPLY_BEFORE_CHANGE);
    }

    @Test
    void eventsThatHaveChangedPlaces() {
        ask(read(true));
        ask(new GetDataRequest(OTHER, true));
        reply(1, 10, data(10, 1, 7));
        reply(2, 10, data(9, 1, 6));
        event(12, EventType.NODE_DATA_CHANGED, NODE);
        event(11, EventType.NODE_DATA_CHANGED, OTHER);

        finds(Kind.EVENT_OUT_OF_ORDER);
    }

    @Test
    void anEventThatComesTwice() {
        ask(read(true));
        reply(1, 10, data(10, 1, 7));
        event(11, EventType.NODE_DATA_CHANGED, NODE);
        event(11, EventType.NODE_DATA_CHANGED, NODE);

        finds(Kind.EVENT_WITHOUT_WATCH);
    }

    @Test
    void anEventBeforeTheReplyWithWhichItsWatchIsSet() {
        ask(read(true));
        event(11, EventType.NODE_DATA_CHANGED, NODE);

        finds(Kind.EVENT_WITHOUT_WATCH);
    }

    @Test
    void theCreationOfWhatWasThere() {
        ask(read(true));
        reply(1, 10, data(10, 1, 7));
        event(11, EventType.NODE_CREATED, NODE);

        finds(Kind.WRONG_EVENT);
    }

    /** The change of version 2 was passed over: another session knows when it was. */
    @Test
    void theEventOfALaterChangeThanTheFirst() {
        history.tell(NODE, 2, 11, 8L);
        ask(read(true));
        reply(1, 10, data(10, 1, 7));
        event(12, EventType.NODE_DATA_CHANGED, NODE);

        finds(Kind.WRONG_EVENT);
    }

    @Test
    void oneVersionWithTwoContents() {
        history.tell(NODE, 1, 10, 7L);
        ask(read(false));
        reply(1, 10, data(10, 1, 6));

        finds(Kind.CONTRADICTION);
    }

    @Test
    void oneVersionForTwoWrites() {
        history.tell(NODE, 1, 10, 7L);
        ask(write(8));
        reply(1, 11, stat(11, 1));

        finds(Kind.CONTRADICTION);
    }

    @Test
    void anErrorThatNothingLeadsTo() {
        ask(read(false));
        refusal(1, 10, -101);

        finds(Kind.UNEXPECTED);
    }

    @Test
    void aReplyThatIsCutShort() {
        ask(read(false));
        header(1, 10, 0);

        finds(Kind.UNEXPECTED);
    }

    @Test
    void aViolationShowsTheFrames() {
        ask(write(7));
        refusal(1, 10, -103);

        assertThat(check.violations().get(0).toString())
                .contains("-> xid 1 SET_DATA", "<- 00 00 00 01 00 00 00 00 00 00 00 0a ff ff ff 99");
    }

    private void passes() {
        check.finish();
        assertThat(check.violations()).isEmpty();
    }

    private void finds(Kind kind) {
        assertThat(check.violations()).extracting(Violation::kind).containsExactly(kind);
        assertThat(check.violationCount()).isEqualTo(1);
    }

    private void ask(Request request) {
        check.sent(++lastXid, request);
    }

    private static Request read(boolean watch) {
        return new GetDataRequest(NODE, watch);
    }

    private static Request exists(Utf8 path) {
        return new ExistsRequest(path, true);
    }

    private static Request list() {
        return new GetChildrenRequest(OpCode.GET_CHILDREN2, PARENT, true);
    }

    private static Request create(Utf8 path) {
        return new CreateRequest(
                OpCode.CREATE, path, Bytes.EMPTY, Acl.OPEN, CreateMode.PERSISTENT.flags(), CreateRequest.NO_TTL);
    }

    private static Request delete(Utf8 path) {
        return new DeleteRequest(path, ExpectedVersion.ANY);
    }

    private static Request write(long token) {
        return write(NODE, token);
    }

    private static Request write(Utf8 path, long token) {
        return new SetDataRequest(path, token(token), ExpectedVersion.ANY);
    }

    private static Bytes token(long token) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(token).array());
    }

    private static GetDataResponse data(long mzxid, int version, long token) {
        return new GetDataResponse(token(token), stat(mzxid, version).stat());
    }

    private static StatResponse stat(long mzxid, int version) {
        return new StatResponse(new Stat(1, mzxid, 0, 0, version, 0, 0, 0, 8, 0, 1));
    }

    private static GetChildren2Response children(long pzxid) {
        return new GetChildren2Response(List.of(), new Stat(1, 1, 0, 0, 0, 0, 0, 0, 8, 0, pzxid));
    }

    private void header(int xid, long zxid, int err) {
        receive(new ReplyHeader(xid, zxid, err), null);
    }

    private void refusal(int xid, long zxid, int err) {
        header(xid, zxid, err);
    }

    private void reply(int xid, long zxid, JuteRecord body) {
        receive(new ReplyHeader(xid, zxid, 0), body);
    }

    private void event(long zxid, EventType type, Utf8 path) {
        receive(new ReplyHeader(ReplyHeader.NOTIFICATION_XID, zxid, 0), WatcherEvent.of(type, path));
    }

    private void receive(ReplyHeader header, JuteRecord body) {
        ByteBuf frame = Unpooled.buffer();
        JuteWriter out = new JuteWriter(frame).record(header);
        if (body != null) {
            out.record(body);
        }
        check.received(ByteBufUtil.getBytes(frame));
    }
}
