package dev.paddock.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands about the servers of an ensemble, which is one of ZooKeeper with a single member: both lines say the same. */
@Timeout(120)
class EnsembleComparisonTest {
    /** Each run moves them. */
    private static final Pattern MOVING =
            Pattern.compile("^([cm]time = ).*|^(version=).*|^(mZxid = ).*|^([0-9a-f]{9}) .*");

    @TempDir
    private Path directory;

    private int port;
    private Process member;

    @BeforeEach
    void start() throws IOException {
        port = freePort();
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.writeString(data.resolve("myid"), "1");
        Path servers = Files.writeString(directory.resolve("servers"), "server.1=" + spec(port) + "\n");
        Path config = Files.writeString(directory.resolve("zoo.cfg"), """
                dataDir=%s
                dynamicConfigFile=%s
                tickTime=500
                initLimit=10
                syncLimit=5
                standaloneEnabled=false
                reconfigEnabled=true
                admin.enableServer=false
                """.formatted(data, servers));
        List<String> command = new ArrayList<>(Original.java(directory));
        command.addAll(List.of(
                "-Dzookeeper.skipACL=yes", "org.apache.zookeeper.server.quorum.QuorumPeerMain", config.toString()));
        member = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("member").toFile())
                .start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        member.destroyForcibly().waitFor();
    }

    private static String spec(int clientPort) throws IOException {
        return "127.0.0.1:" + freePort() + ":" + freePort() + ":participant;127.0.0.1:" + clientPort;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void reconfigurationsAndWhatTheyPrintAreTheSame() throws Exception {
        String servers = "127.0.0.1:" + port;
        Path file = directory.resolve("servers");
        String script = """
                config
                config -c
                config -s
                reconfig -s -add server.2=127.0.0.1:1:2:observer;127.0.0.1:3
                config
                reconfig -v 5 -remove 2
                reconfig -remove 2
                reconfig -add 3=127.0.0.1:1:2:observer;3
                reconfig -members %1$s
                reconfig -add server.9=127.0.0.1:25209
                reconfig -file %2$s
                config
                """.formatted(Files.readString(file).strip(), file);
        Run ours = CommandLine.main(script, "-server", servers, "-waitforconnection");
        Run original = Original.run(directory, servers, script);
        assertThat(ours.out()).contains("Committed new configuration:\nserver.1=");
        assertThat(normal(ours.out())).isEqualTo(normal(original.out()));
        assertThat(ours.err().lines()).containsSequence(original.err().lines().toList());
        assertThat(ours.exitCode()).isEqualTo(original.exitCode());
    }

    private static List<String> normal(String out) {
        return Arrays.stream(out.split("\n"))
                .map(line -> MOVING.matcher(line).replaceAll("$1$2$3"))
                .toList();
    }
}
