package dev.paddock.server.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.apache.zookeeper.ZooDefs.Ids.OPEN_ACL_UNSAFE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.server.RunningServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole server, and what it says over a socket. */
@Timeout(60)
class FourLetterCommandsTest {
    @TempDir
    Path directory;

    private RunningServer server;
    private WordSocket socket;

    @BeforeEach
    void start() throws IOException {
        server = new RunningServer(directory, Map.of("4lw.commands.whitelist", "*"));
        socket = new WordSocket(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    // How a word comes and how the answer goes.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conf", "cons", "dirs", "dump", "envi", "gtmk", "isro", "mntr", "ruok", "srvr", "stat", "wchc", "wchp",
                "wchs"
            })
    void aWordIsAnsweredWithTheLabelsOfZooKeeperHoweverItComes(String word) throws IOException {
        byte[] bytes = word.getBytes(US_ASCII);
        List<String> answers = List.of(
                socket.ask(word),
                socket.ask(word + "\r\n"),
                socket.ask(new byte[] {bytes[0]}, new byte[] {bytes[1], bytes[2]}, new byte[] {bytes[3]}),
                socket.askAndShutDown(word),
                socket.askAndShutDown(word + "\n"));

        assertThat(answers)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(labels(answer)).isEqualTo(labels(answers.get(0))));
        if (!Set.of("mntr", "wchc", "wchp", "cons", "dump", "stat").contains(word)) {
            assertThat(labels(answers.get(0))).isEqualTo(labels(Sample.word(word)));
        }
    }

    /** What stands before the first sign of a value, in each line. */
    private static List<String> labels(String answer) {
        return answer.lines().map(line -> line.split("[=:\t(\\d]", 2)[0]).toList();
    }

    @Test
    void theAnswersWithoutALineEndHaveNone() throws IOException {
        assertThat(socket.ask("ruok")).isEqualTo("imok");
        assertThat(socket.ask("isro")).isEqualTo("rw");
        assertThat(socket.ask("gtmk")).isEqualTo("306");
    }

    @Test
    void theTraceMaskIsKept() throws IOException {
        byte[] mask = ByteBuffer.allocate(Long.BYTES).putLong(-7).array();
        assertThat(socket.ask("stmk".getBytes(US_ASCII), mask)).isEqualTo("-7");
        assertThat(socket.ask("gtmk")).isEqualTo("-7");
    }

    @Test
    void anUnknownWordAndAnInterruptedTelnetAreClosedWithoutAnAnswer() throws IOException {
        assertThat(socket.ask("wxyz")).isEmpty();
        assertThat(socket.ask("\u00ff\u00f4\u00ff\u00fd")).isEmpty();
    }

    @Test
    void aWordThatIsNotAllowedIsRefusedAlsoWithoutItsArgument() throws IOException {
        try (RunningServer strict =
                new RunningServer(directory.resolve("strict"), Map.of("4lw.commands.whitelist", "srvr"))) {
            WordSocket strictSocket = new WordSocket(strict.port());
            for (String word : List.of("ruok", "mntr", "stmk", "wchp")) {
                String refusal = word + " is not executed because it is not in the whitelist.\n";
                assertThat(strictSocket.ask(word)).isEqualTo(refusal);
                assertThat(strictSocket.askAndShutDown(word)).isEqualTo(refusal);
            }
            assertThat(strictSocket.ask("srvr")).contains("Mode: standalone\n");
        }
    }

    @Test
    void onlyAWordIsAnsweredOnceTheClientHasSaidItsLast() throws IOException {
        try (Socket half = socket.connect()) {
            half.getOutputStream().write(new byte[] {'r', 'u', 'o'});
            half.shutdownOutput();
            assertThat(WordSocket.rest(half)).isEmpty();
        }
        try (Socket half = socket.connect()) {
            half.shutdownOutput();
            assertThat(WordSocket.rest(half)).isEmpty();
        }
    }

    // What they say.

    @Test
    void theAskingConnectionIsCounted() throws IOException {
        assertThat(socket.ask("srvr")).contains("\nReceived: 1\nSent: 0\nConnections: 1\n");
        assertThat(socket.ask("stat"))
                .containsPattern("Clients:\n /127\\.0\\.0\\.1:\\d+\\[0]\\(queued=0,recved=1,sent=0\\)\n\n");
    }

    @Test
    void sessionsAndWhatTheyHoldAreShown() throws Exception {
        try (ZooKeeperClient connected = new ZooKeeperClient(server.port())) {
            ZooKeeper client = connected.client();
            client.create("/demo", new byte[3], OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            client.create("/demo/eph", new byte[0], OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            client.getData("/demo", true, null);
            client.getChildren("/demo", true);
            client.addWatch("/demo/eph", AddWatchMode.PERSISTENT);
            String session = "0x" + Long.toHexString(client.getSessionId());

            assertThat(socket.ask("wchs")).isEqualTo("1 connections watching 2 paths\nTotal watches:2\n");
            assertThat(socket.ask("wchc"))
                    .startsWith(session + "\n")
                    .contains("\n\t/demo\n", "\n\t/demo/eph\n")
                    .endsWith("\n\n");
            assertThat(socket.ask("wchp")).contains("/demo\n\t" + session + "\n", "/demo/eph\n\t" + session + "\n");
            assertThat(socket.ask("cons"))
                    .containsPattern(",sid=" + session + ",lop=ADDW,est=\\d+,to=60000,lcxid=0x5,");
            assertThat(socket.ask("dump"))
                    .containsPattern("Session Sets \\(1\\)/\\(1\\):\n1 expire at .* \\d{4}:\n\t" + session + "\n")
                    .contains("Sessions with Ephemerals (1):\n" + session + ":\n\t/demo/eph\nConnections dump:\n")
                    .containsPattern("\tip: /127\\.0\\.0\\.1:\\d+ sessionId: " + session + "\n")
                    .containsPattern("\tip: /127\\.0\\.0\\.1:\\d+ sessionId: 0x0\n");
            assertThat(socket.ask("mntr").lines())
                    .contains(
                            "zk_ephemerals_count\t1",
                            "zk_global_sessions\t1",
                            "zk_num_alive_connections\t2",
                            "zk_watch_count\t3",
                            "zk_znode_count\t7",
                            // the four that are always there, and two more
                            "zk_approximate_data_size\t" + (44 + "/demo".length() + 3 + "/demo/eph".length()),
                            "zk_cnt_updatelatency\t2",
                            "zk_cnt_readlatency\t3");
        }
        assertThat(socket.ask("wchs")).isEqualTo("0 connections watching 0 paths\nTotal watches:0\n");
        assertThat(socket.ask("mntr").lines()).contains("zk_watch_count\t0", "zk_connection_drop_count\t0");
    }

    @Test
    void listingsThatTakeSeveralSlicesAreWhole() throws Exception {
        int paths = 1_234;
        try (ZooKeeperClient connected = new ZooKeeperClient(server.port())) {
            for (int i = 0; i < paths; i++) {
                connected.client().exists("/absent" + i, true, (code, path, context, stat) -> {}, null);
            }
            connected.client().exists("/", false);

            assertThat(socket.ask("wchs")).isEqualTo("1 connections watching 1234 paths\nTotal watches:1234\n");
            assertThat(socket.ask("wchc").lines()).hasSize(paths + 2).doesNotHaveDuplicates();
            assertThat(socket.ask("wchp").lines()).hasSize(2 * paths + 1);
        }
    }

    @Test
    void watchersThatWereToldAreCounted() throws Exception {
        try (ZooKeeperClient one = new ZooKeeperClient(server.port());
                ZooKeeperClient two = new ZooKeeperClient(server.port())) {
            one.client().exists("/a", true);
            two.client().exists("/a", true);
            one.client().create("/a", new byte[0], OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            two.nextEvent();

            assertThat(socket.ask("mntr").lines())
                    .contains(
                            "zk_cnt_node_created_watch_count\t1",
                            "zk_sum_node_created_watch_count\t2",
                            "zk_cnt_node_deleted_watch_count\t0",
                            "zk_watch_bytes\t" + 2 * 30);
        }
    }

    @Test
    void aResetOfTheServerBeginsCountingAnew() throws Exception {
        try (ZooKeeperClient connected = new ZooKeeperClient(server.port())) {
            connected.client().exists("/a", true);
            connected.client().create("/a", new byte[0], OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            connected.nextEvent();

            assertThat(socket.ask("srst")).isEqualTo("Server stats reset.\n");

            assertThat(socket.ask("mntr").lines())
                    .contains(
                            "zk_cnt_updatelatency\t0",
                            "zk_cnt_fsynctime\t0",
                            "zk_cnt_dbinittime\t0",
                            "zk_cnt_node_created_watch_count\t0",
                            "zk_max_client_response_size\t-1",
                            "zk_packets_received\t1",
                            "zk_znode_count\t6");
            assertThat(socket.ask("cons")).contains("recved=3,");
        }
    }

    @Test
    void aResetOfTheConnectionsLeavesTheServerAlone() throws Exception {
        try (ZooKeeperClient connected = new ZooKeeperClient(server.port())) {
            connected.client().exists("/a", false);

            assertThat(socket.ask("crst")).isEqualTo("Connection stats reset.\n");

            assertThat(socket.ask("cons"))
                    .containsPattern(
                            "recved=0,sent=0,sid=\\w+,lop=NA,est=\\d+,to=60000,lzxid=0xffffffffffffffff,lresp=0,");
            assertThat(socket.ask("srvr")).contains("\nReceived: 5\n");
        }
    }

    @Test
    void digestsAreKeptOfEvery128thTransaction() throws Exception {
        assertThat(socket.ask("hash")).isEmpty();
        try (ZooKeeperClient connected = new ZooKeeperClient(server.port())) {
            for (int i = 0; i < 130; i++) {
                connected.client().create("/" + i, new byte[0], OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            }
        }
        assertThat(socket.ask("hash")).matches("80: -?\\d+\n");
    }

    @Test
    void aReplayedLogIsInTheFiguresOfTheNextStart() throws Exception {
        try (ZooKeeperClient connected = new ZooKeeperClient(server.port())) {
            connected.client().create("/a", new byte[0], OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }
        server.restart();

        assertThat(socket.ask("mntr").lines())
                .contains("zk_cnt_dbinittime\t1", "zk_sum_startup_txns_loaded\t3", "zk_digest_mismatches_count\t0");
    }

    @Test
    void telegrafAndOpenTelemetryCanReadMntr() throws IOException {
        Pattern line = Pattern.compile("^zk_(\\w+)\\s+([\\w\\.\\-]+)");
        Set<String> texts = new TreeSet<>();
        Set<String> fractions = new TreeSet<>();
        for (String each : socket.ask("mntr").lines().toList()) {
            Matcher matcher = line.matcher(each);
            assertThat(matcher.find()).as(each).isTrue();
            if (matcher.group(2).matches("-?\\d+\\.\\d{1,4}")) {
                fractions.add(matcher.group(1));
            } else if (!matcher.group(2).matches("-?\\d+")) {
                texts.add(matcher.group(1));
            }
        }
        assertThat(texts).containsExactly("server_state", "version");
        assertThat(fractions).isNotEmpty().allMatch(name -> name.startsWith("avg_"));
    }

    @Test
    void datadogCanReadTheVersion() throws IOException {
        Matcher version = Pattern.compile("Zookeeper version: ([^.]+)\\.([^.]+)\\.([^-]+)")
                .matcher(socket.ask("stat"));
        assertThat(version.find()).isTrue();
        assertThat(version.group()).isEqualTo("Zookeeper version: 3.9.5");
    }

    @Test
    void mntrHasTheKeysOfZooKeeperInTheirOrder() throws IOException {
        List<String> theirs = keys(Sample.mntr());
        List<String> ours = keys(socket.ask("mntr").lines().toList());

        assertThat(theirs).containsSubsequence(ours);
        // What dashboards and alerts ask for, of what a server has that stands alone.
        assertThat(ours)
                .contains(
                        "zk_approximate_data_size",
                        "zk_ephemerals_count",
                        "zk_max_file_descriptor_count",
                        "zk_open_file_descriptor_count",
                        "zk_avg_snapshottime",
                        "zk_uptime",
                        "zk_watch_count",
                        "zk_znode_count",
                        "zk_avg_latency",
                        "zk_max_latency",
                        "zk_min_latency",
                        "zk_outstanding_requests",
                        "zk_packets_received",
                        "zk_packets_sent",
                        "zk_bytes_received_count",
                        "zk_connection_drop_count",
                        "zk_connection_rejected",
                        "zk_global_sessions",
                        "zk_local_sessions",
                        "zk_num_alive_connections",
                        "zk_cnt_election_time",
                        "zk_avg_fsynctime");
    }

    private static List<String> keys(List<String> lines) {
        List<String> keys = new ArrayList<>();
        lines.forEach(line -> keys.add(line.split("\t", 2)[0]));
        return keys;
    }
}
