package dev.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleConfigTest {
    private static final String[] LIMITS = {"initLimit=10", "syncLimit=5"};

    @TempDir
    private Path directory;

    private ConfigFolder folder;

    @BeforeEach
    void makeAFolder() {
        folder = new ConfigFolder(directory);
        folder.write("myid", "2\n");
    }

    @Test
    void threeServersAreAnEnsemble() throws ConfigException {
        ServerConfig config =
                load("server.1=one:2888:3888", "server.2=two:2888:3888", "server.3=three:2888:3888:OBSERVER");

        EnsembleConfig ensemble = config.ensemble();
        assertThat(ensemble.myId()).isEqualTo(2);
        assertThat(ensemble.initLimitTicks()).isEqualTo(10);
        assertThat(ensemble.syncLimitTicks()).isEqualTo(5);
        assertThat(ensemble.connectLimitTicks()).isEqualTo(10);
        assertThat(ensemble.servers().keySet()).containsExactly(1L, 2L, 3L);
        assertThat(ensemble.self()).get().hasToString("two:2888:3888:participant");
        assertThat(ensemble.servers().get(3L)).hasToString("three:2888:3888:observer");
    }

    @Test
    void aLineIsPrintedInFull() throws ConfigException {
        ServerConfig config = folder.loadWithoutPort(
                "initLimit=10",
                "syncLimit=5",
                "multiAddress.enabled=true",
                "server.1=[::1]:2888:3888|10.0.0.1:2889:3889;2181",
                "server.2=two:2888:3888:participant;127.0.0.1:2181");
        assertThat(config.ensemble().servers().get(1L))
                .hasToString("[::1]:2888:3888:participant|10.0.0.1:2889:3889:participant;0.0.0.0:2181");
        assertThat(config.ensemble().servers().get(2L)).hasToString("two:2888:3888:participant;127.0.0.1:2181");
        assertThat(config.clientPorts())
                .containsExactly(new ClientPort(new InetSocketAddress("127.0.0.1", 2181), false, -1));
    }

    @Test
    void aSingleLineIsAServerThatRunsAlone() throws ConfigException {
        ServerConfig config = folder.loadWithoutPort("server.7=localhost:2888:3888;2182");
        assertThat(config.ensemble().isEmpty()).isTrue();
        assertThat(config.clientPorts())
                .containsExactly(new ClientPort(new InetSocketAddress("0.0.0.0", 2182), false, -1));
        assertThat(config.warnings())
                .singleElement()
                .asString()
                .contains("Invalid configuration, only one server specified (ignoring)");
    }

    @Test
    void withoutStandaloneASingleLineIsAnEnsembleOfOne() throws ConfigException {
        ServerConfig config = load("standaloneEnabled=false", "server.2=localhost:2888:3888");
        assertThat(config.ensemble().servers()).hasSize(1);
        assertThat(config.ensemble().isEmpty()).isFalse();
    }

    @Test
    void fewAndEvenNumbersOfVotersAreWarnedOf() throws ConfigException {
        String[] servers = {"server.1=a:1:2", "server.2=b:1:2", "server.3=c:1:2", "server.4=d:1:2"};
        assertThat(load(servers).warnings())
                .containsExactly("Non-optimal configuration, consider an odd number of servers.");
        assertThat(load(servers[0], servers[1]).warnings())
                .containsExactly("No server failure will be tolerated. You need at least 3 servers.");
        assertThat(load(servers[0], servers[1], servers[2]).warnings()).isEmpty();
    }

    @Test
    void serversMayBeInGroupsAndWeigh() throws ConfigException {
        EnsembleConfig ensemble = load(
                        "server.1=a:1:2", "server.2=b:1:2", "server.3=c:1:2", "group.1=1:2", "group.2=3", "weight.1=5")
                .ensemble();
        assertThat(ensemble.groups()).isEqualTo(Map.of(1L, 1L, 2L, 1L, 3L, 2L));
        assertThat(ensemble.weights()).isEqualTo(Map.of(1L, 5L));
    }

    @Test
    void aServerIsInOneGroupOnly() {
        assertThatThrownBy(() -> load("server.1=a:1:2", "server.2=b:1:2", "group.1=1:2", "group.2=2"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Server 2is in multiple groups");
    }

    @Test
    void theLineCountsBeforeThePeerType() throws ConfigException {
        assertThat(load("peerType=observer", "server.1=a:1:2", "server.2=b:1:2", "server.3=c:1:2")
                        .warnings())
                .singleElement()
                .asString()
                .contains("peerType=observer", "server.2 says participant");
    }

    @Test
    void serversMayStandInAFileOfTheirOwn() throws ConfigException {
        Path dynamic =
                folder.write("zoo.cfg.dynamic", "server.1=a:1:2;2181\nserver.2=b:1:2;0.0.0.0:2181\nserver.3=c:1:2");
        ServerConfig config = folder.loadWithoutPort("initLimit=10", "syncLimit=5", "dynamicConfigFile=" + dynamic);
        assertThat(config.ensemble().servers()).hasSize(3);
        assertThat(config.ensemble().dynamicFile()).contains(dynamic);
        assertThat(config.clientPorts())
                .containsExactly(new ClientPort(new InetSocketAddress("0.0.0.0", 2181), false, -1));
    }

    @Test
    void namesOfOthersNeedNotBeKnown() throws ConfigException {
        assertThat(load("server.1=nowhere.invalid:1:2;nowhere.invalid:2181", "server.2=b:1:2", "server.3=c:1:2")
                        .ensemble()
                        .servers())
                .hasSize(3);
    }

    private ServerConfig load(String... lines) throws ConfigException {
        return folder.load(String.join("\n", LIMITS), String.join("\n", lines));
    }
}
