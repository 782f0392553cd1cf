package dev.paddock.server.admin;

import dev.paddock.datatree.State;
import dev.paddock.server.core.View;
import dev.paddock.server.net.Latency;
import dev.paddock.server.net.TrafficReport;
import java.util.concurrent.TimeoutException;

/** {@code srvr}: the server in a few lines; and {@code stat}: the same with its connections. */
final class ServerStatus implements Word {
    private final LiveServer server;
    private final boolean listsClients;

    private ServerStatus(LiveServer server, boolean listsClients) {
        this.server = server;
        this.listsClients = listsClients;
    }

    static Word brief(LiveServer server) {
        return new ServerStatus(server, false);
    }

    static Word withClients(LiveServer server) {
        return new ServerStatus(server, true);
    }

    @Override
    public String answer(byte[] argument) throws InterruptedException, TimeoutException {
        TrafficReport report = listsClients ? server.trafficWithConnections() : server.traffic();
        return text(server.version(), server.view(), report, listsClients);
    }

    static String text(Version version, View view, TrafficReport report, boolean listsClients) {
        Latency latency = report.traffic().latency();
        return "Zookeeper version: " + version + "\n"
                + (listsClients ? clients(report) : "")
                + "Latency min/avg/max: " + latency.minMillis() + "/" + Decimal.text(latency.meanMillis()) + "/"
                + latency.maxMillis() + "\n"
                + "Received: " + report.traffic().received() + "\n"
                + "Sent: " + report.traffic().sent() + "\n"
                + "Connections: " + report.open() + "\n"
                + "Outstanding: " + report.outstanding() + "\n"
                + "Zxid: 0x" + Long.toHexString(view.state().lastZxid().value()) + "\n"
                + "Mode: " + view.mode().text() + "\n"
                + "Node count: " + nodeCount(view.state()) + "\n";
    }

    private static String clients(TrafficReport report) {
        Listing listing = new Listing().line("Clients:");
        report.connections().forEach(connection -> listing.line(ConnectionLine.brief(connection)));
        return listing.line("").toString();
    }

    /** As ZooKeeper counts: the root twice, since it has it under two names. */
    static int nodeCount(State state) {
        return state.znodeCount() + 1;
    }
}
