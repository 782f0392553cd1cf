package dev.paddock.zab.sim;

import dev.paddock.zab.codec.ElectionFrame;
import dev.paddock.zab.codec.FromLeader;
import dev.paddock.zab.codec.FromLearner;
import dev.paddock.zab.codec.QuorumPacket;
import dev.paddock.zab.message.Message;
import dev.paddock.zab.message.Notification;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Turns what is sent into bytes and back, as it is on a real network. */
final class ThroughBytes {
    private static final int MOST_DATA = 1 << 20;

    private ThroughBytes() {}

    static Message fromLeader(Message message) {
        return FromLeader.read(packet(FromLeader.write(message)));
    }

    static Message fromLearner(Message message) {
        return FromLearner.read(packet(FromLearner.write(message)));
    }

    private static QuorumPacket packet(QuorumPacket packet) {
        ByteBuf bytes = Unpooled.buffer();
        packet.write(bytes);
        QuorumPacket read = QuorumPacket.tryRead(bytes, MOST_DATA);
        if (bytes.isReadable()) {
            throw new Violation("codec", bytes.readableBytes() + " bytes are left of " + packet);
        }
        return read;
    }

    static Notification notification(Notification notification) {
        ByteBuf bytes = Unpooled.buffer();
        ElectionFrame.write(notification, bytes);
        return ElectionFrame.decode(ElectionFrame.tryRead(bytes))
                .orElseThrow(() -> new Violation("codec", notification + " cannot be read back"));
    }
}
