package dev.paddock.server.core;

import dev.paddock.datatree.acl.Identities;
import dev.paddock.datatree.op.Operations;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.proto.DeleteContainerRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.zab.message.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * What a client of a learner wants, as its leader understands it. Whatever it is, it becomes one transaction: the learner
 * waits for that.
 *
 * @param request null if a session is to begin, or it is refused
 * @param refusal why nothing can be done, or null
 */
record LearnerRequest(
        long session, int cxid, Request request, int timeoutMillis, ErrorCode refusal, Identities identities) {

    /** What the learner sends. */
    static Message.Request ofClient(ClientRequest asked) {
        OpCode op = asked.op();
        Bytes body = switch (op) {
            case CREATE_SESSION -> bytes(out -> out.int32(asked.session.timeoutMillis));
            case CLOSE_SESSION -> Bytes.EMPTY;
            default -> bytes(asked.request());
        };
        return new Message.Request(
                asked.session.id,
                asked.xid(),
                op.code(),
                body,
                asked.identities().all());
    }

    /** Bytes as jute has them, of a transaction or a request. */
    static Bytes bytes(JuteRecord record) {
        ByteBuf bytes = Unpooled.buffer();
        new JuteWriter(bytes).record(record);
        return Bytes.wrap(ByteBufUtil.getBytes(bytes));
    }

    /** What the leader reads. */
    static LearnerRequest read(Message.Request sent) {
        OpCode op = OpCode.ofCode(sent.opCode());
        JuteReader in = new JuteReader(Unpooled.wrappedBuffer(sent.body().array()));
        Identities identities = Identities.NONE.with(sent.identities());
        try {
            if (op == OpCode.CREATE_SESSION) {
                return new LearnerRequest(sent.session(), sent.cxid(), null, in.readInt(), null, identities);
            }
            if (op != null && Request.isAsked(op)) {
                Request request = Request.read(op, in);
                if (Operations.isWrite(request)) {
                    return new LearnerRequest(sent.session(), sent.cxid(), request, 0, null, identities);
                }
            }
            return refused(sent, ErrorCode.UNIMPLEMENTED);
        } catch (JuteException malformed) {
            return refused(sent, ErrorCode.MARSHALLING_ERROR);
        }
    }

    private static LearnerRequest refused(Message.Request sent, ErrorCode error) {
        return new LearnerRequest(sent.session(), sent.cxid(), null, 0, error, Identities.NONE);
    }

    boolean beginsSession() {
        return request == null && refusal == null;
    }

    /** Whether it is asked for a session. A server asks by itself for empty containers to go. */
    boolean isOfSession() {
        return !(request instanceof DeleteContainerRequest);
    }

    /** The same, but its session has gone on elsewhere. */
    LearnerRequest moved() {
        return new LearnerRequest(session, cxid, null, 0, ErrorCode.SESSION_MOVED, identities);
    }
}
