package dev.paddock.wire.proto;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.jute.JuteWriter;

/**
 * The first frame of a client, without a header:
 *
 * <pre>
 * int protocolVersion | long lastZxidSeen | int timeOut | long sessionId | passwd | [ boolean readOnly ]
 * </pre>
 *
 * @param protocolVersion 0, and never looked at
 * @param timeoutMillis what the client wishes for
 * @param sessionId 0 for a new session
 * @param password anything, also null, for a new session
 * @param readOnly whether a server without a quorum will do
 * @param hasReadOnly whether the client sent that byte: some never do. The response then has none either
 */
public record ConnectRequest(
        int protocolVersion,
        long lastZxidSeen,
        int timeoutMillis,
        long sessionId,
        Bytes password,
        boolean readOnly,
        boolean hasReadOnly)
        implements JuteRecord {

    public static ConnectRequest read(JuteReader in) {
        int protocolVersion = in.readInt();
        long lastZxidSeen = in.readLong();
        int timeoutMillis = in.readInt();
        long sessionId = in.readLong();
        Bytes password = in.readBuffer();
        boolean hasReadOnly = in.remaining() > 0;
        boolean readOnly = hasReadOnly && in.readBoolean();
        return new ConnectRequest(
                protocolVersion, lastZxidSeen, timeoutMillis, sessionId, password, readOnly, hasReadOnly);
    }

    @Override
    public void write(JuteWriter out) {
        out.int32(protocolVersion)
                .int64(lastZxidSeen)
                .int32(timeoutMillis)
                .int64(sessionId)
                .buffer(password);
        if (hasReadOnly) {
            out.bool(readOnly);
        }
    }
}
