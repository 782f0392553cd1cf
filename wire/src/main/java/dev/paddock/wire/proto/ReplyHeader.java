package dev.paddock.wire.proto;

import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;

/**
 * What stands before the body of a reply, and before an event.
 *
 * @param xid the one of the request, or one of those below
 * @param zxid of the write, or else of the last transaction that the server has applied
 * @param err the code of an {@link dev.paddock.wire.ErrorCode}; unless it is 0, no body follows, except to sasl
 */
public record ReplyHeader(int xid, long zxid, int err) implements JuteRecord {
    public static final int SIZE = 16;

    /** An event, not a reply. */
    public static final int NOTIFICATION_XID = -1;

    /** To a ping, whatever xid it had. */
    public static final int PING_XID = -2;

    public static ReplyHeader read(JuteReader in) {
        return new ReplyHeader(in.readInt(), in.readLong(), in.readInt());
    }

    @Override
    public void write(JuteWriter out) {
        out.int32(xid).int64(zxid).int32(err);
    }
}
