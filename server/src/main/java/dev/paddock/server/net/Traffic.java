package dev.paddock.server.net;

import dev.paddock.server.metric.Histogram;

/**
 * What came and went since the start, or since it was last counted anew.
 *
 * @param received packets
 * @param sent packets, events among them
 * @param bytesReceived of packets, with their lengths
 * @param eventBytes of what watchers were told, without lengths
 * @param latency of requests
 * @param reads of those that change nothing
 * @param updates of those that change something
 */
public record Traffic(
        long received,
        long sent,
        long bytesReceived,
        long eventBytes,
        ReplySizes replies,
        Latency latency,
        Histogram reads,
        Histogram updates,
        ConnectionEvents connections) {
    public static final Traffic NONE = new Traffic(
            0, 0, 0, 0, ReplySizes.NONE, Latency.NONE, new Histogram(), new Histogram(), ConnectionEvents.NONE);

    Traffic and(Traffic other) {
        return new Traffic(
                received + other.received,
                sent + other.sent,
                bytesReceived + other.bytesReceived,
                eventBytes + other.eventBytes,
                replies.and(other.replies),
                latency.and(other.latency),
                reads.and(other.reads),
                updates.and(other.updates),
                connections.and(other.connections));
    }
}
