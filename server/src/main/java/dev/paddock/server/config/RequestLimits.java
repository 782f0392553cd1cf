package dev.paddock.server.config;

import java.time.Duration;

/**
 * How much clients may ask for, and at a time.
 *
 * @param maxFrameBytes the longest packet ({@code jute.maxbuffer}); must be the same on all servers and clients
 * @param extraBytes by how much a record may be longer than that in a log or between servers
 * @param globalOutstanding requests in flight of all clients; beyond it reading from clients pauses
 * @param largeRequestThreshold from how many bytes on a request is large; -1 for none
 * @param largeRequestMaxBytes how many bytes of large requests may be in flight
 * @param throttledOpWait requests that waited longer are answered THROTTLEDOP; zero for none
 * @param throttleMaxRequests how many requests may be in the pipeline before more are held back; 0 for any number
 * @param throttleStall how long they are held back at a time
 */
public record RequestLimits(
        int maxFrameBytes,
        int extraBytes,
        int globalOutstanding,
        int largeRequestThreshold,
        long largeRequestMaxBytes,
        Duration throttledOpWait,
        int throttleMaxRequests,
        Duration throttleStall) {
    private static final int DEFAULT_FRAME_BYTES = 0xFFFFF;
    private static final int DEFAULT_OUTSTANDING = 1000;
    private static final int DEFAULT_LARGE_BYTES = 100 << 20;
    private static final int DEFAULT_STALL = 100;

    static RequestLimits read(Settings settings) throws ConfigException {
        int frame = settings.bareProperty("jute.maxbuffer").integer(DEFAULT_FRAME_BYTES, 1);
        return new RequestLimits(
                frame,
                settings.property("jute.maxbuffer.extrasize").integer(frame, 0),
                settings.property("globalOutstandingLimit").integer(DEFAULT_OUTSTANDING, 1),
                settings.property("largeRequestThreshold").integer(-1, -1),
                settings.property("largeRequestMaxBytes").number(DEFAULT_LARGE_BYTES, 1),
                settings.property("throttled_op_wait_time").millis(0, 0),
                settings.property("request_throttle_max_requests").integer(0, 0),
                settings.property("request_throttle_stall_time").millis(DEFAULT_STALL, 1));
    }

    /** The longest transaction that every server can read back. */
    public int maxTransactionBytes() {
        return (int) Math.min((long) maxFrameBytes + extraBytes, Integer.MAX_VALUE);
    }
}
