package dev.paddock.zab.codec;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.jute.JuteException;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.zab.membership.ServerId;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Touch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** What a learner sends its leader. */
public final class FromLearner {
    private static final Zxid NONE = new Zxid(-1);
    private static final int TOUCH_SIZE = Long.BYTES + Integer.BYTES;
    private static final int REQUEST_HEADER_SIZE = Long.BYTES + 2 * Integer.BYTES;

    /** What servers before 3.4 are taken to speak. */
    private static final int OLDEST_PROTOCOL = 1;

    private FromLearner() {}

    /** Null for kinds that leaders ignore. */
    public static Message read(QuorumPacket packet) {
        return switch (packet.type()) {
            case QuorumPacket.FOLLOWER_INFO -> learnerInfo(false, packet);
            case QuorumPacket.OBSERVER_INFO -> learnerInfo(true, packet);
            case QuorumPacket.ACK_EPOCH ->
                new Message.AckEpoch(packet.requireData().readInt(), packet.zxid());
            case QuorumPacket.ACK -> new Message.Ack(packet.zxid());
            case QuorumPacket.PING -> new Message.Pong(packet.zxid(), touches(packet.requireData()));
            case QuorumPacket.REVALIDATE -> revalidate(packet.requireData());
            case QuorumPacket.REQUEST -> request(packet);
            default -> null;
        };
    }

    private static Message learnerInfo(boolean isObserver, QuorumPacket packet) {
        JuteReader in = packet.requireData();
        ServerId sender = new ServerId(in.readLong());
        int protocol = in.remaining() >= Integer.BYTES ? in.readInt() : OLDEST_PROTOCOL;
        long configVersion = in.remaining() >= Long.BYTES ? in.readLong() : 0;
        return new Message.LearnerInfo(isObserver, packet.zxid().epoch(), sender, protocol, configVersion);
    }

    private static List<Touch> touches(JuteReader in) {
        if (in.remaining() % TOUCH_SIZE != 0) {
            throw new JuteException("touches of " + in.remaining() + " bytes; each one takes " + TOUCH_SIZE);
        }
        List<Touch> touches = new ArrayList<>(in.remaining() / TOUCH_SIZE);
        while (in.remaining() > 0) {
            touches.add(new Touch(in.readLong(), in.readInt()));
        }
        return touches;
    }

    private static Message revalidate(JuteReader in) {
        return new Message.Revalidate(in.readLong(), in.readInt());
    }

    private static Message request(QuorumPacket packet) {
        JuteReader in = packet.requireData();
        long session = in.readLong();
        int cxid = in.readInt();
        int opCode = in.readInt();
        ByteBuf body = Unpooled.wrappedBuffer(packet.data().array()).skipBytes(REQUEST_HEADER_SIZE);
        return new Message.Request(
                session, cxid, opCode, Encoded.rest(body), packet.ids() == null ? List.of() : packet.ids());
    }

    public static QuorumPacket write(Message message) {
        if (message instanceof Message.Ack ack) {
            return QuorumPacket.of(QuorumPacket.ACK, ack.zxid());
        } else if (message instanceof Message.Request request) {
            return write(request);
        } else if (message instanceof Message.Pong pong) {
            return QuorumPacket.of(
                    QuorumPacket.PING,
                    pong.lastProposed(),
                    Encoded.of(out -> pong.touches()
                            .forEach(touch -> out.int64(touch.session()).int32(touch.timeoutMillis()))));
        } else if (message instanceof Message.Revalidate asked) {
            Bytes data = Encoded.of(out -> out.int64(asked.session()).int32(asked.timeoutMillis()));
            return QuorumPacket.of(QuorumPacket.REVALIDATE, NONE, data);
        } else if (message instanceof Message.LearnerInfo info) {
            int type = info.isObserver() ? QuorumPacket.OBSERVER_INFO : QuorumPacket.FOLLOWER_INFO;
            Bytes data = Encoded.of(out ->
                    out.int64(info.sender().value()).int32(info.protocol()).int64(info.configVersion()));
            return QuorumPacket.of(type, Zxid.of(info.acceptedEpoch(), 0), data);
        } else if (message instanceof Message.AckEpoch ack) {
            Bytes data = Encoded.of(out -> out.int32((int) ack.currentEpoch()));
            return QuorumPacket.of(QuorumPacket.ACK_EPOCH, ack.last(), data);
        }
        throw new AssertionError("a learner does not send " + message);
    }

    /** Without ids it is what the server asks for itself. */
    private static QuorumPacket write(Message.Request request) {
        ByteBuf data = Unpooled.buffer(REQUEST_HEADER_SIZE + request.body().length());
        data.writeLong(request.session()).writeInt(request.cxid()).writeInt(request.opCode());
        data.writeBytes(request.body().array());
        return new QuorumPacket(
                QuorumPacket.REQUEST,
                NONE,
                Encoded.rest(data),
                request.identities().isEmpty() ? null : request.identities());
    }
}
