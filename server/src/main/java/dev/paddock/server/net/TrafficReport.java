package dev.paddock.server.net;

import java.util.ArrayList;
import java.util.List;

/**
 * What goes on on all event loops, for whoever looks at the server.
 *
 * @param outstanding requests on their way through the core
 * @param open how many connections there are
 * @param tlsHandshakes how many connections are on the way to be open
 * @param connections all of them, if they were asked for
 */
public record TrafficReport(
        Traffic traffic, int outstanding, int open, int tlsHandshakes, List<ConnectionReport> connections) {
    static final TrafficReport NONE = new TrafficReport(Traffic.NONE, 0, 0, 0, List.of());

    TrafficReport and(TrafficReport other) {
        List<ConnectionReport> all = new ArrayList<>(connections);
        all.addAll(other.connections);
        return new TrafficReport(
                traffic.and(other.traffic),
                outstanding + other.outstanding,
                open + other.open,
                tlsHandshakes + other.tlsHandshakes,
                all);
    }
}
