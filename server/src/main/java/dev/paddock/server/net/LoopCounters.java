package dev.paddock.server.net;

import dev.paddock.server.metric.Histogram;
import dev.paddock.wire.OpCode;

/** What came and went on an event loop. The loop's. */
final class LoopCounters {
    final Counters packets = new Counters();

    private final Histogram reads = new Histogram();
    private final Histogram updates = new Histogram();

    private long bytesReceived;
    private long eventBytes;

    private long replyBytes;
    private int lastReply = -1;
    private int minReply = -1;
    private int maxReply = -1;
    private long lastReplyNanos;

    long handshakes;
    long returns;
    long rejected;
    long dropped;
    long silent;
    long unauthenticated;
    long failedTlsHandshakes;
    long exceedingTlsHandshakes;

    /** A request, a handshake, a word: so many bytes of it. */
    void received(int bytes) {
        packets.received();
        bytesReceived += bytes;
    }

    void sentEvent(int bytes) {
        eventBytes += bytes;
    }

    /** @param op null if there is no such operation */
    void answered(OpCode op, int bytes, long arrivedNanos, long now) {
        packets.took(now - arrivedNanos);
        (isUpdate(op) ? updates : reads).record(now - arrivedNanos);
        replyBytes += bytes;
        lastReply = bytes;
        minReply = minReply < 0 ? bytes : Math.min(minReply, bytes);
        maxReply = Math.max(maxReply, bytes);
        lastReplyNanos = now;
    }

    private static boolean isUpdate(OpCode op) {
        if (op == null) {
            return false;
        }
        return switch (op) {
            case CREATE,
                    CREATE2,
                    CREATE_CONTAINER,
                    CREATE_TTL,
                    DELETE,
                    SET_DATA,
                    SET_ACL,
                    MULTI,
                    RECONFIG,
                    CLOSE_SESSION -> true;
            default -> false;
        };
    }

    void reset() {
        packets.reset();
        reads.reset();
        updates.reset();
        bytesReceived = 0;
        eventBytes = 0;
        replyBytes = 0;
        lastReply = -1;
        minReply = -1;
        maxReply = -1;
        handshakes = 0;
        returns = 0;
        rejected = 0;
        dropped = 0;
        silent = 0;
        unauthenticated = 0;
        failedTlsHandshakes = 0;
        exceedingTlsHandshakes = 0;
    }

    /** Of this loop alone; the receiver may keep it. */
    Traffic traffic() {
        return new Traffic(
                packets.receivedCount(),
                packets.sentCount(),
                bytesReceived,
                eventBytes,
                new ReplySizes(replyBytes, lastReply, minReply, maxReply, lastReplyNanos),
                packets.latency(),
                reads.and(new Histogram()),
                updates.and(new Histogram()),
                new ConnectionEvents(
                        handshakes,
                        returns,
                        rejected,
                        dropped,
                        silent,
                        unauthenticated,
                        failedTlsHandshakes,
                        exceedingTlsHandshakes));
    }
}
