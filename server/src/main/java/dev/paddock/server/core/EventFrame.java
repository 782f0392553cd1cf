package dev.paddock.server.core;

import dev.paddock.datatree.WatchEvent;
import dev.paddock.wire.EventType;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteWriter;
import dev.paddock.wire.proto.ReplyHeader;
import dev.paddock.wire.proto.WatcherEvent;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** An event as all who watch are sent it: encoded once, and not before there is one who does. */
final class EventFrame {
    /** Of events that tell of what had changed while a client was away. */
    static final long NO_ZXID = -1;

    private static final int SIZE_WITHOUT_PATH = Integer.BYTES + ReplyHeader.SIZE + 3 * Integer.BYTES;

    private final long zxid;
    private final EventType type;
    private final Utf8 path;
    private Outgoing.Event event;

    EventFrame(long zxid, WatchEvent event) {
        this(zxid, event.type(), event.path());
    }

    EventFrame(long zxid, EventType type, Utf8 path) {
        this.zxid = zxid;
        this.type = type;
        this.path = path;
    }

    Outgoing.Event event() {
        if (event == null) {
            byte[] frame = new byte[SIZE_WITHOUT_PATH + path.length()];
            ByteBuf out = Unpooled.wrappedBuffer(frame).clear();
            out.writeInt(frame.length - Integer.BYTES);
            new JuteWriter(out)
                    .record(new ReplyHeader(ReplyHeader.NOTIFICATION_XID, zxid, 0))
                    .record(WatcherEvent.of(type, path));
            event = new Outgoing.Event(frame);
        }
        return event;
    }
}
