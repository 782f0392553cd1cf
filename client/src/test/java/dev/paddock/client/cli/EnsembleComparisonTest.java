package dev.paddock.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.testing.FreePort;
import dev.paddock.testing.RealZooKeeper;
import dev.paddock.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    private Path servers;
    private ServerProcess member;

    @BeforeEach
    void start() throws IOException {
        servers = directory.resolve("servers");
        ServerProcess.Builder builder = RealZooKeeper.with(Map.of(
                "dynamicConfigFile", servers.toString(),
                "tickTime", "500",
                "initLimit", "10",
                "syncLimit", "5",
                "standaloneEnabled", "false",
                "reconfigEnabled", "true",
                "skipACL", "yes"));
        Files.writeString(
                servers,
                "server.1=127.0.0.1:%d:%d:participant;127.0.0.1:%d\n"
                        .formatted(FreePort.next(), FreePort.next(), builder.port()));
        member = builder.asMember(1, "leader").start();
    }

    @AfterEach
    void stop() {
        member.close();
    }

    @Test
    void reconfigurationsAndWhatTheyPrintAreTheSame() throws Exception {
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
                """.formatted(Files.readString(servers).strip(), servers);
        Run ours = CommandLine.main(script, "-server", member.connectString(), "-waitforconnection");
        Run original = Original.run(member.connectString(), script);
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
