package dev.paddock.wire.proto;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;

/**
 * The first frame of a server, without a header:
 *
 * <pre>
 * int protocolVersion | int timeOut | long sessionId | passwd | [ boolean readOnly ]
 * </pre>
 *
 * @param password of {@link #PASSWORD_SIZE}, since there is a client that counts on it
 * @param readOnly whether this server has no quorum
 * @param hasReadOnly whether that byte is there: if and only if the request had it
 */
public record ConnectResponse(
        int protocolVersion, int timeoutMillis, long sessionId, Bytes password, boolean readOnly, boolean hasReadOnly)
        implements JuteRecord {
    public static final int PASSWORD_SIZE = 16;

    /** There is no such session any more, which is final. Clients look for the zero in one field or the other. */
    public static ConnectResponse refusal(boolean readOnly, boolean hasReadOnly) {
        return new ConnectResponse(0, 0, 0, Bytes.wrap(new byte[PASSWORD_SIZE]), readOnly, hasReadOnly);
    }

    public static ConnectResponse read(JuteReader in) {
        int protocolVersion = in.readInt();
        int timeoutMillis = in.readInt();
        long sessionId = in.readLong();
        Bytes password = Required.notNull(in.readBuffer(), "password");
        boolean hasReadOnly = in.remaining() > 0;
        boolean readOnly = hasReadOnly && in.readBoolean();
        return new ConnectResponse(protocolVersion, timeoutMillis, sessionId, password, readOnly, hasReadOnly);
    }

    public boolean isRefusal() {
        return timeoutMillis <= 0;
    }

    @Override
    public void write(JuteWriter out) {
        out.int32(protocolVersion).int32(timeoutMillis).int64(sessionId).buffer(password);
        if (hasReadOnly) {
            out.bool(readOnly);
        }
    }
}
