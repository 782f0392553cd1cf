package dev.paddock.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.acl.Identities;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.Id;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.CheckRequest;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.zab.message.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnerRequestTest {
    private static final Identities BOB = Identities.of(new Id("ip", "127.0.0.1"), new Id("digest", "bob:x"));
    private static final SetDataRequest SET =
            new SetDataRequest(Utf8.of("/a"), Bytes.ofText("data"), ExpectedVersion.ANY);

    private final ClientSession session = new ClientSession(17, 6000);

    private Message.Request sent(Request request) {
        return sent(ClientRequest.of(5, request, BOB, 0, 0));
    }

    private Message.Request sent(ClientRequest request) {
        request.belongTo(null, session);
        return LearnerRequest.ofClient(request);
    }

    private static Message.Request received(OpCode op, Bytes body) {
        return new Message.Request(17, 5, op.code(), body, List.of());
    }

    @Test
    void aLeaderReadsWhatTheClientOfALearnerHasAskedAndWhoItIs() {
        List<Request> requests = List.of(
                SET,
                new DeleteRequest(Utf8.of("/a"), ExpectedVersion.ANY),
                new MultiRequest(List.of(SET)),
                new CloseSessionRequest());
        for (Request request : requests) {
            LearnerRequest read = LearnerRequest.read(sent(request));

            assertThat(read.request()).isEqualTo(request);
            assertThat(read.session()).isEqualTo(17);
            assertThat(read.cxid()).isEqualTo(5);
            assertThat(read.identities().all()).isEqualTo(BOB.all());
        }
    }

    @Test
    void theIdOfANewSessionIsThatOfItsServer() {
        ConnectRequest connect = new ConnectRequest(0, 0, 6000, 0, Bytes.EMPTY, false, true);

        LearnerRequest read = LearnerRequest.read(sent(ClientRequest.birth(connect)));

        assertThat(read.beginsSession()).isTrue();
        assertThat(read.session()).isEqualTo(17);
        assertThat(read.cxid()).isZero();
        assertThat(read.timeoutMillis()).isEqualTo(6000);
    }

    @Test
    void theEndOfASessionHasNoBody() {
        assertThat(sent(new CloseSessionRequest()).body()).isEqualTo(Bytes.EMPTY);
    }

    /** The leader of ZooKeeper uses a zxid twice then, and never commits again. */
    @Test
    void whatCannotBeReadIsRefused() {
        assertThat(LearnerRequest.read(received(OpCode.SET_DATA, Bytes.EMPTY)).refusal())
                .isEqualTo(ErrorCode.MARSHALLING_ERROR);
        assertThat(LearnerRequest.read(received(OpCode.CREATE_SESSION, Bytes.EMPTY))
                        .refusal())
                .isEqualTo(ErrorCode.MARSHALLING_ERROR);
    }

    /** A leader of ZooKeeper logs it, and no server can read that log. */
    @Test
    void aCheckThatStandsAloneIsRefused() {
        Bytes body = LearnerRequest.bytes(new CheckRequest(Utf8.of("/a"), ExpectedVersion.ANY));

        assertThat(LearnerRequest.read(received(OpCode.CHECK, body)).refusal()).isEqualTo(ErrorCode.UNIMPLEMENTED);
    }

    @Test
    void aReadIsRefused() {
        assertThat(LearnerRequest.read(received(OpCode.PING, Bytes.EMPTY)).refusal())
                .isEqualTo(ErrorCode.UNIMPLEMENTED);
        assertThat(LearnerRequest.read(new Message.Request(17, 5, 4711, Bytes.EMPTY, List.of()))
                        .refusal())
                .isEqualTo(ErrorCode.UNIMPLEMENTED);
    }
}
