package dev.paddock.server.config;

import static dev.paddock.server.config.ConfigFolder.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.datatree.op.Rules;
import dev.paddock.datatree.store.LogOptions;
import dev.paddock.datatree.store.SnapshotCompression;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerConfigTest {
    @TempDir
    private Path directory;

    private ConfigFolder folder;

    @BeforeEach
    void makeAFolder() {
        folder = new ConfigFolder(directory);
    }

    // Defaults.

    @Test
    void aFileOfTwoLinesHasZooKeepersDefaults() throws ConfigException {
        ServerConfig config = folder.load();

        assertThat(config.data()).isEqualTo(new DataConfig(directory, directory, true, true));
        assertThat(config.clientPorts()).containsExactly(new ClientPort(new InetSocketAddress(2181), false, -1));
        assertThat(config.sessions())
                .isEqualTo(new SessionLimits(Duration.ofSeconds(3), Duration.ofSeconds(6), Duration.ofSeconds(60)));
        assertThat(config.requests())
                .isEqualTo(new RequestLimits(
                        1048575, 1048575, 1000, -1, 104857600, Duration.ZERO, 0, Duration.ofMillis(100)));
        assertThat(config.connections().perAddress()).isEqualTo(60);
        assertThat(config.connections().sessionless()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.store().logOptions()).isEqualTo(LogOptions.DEFAULTS);
        assertThat(config.store().snapshotTransactions()).isEqualTo(100_000);
        assertThat(config.store().isPurgeScheduled()).isFalse();
        assertThat(config.containers()).isEqualTo(new ContainerConfig(Duration.ofMinutes(1), 10_000, Duration.ZERO));
        assertThat(config.access().rules(config.requests())).isEqualTo(Rules.DEFAULT);
        assertThat(config.commands().whitelist()).containsExactly("srvr");
        assertThat(config.admin().port()).isEqualTo(8080);
        assertThat(config.ensemble().isEmpty()).isTrue();
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void anEmbeddedServerListensWhereItIsToldAndHasNoPages() {
        ServerConfig config =
                ServerConfig.standalone(directory, new InetSocketAddress(0), Map.of("4lw.commands.whitelist", "*"));

        assertThat(config.clientPorts()).containsExactly(new ClientPort(new InetSocketAddress(0), false, -1));
        assertThat(config.admin().enabled()).isFalse();
        assertThat(config.warnings()).isEmpty();
        assertThat(config.commands().allows("mntr")).isTrue();
    }

    // Where values come from.

    @Test
    void aPropertyCountsWhereTheFileIsSilent() throws ConfigException {
        Properties system = properties("zookeeper.snapCount", "500");
        assertThat(folder.load(system).store().snapshotTransactions()).isEqualTo(500);
        assertThat(folder.load(system, "snapCount=700").store().snapshotTransactions())
                .isEqualTo(700);
    }

    @Test
    void recognisedKeysAreNotTakenFromProperties() throws ConfigException {
        assertThat(folder.load(properties("zookeeper.tickTime", "1000"))
                        .sessions()
                        .tick())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void propertiesWithoutPrefixAreAcceptedInTheFileToo() throws ConfigException {
        Properties system = properties("jute.maxbuffer", "4096", "znode.container.maxPerMinute", "7");
        assertThat(folder.load(system).requests().maxFrameBytes()).isEqualTo(4096);
        assertThat(folder.load(system).containers().maxPerMinute()).isEqualTo(7);

        ServerConfig config = folder.load(
                system,
                "jute.maxbuffer=8192",
                "znode.container.checkIntervalMs=100",
                "znode.container.maxNeverUsedIntervalMs=200",
                "readonlymode.enabled=true");
        assertThat(config.requests().maxFrameBytes()).isEqualTo(8192);
        assertThat(config.requests().extraBytes()).isEqualTo(8192);
        assertThat(config.containers())
                .isEqualTo(new ContainerConfig(Duration.ofMillis(100), 7, Duration.ofMillis(200)));
        assertThat(config.commands().whitelist()).containsExactlyInAnyOrder("srvr", "isro");
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void theThresholdOfSlowSyncsHasTwoNames() throws ConfigException {
        assertThat(folder.load(properties("fsync.warningthresholdms", "20"))
                        .store()
                        .slowSync())
                .isEqualTo(Duration.ofMillis(20));
        assertThat(folder.load(properties("zookeeper.fsync.warningthresholdms", "30"))
                        .store()
                        .slowSync())
                .isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void keysAreCaseSensitive() throws ConfigException {
        ServerConfig config = folder.load("TICKTIME=2000");
        assertThat(config.sessions().tick()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.warnings()).singleElement().asString().contains("TICKTIME", "tickTime");
    }

    // What is no reason not to start.

    @Test
    void anUnknownKeyIsWarnedOfWithTheNearestOne() throws ConfigException {
        assertThat(folder.load("snapCont=5").warnings())
                .containsExactly(
                        "snapCont (" + folder.file()
                                + ", line 3) is not a key that is known here, and has no effect. Is it snapCount that is meant?");
        assertThat(folder.load("the.weather=fine").warnings())
                .containsExactly("the.weather (" + folder.file()
                        + ", line 3) is not a key that is known here, and has no effect.");
    }

    @Test
    void aPrefixInTheFileIsTakenAway() throws ConfigException {
        ServerConfig config = folder.load("zookeeper.skipACL=yes");
        assertThat(config.access().skipAcl()).isTrue();
        assertThat(config.warnings()).singleElement().asString().contains("zookeeper.skipACL", "skipACL");
    }

    @Test
    void aKeyWithoutPrefixCountsBeforeTheSameWithOne() throws ConfigException {
        ServerConfig config = folder.load("zookeeper.snapCount=5", "snapCount=6");
        assertThat(config.store().snapshotTransactions()).isEqualTo(6);
        assertThat(config.warnings()).singleElement().asString().contains("ignored");
    }

    @Test
    void aPropertyThatMakesNoSenseCountsAsAbsentAndIsWarnedOf() throws ConfigException {
        ServerConfig config = folder.load(
                properties("zookeeper.admin.serverPort", "abc"), "4lw.commands.whitelist=bogus,ruok", "snapCount=many");
        assertThat(config.store().snapshotTransactions()).isEqualTo(100_000);
        assertThat(config.admin().port()).isEqualTo(8080);
        assertThat(config.warnings())
                .containsExactly(
                        "snapCount=many (" + folder.file()
                                + ", line 4): accepted is a whole number from 2 on; it counts as 100000",
                        "admin.serverPort=abc (-Dzookeeper.admin.serverPort): accepted is a whole number from 0 on; it"
                                + " counts as 8080");
    }

    @Test
    void aPropertyIsTrueForThatWordOnly() throws ConfigException {
        assertThat(folder.load("enforceQuota=TRUE").access().enforceQuota()).isTrue();
        ServerConfig config = folder.load("enforceQuota=yes");
        assertThat(config.access().enforceQuota()).isFalse();
        assertThat(config.warnings()).singleElement().asString().contains("enforceQuota=yes");
    }

    @Test
    void keysThatMeanNothingHereAreReported() throws ConfigException {
        assertThat(folder.load("nio.numWorkerThreads=8", "fips-mode=false", "pathStats.enabled=true")
                        .warnings())
                .hasSize(3)
                .allMatch(warning -> warning.contains("has no effect"));
    }

    @Test
    void bothConnectionFactoriesAreTheSame() throws ConfigException {
        assertThat(folder.load("serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory")
                        .warnings())
                .isEmpty();
        assertThat(folder.load("serverCnxnFactory=com.acme.X").warnings())
                .singleElement()
                .asString()
                .contains("Couldn't instantiate com.acme.X");
    }

    // Single keys.

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ServerConfig.load(Path.of("/etc/nowhere/zoo.cfg"), new Properties()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("/etc/nowhere/zoo.cfg file is missing");
    }

    @Test
    void aRelativeDirectoryIsWarnedOfUnlessItSaysSo() throws ConfigException {
        assertThat(folder.load("dataLogDir=data").warnings())
                .singleElement()
                .asString()
                .contains("data is relative. Prepend ./ to indicate that you're sure!");
        assertThat(folder.load("dataLogDir=./data").warnings()).isEmpty();
    }

    @Test
    void aDirectoryMayLieBelowTheInstallation() throws ConfigException {
        Properties system = properties("paddock.home", "/opt/paddock");
        assertThat(folder.load(system, "dataLogDir=${paddock.home}/data").data().dataLogDir())
                .isEqualTo(Path.of("/opt/paddock/data"));
        assertThatThrownBy(() -> folder.load("dataLogDir=${paddock.home}/data"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("-Dpaddock.home");
    }

    @Test
    void sessionTimeoutsAreTwoToTwentyTicksUnlessGiven() throws ConfigException {
        assertThat(folder.load("tickTime=2000", "minSessionTimeout=-1").sessions())
                .isEqualTo(new SessionLimits(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(40)));
        assertThat(folder.load("minSessionTimeout=100", "maxSessionTimeout=200").sessions())
                .isEqualTo(new SessionLimits(Duration.ofSeconds(3), Duration.ofMillis(100), Duration.ofMillis(200)));
    }

    @Test
    void plainAndSecurePortsMayBothBeOpen() throws ConfigException {
        assertThat(folder.load(
                                "clientPortAddress=127.0.0.1",
                                "clientPortListenBacklog=7",
                                "secureClientPort=2281",
                                "ssl.keyStore.location=/keys.p12")
                        .clientPorts())
                .containsExactly(
                        new ClientPort(new InetSocketAddress("127.0.0.1", 2181), false, 7),
                        new ClientPort(new InetSocketAddress(2281), true, 7));
    }

    @Test
    void withoutAnyPortTheServerStartsAndSaysSo() throws ConfigException {
        ServerConfig config = folder.loadWithoutPort();
        assertThat(config.clientPorts()).isEmpty();
        assertThat(config.warnings()).singleElement().asString().contains("listens to no client");
    }

    @Test
    void thePortZeroIsAnyFreeOne() throws ConfigException {
        assertThat(folder.load("clientPort=0").clientPorts())
                .containsExactly(new ClientPort(new InetSocketAddress(0), false, -1));
    }

    @Test
    void aNegativeTimeoutIsWarnedOfAndCountsAsTheDefault() throws ConfigException {
        ServerConfig config = folder.load("minSessionTimeout=-5");
        assertThat(config.sessions().minTimeout()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.warnings()).singleElement().asString().contains("minSessionTimeout=-5");
    }

    @Test
    void theStoreIsConfiguredInKilobytes() throws ConfigException {
        StoreConfig store = folder.load(
                        "preAllocSize=64",
                        "txnLogSizeLimitInKb=128",
                        "snapSizeLimitInKb=-1",
                        "forceSync=no",
                        "snapshot.compression.method=gz",
                        "snapshot.trust.empty=true",
                        "autopurge.purgeInterval=24",
                        "autopurge.snapRetainCount=5")
                .store();
        assertThat(store.logOptions().preallocation()).isEqualTo(64 << 10);
        assertThat(store.logOptions().sizeLimit()).isEqualTo(128 << 10);
        assertThat(store.logOptions().forceSync()).isFalse();
        assertThat(store.snapshotLogBytes()).isZero();
        assertThat(store.compression()).isEqualTo(SnapshotCompression.GZ);
        assertThat(store.recoveryOptions(true).trustEmpty()).isTrue();
        assertThat(store.retainedSnapshots()).isEqualTo(5);
        assertThat(store.purgeInterval()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void onlyTheWordNoSwitchesSyncingOff() throws ConfigException {
        ServerConfig config = folder.load("forceSync=false");
        assertThat(config.store().forceSync()).isTrue();
        assertThat(config.warnings()).singleElement().asString().contains("forceSync=false");
    }

    @Test
    void fewerThanThreeSnapshotsAreNotRetained() throws ConfigException {
        ServerConfig config = folder.load("autopurge.snapRetainCount=1");
        assertThat(config.store().retainedSnapshots()).isEqualTo(3);
        assertThat(config.warnings()).containsExactly("Invalid autopurge.snapRetainCount: 1. Defaulting to 3");
    }

    @Test
    void everybodyMayAskForTheVersionWhateverTheWhitelistSays() throws ConfigException {
        assertThat(folder.load("4lw.commands.whitelist=stat").commands().whitelist())
                .containsExactlyInAnyOrder("srvr", "stat");
        assertThat(folder.load(properties("readonlymode.enabled", "true"), "4lw.commands.whitelist=stat")
                        .commands()
                        .whitelist())
                .containsExactlyInAnyOrder("srvr", "stat", "isro");
    }

    @Test
    void theWhitelistIsAListOrAll() throws ConfigException {
        CommandConfig some = folder.load("4lw.commands.whitelist= ruok , mntr").commands();
        assertThat(some.whitelist()).isEqualTo(Set.of("srvr", "ruok", "mntr"));
        assertThat(some.allows("stat")).isFalse();
        assertThat(folder.load("4lw.commands.whitelist=*").commands().allows("srvr"))
                .isTrue();
    }

    @Test
    void theAdminPagesAreOffForOneWordOnly() throws ConfigException {
        assertThat(folder.load("admin.enableServer=false").admin().enabled()).isFalse();
        assertThat(folder.load("admin.enableServer=no").admin().enabled()).isTrue();
    }

    @Test
    void theProviderOfPrometheusStandsForOurPage() throws ConfigException {
        String provider = "metricsProvider.className=org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider";
        ServerConfig config = folder.load(provider, "metricsProvider.httpPort=7070", "metricsProvider.maxQueueSize=5");
        assertThat(config.metrics()).isEqualTo(new MetricsConfig(true, "0.0.0.0", 7070, true));
        assertThat(config.warnings()).isEmpty();
    }

    // The command line.

    @Test
    void portAndDirectoryAreEnough() throws ConfigException {
        ServerConfig config =
                ServerConfig.ofArguments(List.of("2181", directory.toString(), "1000", "7"), new Properties());
        assertThat(config.data().dataDir()).isEqualTo(directory);
        assertThat(config.clientPorts()).containsExactly(new ClientPort(new InetSocketAddress(2181), false, -1));
        assertThat(config.sessions().tick()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.connections().perAddress()).isEqualTo(7);
    }

    @Test
    void oneArgumentIsAFile() throws ConfigException {
        Path file = folder.write("zoo.cfg", "dataDir=/data\nclientPort=2182");
        assertThat(ServerConfig.ofArguments(List.of(file.toString()), new Properties())
                        .data()
                        .dataDir())
                .isEqualTo(Path.of("/data"));
    }

    @Test
    void anyOtherNumberOfArgumentsIsAnsweredWithTheUsage() {
        for (List<String> arguments : List.of(List.<String>of(), List.of("1", "/d", "1", "1", "1"))) {
            assertThatThrownBy(() -> ServerConfig.ofArguments(arguments, new Properties()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("Usage: ZooKeeperServerMain configfile | port datadir [ticktime] [maxcnxns]");
        }
    }

    @Test
    void passwordsAreNotPrinted() throws ConfigException {
        ServerConfig config = folder.load(
                "DigestAuthenticationProvider.superDigest=super:hash",
                "ssl.keyStore.password=secret1",
                "ssl.trustStore.password=secret2");
        assertThat(config.access().superDigest()).contains("super:hash");
        assertThat(config.tls().keyStore().password()).isEqualTo("secret1");
        assertThat(config.toString()).doesNotContain("hash", "secret");
    }
}
