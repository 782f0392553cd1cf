package dev.paddock.server.admin;

import dev.paddock.datatree.State;
import dev.paddock.server.core.CoreStatus;
import dev.paddock.server.core.View;
import dev.paddock.server.metric.Histogram;
import dev.paddock.server.metric.Summary;
import dev.paddock.server.net.Latency;
import dev.paddock.server.net.Traffic;
import dev.paddock.server.net.TrafficReport;
import java.util.concurrent.TimeoutException;

/**
 * {@code mntr}: figures for monitoring, by the names that dashboards know. One that nobody counts here is left out, rather
 * than told as 0; docs/monitoring.md says which these are.
 */
final class Monitor implements Word {
    private final LiveServer server;
    private final DataSize dataSize = new DataSize();

    Monitor(LiveServer server) {
        this.server = server;
    }

    @Override
    public String answer(byte[] argument) throws InterruptedException, TimeoutException {
        TrafficReport report = server.traffic();
        View view = server.view();
        MetricLines lines = new MetricLines();
        lines.value("version", server.version().toString());
        lines.value("server_state", view.mode().text());
        gauges(lines, view, report);
        counters(lines, view.status(), report.traffic());
        summaries(lines, view.status(), report.traffic());
        return lines.toString();
    }

    private void gauges(MetricLines lines, View view, TrafficReport report) {
        State state = view.state();
        Traffic traffic = report.traffic();
        Latency latency = traffic.latency();
        FileDescriptors files = FileDescriptors.now();
        lines.value("ephemerals_count", state.ephemeralCount())
                .value("num_alive_connections", report.open())
                .value("avg_latency", Decimal.text(latency.meanMillis()))
                .value("outstanding_requests", report.outstanding())
                .value("znode_count", ServerStatus.nodeCount(state))
                .value("global_sessions", state.sessionCount())
                .value("last_client_response_size", traffic.replies().last())
                .value("packets_sent", traffic.sent())
                .value("packets_received", traffic.received())
                .value("max_client_response_size", traffic.replies().max())
                .value("watch_count", view.status().watches())
                .value("auth_failed_count", traffic.connections().unauthenticated())
                .value("min_latency", latency.minMillis())
                .value("max_file_descriptor_count", files.most())
                .value("approximate_data_size", dataSize.of(state))
                .value("open_file_descriptor_count", files.open())
                .value("local_sessions", 0) // Every session is global.
                .value("uptime", server.uptimeMillis())
                .value("max_latency", latency.maxMillis())
                .value("outstanding_tls_handshake", report.tlsHandshakes())
                .value("min_client_response_size", traffic.replies().min());
    }

    /** Where it says 0, that is what happens where there is no ensemble. */
    private void counters(MetricLines lines, CoreStatus status, Traffic traffic) {
        lines.value("watch_bytes", traffic.eventBytes())
                .value("connection_rejected", traffic.connections().rejected())
                .value("sessionless_connections_expired", traffic.connections().silent())
                .value("connection_drop_count", traffic.connections().dropped())
                .value("bytes_received_count", traffic.bytesReceived())
                .value("response_bytes", traffic.replies().total())
                .value("diff_count", 0)
                .value("connection_revalidate_count", traffic.connections().returns())
                .value("unrecoverable_error_count", 0) // The process ends with the first.
                .value("unsuccessful_handshake", traffic.connections().failedTls())
                .value("commit_count", 0)
                .value("proposal_count", 0)
                .value("looking_count", 0)
                .value("digest_mismatches_count", server.database().figures().divergences())
                .value("connection_request_count", traffic.connections().handshakes())
                .value("snap_count", 0)
                .value("stale_sessions_expired", status.expired())
                .value("tls_handshake_exceeded", traffic.connections().exceedingTls());
    }

    private void summaries(MetricLines lines, CoreStatus status, Traffic traffic) {
        DatabaseFigures database = server.database().figures();
        lines.times("leader_unavailable_time", Summary.NONE)
                .summary("node_created_watch_count", status.told().created())
                .summary("node_deleted_watch_count", status.told().deleted())
                .times("startup_txns_load_time", database.replays())
                .times("fsynctime", database.syncs())
                .times("snapshottime", database.snapshots())
                .summary("startup_txns_loaded", database.replayed())
                .times("dbinittime", database.recoveries())
                .times("election_time", Summary.NONE)
                .summary("node_children_watch_count", status.told().childrenChanged())
                .summary("node_changed_watch_count", status.told().dataChanged())
                .times("startup_snap_load_time", database.snapshotLoads())
                .times("updatelatency", traffic.updates())
                .times("local_write_committed_time_ms", new Histogram())
                .times("readlatency", traffic.reads())
                .times("proposal_latency", new Histogram())
                .times("server_write_committed_time_ms", new Histogram());
    }
}
