package dev.paddock.server.net;

import java.util.ArrayList;
import java.util.List;

/**
 * What came and went on all event loops, for whoever looks at the server.
 *
 * @param received packets
 * @param sent packets, events among them
 * @param outstanding requests on their way through the core
 * @param latency of requests
 * @param connections all that are open
 */
public record TrafficReport(
        long received, long sent, int outstanding, Latency latency, List<ConnectionReport> connections) {
    static final TrafficReport NONE = new TrafficReport(0, 0, 0, Latency.NONE, List.of());

    TrafficReport and(TrafficReport other) {
        List<ConnectionReport> all = new ArrayList<>(connections);
        all.addAll(other.connections);
        return new TrafficReport(
                received + other.received,
                sent + other.sent,
                outstanding + other.outstanding,
                latency.and(other.latency),
                all);
    }
}
