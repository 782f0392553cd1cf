package dev.paddock.server.net;

import dev.paddock.wire.OpCode;

/**
 * A connection, for whoever looks at the server.
 *
 * @param remote {@code ip:port}
 * @param isReading whether more is taken from it now
 * @param queued requests on their way through the core
 * @param sessionId 0 for none
 * @param lastOp null for none, or one that is none
 * @param openedMillis since 1970
 * @param lastXid of the last request but pings; negative for none, or for what clients do by themselves
 * @param lastZxid of the last reply; -1 for none
 * @param lastAnsweredMillis by a clock that only goes on; 0 for never
 */
public record ConnectionReport(
        String remote,
        boolean isReading,
        int queued,
        long received,
        long sent,
        long sessionId,
        int timeoutMillis,
        OpCode lastOp,
        long openedMillis,
        int lastXid,
        long lastZxid,
        long lastAnsweredMillis,
        Latency latency) {}
