package dev.paddock.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.State;
import dev.paddock.datatree.TreeEdit;
import dev.paddock.server.config.ServerConfig;
import dev.paddock.server.core.CoreStatus;
import dev.paddock.server.core.Mode;
import dev.paddock.server.core.View;
import dev.paddock.server.core.WatchersTold;
import dev.paddock.server.metric.Histogram;
import dev.paddock.server.metric.Summary;
import dev.paddock.server.net.ConnectionReport;
import dev.paddock.server.net.Latency;
import dev.paddock.server.net.Traffic;
import dev.paddock.server.net.TrafficReport;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Zxid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written here is what ZooKeeper wrote, of a server that was at the same things. */
class FormatsTest {
    private static final Version VERSION = new Version("3.9.5", "1.0", Instant.parse("2026-02-11T20:18:00Z"));
    private static final Latency NONE = new Latency(0, 0, 0, Long.MAX_VALUE, 0);

    @Test
    void statIsAsZooKeeperWritesIt() throws Exception {
        Traffic traffic = traffic(154, 153, new Latency(151, 229_000_000, 2_000_000, 0, 13_000_000));
        TrafficReport report = new TrafficReport(
                traffic, 0, 2, 0, List.of(connection(60358, true, 8, 8), connection(60386, false, 1, 0)));

        assertThat(masked(ServerStatus.text(VERSION, view(), report, true))).isEqualTo(masked(Sample.word("stat")));
    }

    @Test
    void srvrIsAsZooKeeperWritesIt() throws Exception {
        Traffic traffic = traffic(153, 152, new Latency(151, 229_000_000, 2_000_000, 0, 13_000_000));
        TrafficReport report = new TrafficReport(
                traffic, 0, 2, 0, List.of(connection(60358, true, 8, 8), connection(60386, false, 1, 0)));

        assertThat(masked(ServerStatus.text(VERSION, view(), report, false))).isEqualTo(masked(Sample.word("srvr")));
    }

    @Test
    void theVersionHasThreeNumbersAndADash() {
        assertThat(VERSION).hasToString("3.9.5-paddock-1.0, built on 2026-02-11 20:18 UTC");
        assertThat(Version.ofBuild().toString())
                .matches("3\\.9\\.5-paddock-[0-9].*, built on \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC");
    }

    @Test
    void aConnectionIsAsZooKeeperWritesIt() throws Exception {
        Latency latency = new Latency(7, 21_000_000, 2_000_000, 0, 13_000_000);
        ConnectionReport connection = new ConnectionReport(
                "127.0.0.1:60358",
                true,
                0,
                8,
                8,
                0x100002f40800001L,
                30000,
                OpCode.EXISTS,
                1795277296497L,
                7,
                0x93,
                3105169,
                latency);

        String expected =
                ConnectionLine.full(connection(60456, false, 1, 0)) + "\n" + ConnectionLine.full(connection) + "\n\n";
        assertThat(expected).isEqualTo(Sample.word("cons"));
    }

    @Test
    void everyOperationHasAName() {
        for (OpCode op : OpCode.values()) {
            ConnectionReport connection =
                    new ConnectionReport("127.0.0.1:1", true, 0, 1, 1, 1, 30000, op, 0, 0, -1, 0, NONE);
            assertThat(ConnectionLine.full(connection))
                    .matches(".*,lop=[A-Z2]{2,6},.*")
                    .contains(",lzxid=0xffffffffffffffff,");
        }
    }

    @Test
    void confIsAsZooKeeperWritesIt(@TempDir Path directory) throws Exception {
        Path file = Files.write(
                directory.resolve("zoo.cfg"),
                List.of(
                        "clientPort=2181",
                        "dataDir=/var/lib/zookeeper/data",
                        "dataLogDir=/var/lib/zookeeper/datalog",
                        "tickTime=2000"));
        ServerConfig config = ServerConfig.load(file, new Properties());

        assertThat(Configuration.text(config, new DirectorySizes(478, 67108880)))
                .isEqualTo(Sample.word("conf"));
    }

    @Test
    void summariesAreAsZooKeeperWritesThem() throws Exception {
        Summary syncs = new Summary(147, 5_000_000, 0, 3_000_000);
        Summary loads = Summary.NONE.with(6_000_000);
        Histogram reads = new Histogram();
        for (long millis : new long[] {2, 2, 2, 3}) {
            reads.record(millis * 1_000_000);
        }
        String lines = new MetricLines()
                .times("fsynctime", syncs)
                .times("dbinittime", loads)
                .times("readlatency", reads)
                .summary("node_created_watch_count", Summary.NONE)
                .toString();

        assertThat(Sample.mntr()).containsAll(lines.lines().toList());
        assertThat(lines.lines()).hasSize(24);
    }

    @Test
    void aMeanHasOneToFourDecimals() {
        assertThat(Decimal.text(0)).isEqualTo("0.0");
        assertThat(Decimal.text(2.25)).isEqualTo("2.25");
        assertThat(Decimal.text(229.0 / 151)).isEqualTo("1.5166");
        assertThat(Decimal.text(120_000_000)).isEqualTo("120000000.0");
    }

    private static ConnectionReport connection(int port, boolean isReading, long received, long sent) {
        return new ConnectionReport("127.0.0.1:" + port, isReading, 0, received, sent, 0, 0, null, 0, 0, -1, 0, NONE);
    }

    private static Traffic traffic(long received, long sent, Latency latency) {
        Traffic none = Traffic.NONE;
        return new Traffic(
                received, sent, 0, 0, none.replies(), latency, none.reads(), none.updates(), none.connections());
    }

    private static View view() {
        State state = TreeEdit.ofMany(State.empty(new Hashing(1, 2))).build(new Zxid(0x93));
        WatchersTold told = new WatchersTold(Summary.NONE, Summary.NONE, Summary.NONE, Summary.NONE);
        return new View(1, state, Mode.STANDALONE, new CoreStatus(0, 0, 0, 0, 0, 0, told));
    }

    private static String masked(String status) {
        return status.replaceFirst("-[a-z0-9-.]+, built", "-x, built")
                .replaceFirst("Node count: \\d+", "Node count: x");
    }
}
