package dev.paddock.wire.proto;

import static dev.paddock.wire.Encoding.bytesOf;
import static dev.paddock.wire.Encoding.reader;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.Dumps;
import dev.paddock.wire.Encoding;
import dev.paddock.wire.EventType;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Stat;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whole conversations of a ZooKeeper 3.9.5 with its clients: what each frame says, and that we would send the same. */
class WorkedExamplesTest {
    private static final long SESSION = 0x01000026_6f0a0000L;
    private static final Bytes NO_PASSWORD = Bytes.wrap(new byte[16]);
    private static final Bytes PASSWORD = Bytes.wrap(Encoding.bytes("64 35 b6 0d 21 c5 51 47 e2 60 59 d5 d2 94 13 06"));
    private static final Utf8 A = Utf8.of("/a");
    private static final long TIME = 0x1a1_fed4_b900L;
    private static final String NONCE = "zLnV77bPlt+/SB77jtNqY6TRzm2jpuFhdQcUGtDt";

    /** What a frame holds, and how it is read. */
    private record Frame(List<JuteRecord> records, Function<JuteReader, List<JuteRecord>> read) {}

    private final Map<String, byte[]> dumps = Dumps.read(WorkedExamplesTest.class, "worked-examples.txt");
    private final Map<String, Frame> expected = new LinkedHashMap<>();

    WorkedExamplesTest() {
        newSessionAndPing();
        creates();
        getDataWithWatch();
        multiThatSucceeds();
        multiThatFails();
        auth();
        reconnect();
        addWatch();
        closeSession();
        oldFormOfTheHandshake();
        sasl();
        refusals();
    }

    private void newSessionAndPing() {
        connect("A1 C->S ConnectRequest", new ConnectRequest(0, 0, 10_000, 0, NO_PASSWORD, false, true));
        connected("A2 S->C ConnectResponse", new ConnectResponse(0, 10_000, SESSION, PASSWORD, false, true));
        request("A3 C->S ping", -2, new PingRequest());
        reply("A4 S->C ping reply", ReplyHeader.PING_XID, 1, OpCode.PING, new EmptyResponse());
    }

    private void creates() {
        request("B1 C->S create", 1, create(OpCode.CREATE, "/a", Bytes.ofText("v0"), 0));
        reply("B2 S->C create reply", 1, 2, OpCode.CREATE, new CreateResponse(A));
        error("B4 S->C error reply, no body: -110 NODEEXISTS", 2, 3, -110);
        request("B5 C->S create2, ephemeral+sequential, null data", 3, create(OpCode.CREATE2, "/a/e", null, 3));
        Stat stat = new Stat(4, 4, TIME + 0x3a, TIME + 0x3a, 0, 0, 0, SESSION, 0, 0, 4);
        reply("B6 S->C create2 reply", 3, 4, OpCode.CREATE2, new Create2Response(Utf8.of("/a/e0000000000"), stat));
    }

    private void getDataWithWatch() {
        request("C1 C->S getData", 4, new GetDataRequest(A, true));
        GetDataResponse data = new GetDataResponse(Bytes.ofText("v0"), statOfA(2, 0x29, 0));
        reply("C2 S->C getData reply", 4, 4, OpCode.GET_DATA, data);
        request("C3 C->S setData, expecting version 0", 5, new SetDataRequest(A, Bytes.ofText("v1"), version(0)));
        event("C4 S->C watch event NodeDataChanged", 5, EventType.NODE_DATA_CHANGED, "/a");
        reply("C5 S->C setData reply", 5, 5, OpCode.SET_DATA, new StatResponse(statOfA(5, 0x42, 1)));
    }

    private void multiThatSucceeds() {
        MultiRequest multi = new MultiRequest(List.of(
                new CheckRequest(A, version(1)),
                new SetDataRequest(A, Bytes.ofText("v2"), version(1)),
                create(OpCode.CREATE, "/a/t", Bytes.EMPTY, 0),
                new DeleteRequest(Utf8.of("/a/t"), ExpectedVersion.ANY)));
        request("D1 C->S multi", 6, multi);
        MultiResponse results = new MultiResponse(List.of(
                new MultiResult(OpCode.CHECK, new EmptyResponse()),
                new MultiResult(OpCode.SET_DATA, new StatResponse(statOfA(6, 0x4c, 2))),
                new MultiResult(OpCode.CREATE, new CreateResponse(Utf8.of("/a/t"))),
                new MultiResult(OpCode.DELETE, new EmptyResponse())));
        reply("D2 S->C multi reply", 6, 6, OpCode.MULTI, results);
    }

    private void multiThatFails() {
        MultiRequest multi = new MultiRequest(List.of(
                create(OpCode.CREATE, "/b", Bytes.EMPTY, 0),
                new CheckRequest(A, version(99)),
                new DeleteRequest(A, ExpectedVersion.ANY)));
        request("E1 C->S multi", 7, multi);
        MultiResponse results =
                new MultiResponse(List.of(MultiResult.ofError(0), MultiResult.ofError(-103), MultiResult.ofError(-2)));
        reply("E2 S->C multi reply: header err 0, results all type -1", 7, 7, OpCode.MULTI, results);
    }

    private void auth() {
        request("F1 C->S auth", -4, new AuthRequest(0, "digest", Bytes.ofText("bob:pw")));
        reply("F2 S->C auth reply", -4, 0, OpCode.AUTH, new EmptyResponse());
        request("F3 C->S whoAmI", 1, new WhoAmIRequest());
        WhoAmIResponse identities =
                new WhoAmIResponse(List.of(new ClientInfo("digest", "bob"), new ClientInfo("ip", "127.0.0.1")));
        reply("F4 S->C whoAmI reply", 1, 8, OpCode.WHO_AM_I, identities);
        request("F5 C->S auth", -4, new AuthRequest(0, "nope", Bytes.ofText("x")));
        error("F6 S->C auth reply -115, followed by FIN", -4, 0, -115);
    }

    private void reconnect() {
        ConnectRequest again = new ConnectRequest(0, 9, 10_000, SESSION, PASSWORD, false, true);
        connect("G1 C->S ConnectRequest (re-attach)", again);
        connected("G2 S->C ConnectResponse", new ConnectResponse(0, 10_000, SESSION, PASSWORD, false, true));
        List<Utf8> exist = List.of(Utf8.of("/new"), Utf8.of("/absent"));
        SetWatchesRequest watches =
                new SetWatchesRequest(OpCode.SET_WATCHES, 9, List.of(A), exist, List.of(A), List.of(), List.of());
        request("G3 C->S setWatches", 9, watches);
        event("G4 S->C replayed event: /a data changed (header zxid -1)", -1, EventType.NODE_DATA_CHANGED, "/a");
        event("G5 S->C replayed event: /new created", -1, EventType.NODE_CREATED, "/new");
        reply("G6 S->C setWatches reply", 9, 11, OpCode.SET_WATCHES, new EmptyResponse());
        event(
                "G7 S->C later, live event for /absent: header zxid = transaction zxid",
                12,
                EventType.NODE_CREATED,
                "/absent");
    }

    private void addWatch() {
        request("H1 C->S addWatch", 10, new AddWatchRequest(A, 1));
        reply("H2 S->C addWatch reply", 10, 12, OpCode.ADD_WATCH, new ErrorResponse(0));
        event("H3 S->C event NodeCreated", 13, EventType.NODE_CREATED, "/a/k");
        event(
                "H4 S->C event NodeChildrenChanged on /a: the one-shot child watch re-armed in G",
                13,
                EventType.NODE_CHILDREN_CHANGED,
                "/a");
        event("H5 S->C event NodeDeleted", 14, EventType.NODE_DELETED, "/a/k");
    }

    private void closeSession() {
        request("I1 C->S closeSession", 11, new CloseSessionRequest());
        event("I2 S->C event (own recursive watch, ephemeral removed)", 15, EventType.NODE_DELETED, "/a/e0000000000");
        reply("I3 S->C closeSession reply", 11, 15, OpCode.CLOSE_SESSION, new EmptyResponse());
        ConnectRequest tooLate = new ConnectRequest(0, 9, 10_000, SESSION, PASSWORD, false, true);
        connect("I4 C->S ConnectRequest with the closed session id", tooLate);
        connected(
                "I5 S->C ConnectResponse: timeOut 0, sessionId 0, 16 zero bytes", ConnectResponse.refusal(false, true));
    }

    private void oldFormOfTheHandshake() {
        Bytes password = Bytes.wrap(Encoding.bytes("51 14 bc 0d 81 79 72 02 ed 1d f2 a9 ff 0b ff 38"));
        connect("J1 C->S ConnectRequest, 44-byte form", new ConnectRequest(0, 0, 10_000, 0, NO_PASSWORD, false, false));
        connected(
                "J2 S->C ConnectResponse, 36-byte form",
                new ConnectResponse(0, 10_000, SESSION + 3, password, false, false));
    }

    private void sasl() {
        String challenge = "realm=\"zk-sasl-md5\",nonce=\"" + NONCE + "\",charset=utf-8,algorithm=md5-sess";
        String answer = "charset=utf-8,username=\"bob\",realm=\"zk-sasl-md5\",nonce=\"" + NONCE
                + "\",nc=00000001,cnonce=\"Q2xpZW50Tm9uY2U=\",digest-uri=\"zookeeper/zk-sasl-md5\",maxbuf=65536,"
                + "response=f079986091efcfdae6058b1c9c26c1fb,qop=auth";
        Bytes proof = Bytes.ofText("rspauth=868ba5172d958e817d6829eee88df790");
        request("K1 C->S sasl", 1, new SaslRequest(Bytes.EMPTY));
        reply("K2 S->C sasl reply", 1, 0, OpCode.SASL, new SaslResponse(Bytes.ofText(challenge)));
        request("K3 C->S sasl", 2, new SaslRequest(Bytes.ofText(answer)));
        reply("K4 S->C sasl reply", 2, 0, OpCode.SASL, new SaslResponse(proof));
        reply(
                "K5 S->C sasl reply after a wrong password",
                new ReplyHeader(2, 0, -115),
                OpCode.SASL,
                new SaslResponse(null));
    }

    private void refusals() {
        frame(
                "L1 C->S check alone",
                in -> List.of(RequestHeader.read(in), CheckRequest.read(in)),
                new RequestHeader(1, OpCode.CHECK.code()),
                new CheckRequest(A, ExpectedVersion.ANY));
        error("L2 S->C refusal of the check", 1, -1, -6);
        request("L3 C->S exists", 1, new ExistsRequest(Utf8.of("/"), false));
        error("L4 S->C refusal of the exists", 1, 0, -124);
    }

    private static CreateRequest create(OpCode op, String path, Bytes data, int flags) {
        return new CreateRequest(op, Utf8.of(path), data, Acl.OPEN, flags, CreateRequest.NO_TTL);
    }

    private static ExpectedVersion version(int version) {
        return ExpectedVersion.ofWire(version);
    }

    private static Stat statOfA(long mzxid, int mtime, int version) {
        return new Stat(2, mzxid, TIME + 0x29, TIME + mtime, version, 1, 0, 0, 2, 1, 4);
    }

    private void connect(String name, ConnectRequest request) {
        frame(name, in -> List.of(ConnectRequest.read(in)), request);
    }

    private void connected(String name, ConnectResponse response) {
        frame(name, in -> List.of(ConnectResponse.read(in)), response);
    }

    private void request(String name, int xid, Request request) {
        RequestHeader header = new RequestHeader(xid, request.op().code());
        frame(name, WorkedExamplesTest::readRequest, header, request);
    }

    private static List<JuteRecord> readRequest(JuteReader in) {
        RequestHeader header = RequestHeader.read(in);
        return List.of(header, Request.read(OpCode.ofCode(header.type()), in));
    }

    private void reply(String name, int xid, long zxid, OpCode op, Response response) {
        reply(name, new ReplyHeader(xid, zxid, 0), op, response);
    }

    private void reply(String name, ReplyHeader header, OpCode op, Response response) {
        frame(name, in -> List.of(ReplyHeader.read(in), Response.read(op, in)), header, response);
    }

    private void error(String name, int xid, long zxid, int err) {
        frame(name, in -> List.of(ReplyHeader.read(in)), new ReplyHeader(xid, zxid, err));
    }

    private void event(String name, long zxid, EventType type, String path) {
        ReplyHeader header = new ReplyHeader(ReplyHeader.NOTIFICATION_XID, zxid, 0);
        WatcherEvent event = WatcherEvent.of(type, Utf8.of(path));
        frame(name, in -> List.of(ReplyHeader.read(in), WatcherEvent.read(in)), header, event);
    }

    private void frame(String name, Function<JuteReader, List<JuteRecord>> read, JuteRecord... records) {
        expected.put(name, new Frame(List.of(records), read));
    }

    @TestFactory
    Stream<DynamicTest> isReadAndWrittenToTheByte() {
        return expected.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> assertReadsAndWrites(dumps.get(entry.getKey()), entry.getValue())));
    }

    private static void assertReadsAndWrites(byte[] sent, Frame frame) {
        JuteReader in = reader(sent);
        int length = in.readInt();

        assertThat(length).isEqualTo(sent.length - Integer.BYTES);
        assertThat(frame.read().apply(in)).isEqualTo(frame.records());
        assertThat(in.remaining()).isZero();
        assertThat(bytesOf(frame.records().toArray(JuteRecord[]::new)))
                .isEqualTo(Arrays.copyOfRange(sent, Integer.BYTES, sent.length));
    }

    @Test
    void allOfThemAreExpected() {
        assertThat(expected.keySet()).isEqualTo(dumps.keySet());
    }
}
