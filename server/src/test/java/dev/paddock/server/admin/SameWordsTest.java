package dev.paddock.server.admin;

import static org.apache.zookeeper.ZooDefs.Ids.OPEN_ACL_UNSAFE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.server.RunningServer;
import dev.paddock.testing.RealZooKeeper;
import dev.paddock.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real ZooKeeper and Paddock, after the same clients have done the same, answer the same. */
@Timeout(180)
class SameWordsTest {
    private static final Pattern SESSION = Pattern.compile("0x1[0-9a-f]{14}");
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:\\d+");
    private static final Pattern DATE =
            Pattern.compile("[A-Z][a-z]{2} [A-Z][a-z]{2} \\d+ \\d\\d:\\d\\d:\\d\\d \\w+ \\d{4}");

    /** Lines in their order, but for those of a list, which are indented: neither server has an order for them. */
    private static final Collector<String, ?, List<String>> WITHOUT_ORDER_OF_LISTS =
            Collectors.collectingAndThen(Collectors.toList(), SameWordsTest::sortLists);

    @TempDir
    static Path directory;

    private static ServerProcess zooKeeper;
    private static RunningServer paddock;
    private static ZooKeeperClient atZooKeeper;
    private static ZooKeeperClient atPaddock;

    @BeforeAll
    static void doTheSame() throws Exception {
        zooKeeper = RealZooKeeper.start(Map.of());
        paddock = new RunningServer(directory, Map.of("4lw.commands.whitelist", "*"));
        atZooKeeper = new ZooKeeperClient(zooKeeper.port());
        atPaddock = new ZooKeeperClient(paddock.port());
        act(atZooKeeper);
        act(atPaddock);
    }

    /** Enough for everything to have something to show: 136 transactions, of which the 128th has a digest. */
    private static void act(ZooKeeperClient connected) throws Exception {
        ZooKeeper client = connected.client();
        client.create("/demo", "data".getBytes(), OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        client.create("/demo/eph1", new byte[0], OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
        client.create("/demo/eph2", null, OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
        for (int i = 0; i < 130; i++) {
            client.create("/demo/n" + i, new byte[i], OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }
        client.getChildren("/demo", true);
        client.exists("/demo/eph1", true);
        client.exists("/absent", true);
        client.getData("/demo", true, null);
        client.setData("/demo", new byte[7], -1);
        WatchedEvent event = connected.nextEvent();
        assertThat(event.getType()).isEqualTo(EventType.NodeDataChanged);
        client.delete("/demo/n0", -1);
        assertThat(connected.nextEvent().getType()).isEqualTo(EventType.NodeChildrenChanged);
        client.getChildren("/demo", true);
    }

    @AfterAll
    static void stop() {
        atZooKeeper.close();
        atPaddock.close();
        zooKeeper.close();
        paddock.close();
    }

    @Test
    void srvrAgreesButForTheVersionAndWhatIsMeasured() throws IOException {
        assertThat(status(ours("srvr"))).isEqualTo(status(theirs("srvr")));
        assertThat(ours("srvr")).contains("Zxid: 0x88\n");
    }

    @Test
    void statAgreesButForTheVersionAndWhatIsMeasured() throws IOException {
        assertThat(status(ours("stat"))).isEqualTo(status(theirs("stat")));
    }

    /** What depends on how fast a server is, and on how many words were asked before, has its label only. */
    private static List<String> status(String answer) {
        return PORT.matcher(answer)
                .replaceAll("client")
                .lines()
                .map(line -> line.replaceFirst("^(Zookeeper version|Latency min/avg/max|Received|Sent): .*", "$1")
                        .replaceFirst("recved=\\d+,sent=\\d+", "recved,sent"))
                .collect(WITHOUT_ORDER_OF_LISTS);
    }

    @Test
    void consHasTheSameFieldsAndTheSameLastRequest() throws IOException {
        assertThat(connections(ours("cons"))).isEqualTo(connections(theirs("cons")));
    }

    private static List<String> connections(String answer) {
        return masked(answer)
                .lines()
                .map(line -> line.replaceAll("(recved|sent|est|lresp|llat|minlat|avglat|maxlat|lop|lcxid)=\\w+", "$1"))
                .sorted()
                .toList();
    }

    @Test
    void confAgreesButForPlaces() throws IOException {
        String places = "(clientPort|dataDir|dataDirSize|dataLogDir|dataLogSize)=.*";
        assertThat(ours("conf").replaceAll(places, "$1"))
                .isEqualTo(theirs("conf").replaceAll(places, "$1"));
    }

    @Test
    void dumpAgreesButForWhenTheBucketsEnd() throws IOException {
        assertThat(dump(ours("dump"))).isEqualTo(dump(theirs("dump")));
    }

    /** ZooKeeper also lists buckets with nothing left in them. */
    private static List<String> dump(String answer) {
        String text = DATE.matcher(masked(answer)).replaceAll("then");
        return text.replaceAll("0 expire at then:\n", "")
                .replaceAll("Sets \\(\\d+\\)/", "Sets ")
                .lines()
                .collect(WITHOUT_ORDER_OF_LISTS);
    }

    @Test
    void watchesAreTheSame() throws IOException {
        assertThat(ours("wchs")).isEqualTo(theirs("wchs"));
        assertThat(masked(ours("wchc")).lines().sorted())
                .containsExactlyElementsOf(
                        masked(theirs("wchc")).lines().sorted().toList());
        assertThat(masked(ours("wchp")).lines().sorted())
                .containsExactlyElementsOf(
                        masked(theirs("wchp")).lines().sorted().toList());
    }

    @Test
    void theRestHasTheSameLabels() throws IOException {
        for (String word : List.of("envi", "dirs", "crst")) {
            assertThat(labels(ours(word))).isEqualTo(labels(theirs(word)));
        }
        for (String word : List.of("ruok", "isro", "gtmk")) {
            assertThat(ours(word)).isEqualTo(theirs(word));
        }
    }

    private static List<String> labels(String answer) {
        return answer.lines().map(line -> line.split("[=:]", 2)[0]).toList();
    }

    @Test
    void digestsAreOfTheSameTransactions() throws IOException {
        assertThat(labels(ours("hash"))).isEqualTo(labels(theirs("hash"))).containsExactly("80");
    }

    @Test
    void mntrAgreesOnWhatIsDetermined() throws IOException {
        Map<String, String> ours = metrics(ours("mntr"));
        Map<String, String> theirs = metrics(theirs("mntr"));

        assertThat(theirs.keySet()).containsAll(ours.keySet());
        for (String key : List.of(
                "zk_server_state",
                "zk_ephemerals_count",
                "zk_num_alive_connections",
                "zk_outstanding_requests",
                "zk_znode_count",
                "zk_global_sessions",
                "zk_local_sessions",
                "zk_watch_count",
                "zk_approximate_data_size",
                "zk_max_file_descriptor_count",
                "zk_watch_bytes",
                "zk_last_client_response_size",
                "zk_max_client_response_size",
                "zk_auth_failed_count",
                "zk_connection_drop_count",
                "zk_connection_rejected",
                "zk_connection_request_count",
                "zk_connection_revalidate_count",
                "zk_stale_sessions_expired",
                "zk_sum_node_changed_watch_count",
                "zk_sum_node_children_watch_count",
                "zk_cnt_node_created_watch_count",
                "zk_cnt_dbinittime",
                "zk_cnt_readlatency")) {
            assertThat(ours).as(key).containsEntry(key, theirs.get(key));
        }
    }

    private static List<String> sortLists(List<String> lines) {
        List<String> sorted = new ArrayList<>(lines);
        int start = 0;
        for (int end = 0; end <= lines.size(); end++) {
            if (end == lines.size() || !lines.get(end).matches("[ \t].*")) {
                sorted.subList(start, end).sort(Comparator.naturalOrder());
                start = end + 1;
            }
        }
        return sorted;
    }

    private static Map<String, String> metrics(String answer) {
        return answer.lines()
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, two) -> two, TreeMap::new));
    }

    private static String masked(String answer) {
        return PORT.matcher(SESSION.matcher(answer).replaceAll("session")).replaceAll("client");
    }

    private static String ours(String word) throws IOException {
        return new WordSocket(paddock.port()).ask(word);
    }

    private static String theirs(String word) throws IOException {
        return new WordSocket(zooKeeper.port()).ask(word);
    }
}
