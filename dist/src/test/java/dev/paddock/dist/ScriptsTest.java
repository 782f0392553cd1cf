package dev.paddock.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.testing.Ended;
import dev.paddock.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts say where no server is needed: their words, their exit codes, and where they look for things. */
class ScriptsTest {
    private static final String JMX = "ZooKeeper JMX enabled by default";

    @TempDir
    private Path directory;

    private Release release;

    @BeforeEach
    void unpack() throws IOException {
        release = Release.in(directory);
    }

    // zkServer.sh

    @Test
    void everyCommandNamesItsConfigurationOnTheStandardError() throws Exception {
        Ended version = release.run("zkServer.sh", "version");
        assertThat(version.out()).endsWith("Apache ZooKeeper, version 3.9.5\n").startsWith("Paddock ");
        assertThat(version.err())
                .isEqualTo(JMX + "\nUsing config: " + release.conf().resolve("zoo.cfg") + "\n");
        assertThat(version.exitCode()).isZero();
    }

    @Test
    void jmxIsReportedAsItIsSet() throws Exception {
        assertThat(release.with("JMXDISABLE", "true")
                        .run("zkServer.sh", "version")
                        .err())
                .startsWith("JMX disabled by user request\n");
        assertThat(release.with("JMXPORT", "25999")
                        .with("JMXHOSTNAME", "10.0.0.1")
                        .run("zkServer.sh", "version")
                        .err())
                .startsWith(String.join(
                        "\n",
                        JMX,
                        "ZooKeeper remote JMX Port set to 25999",
                        "ZooKeeper remote JMX authenticate set to false",
                        "ZooKeeper remote JMX ssl set to false",
                        "ZooKeeper remote JMX log4j set to true",
                        "ZooKeeper remote JMX Hostname set to 10.0.0.1",
                        "Using config: "));
    }

    @Test
    void whatIsNoCommandIsAnsweredWithTheUsage() throws Exception {
        Ended bogus = release.run("zkServer.sh", "bogus");
        assertThat(bogus.err())
                .endsWith("zkServer.sh [--config <conf-dir>]"
                        + " {start|start-foreground|stop|version|restart|status|print-cmd}\n");
        assertThat(bogus.exitCode()).isEqualTo(2);
    }

    @Test
    void theConfigurationIsFoundWhereItIsSaid() throws Exception {
        Path other = Files.createDirectories(directory.resolve("other conf"));
        Release.write(other.resolve("zoo.cfg"), "dataDir=/data\n");
        assertThat(release.run("zkServer.sh", "--config", other.toString(), "version")
                        .err())
                .contains("Using config: " + other.resolve("zoo.cfg"));
        assertThat(release.run("zkServer.sh", "version", "second.cfg").err())
                .contains("Using config: " + release.conf().resolve("second.cfg"));
        assertThat(release.run("zkServer.sh", "version", "/etc/zoo/third.cfg").err())
                .contains("Using config: /etc/zoo/third.cfg");
        assertThat(release.with("ZOOCFG", "fourth.cfg")
                        .run("zkServer.sh", "version")
                        .err())
                .contains("Using config: " + release.conf().resolve("fourth.cfg"));
    }

    @Test
    void theCommandLineHasWhatTheEnvironmentSays() throws Exception {
        Release.write(release.conf().resolve("java.env"), "JVMFLAGS=\"-Dfrom.java.env=1 -Dtwo=*\"\n");
        Release.write(release.conf().resolve("zookeeper-env.sh"), "SERVER_JVMFLAGS=-Dfrom.zookeeper.env=1\n");
        String command = release.with("CLASSPATH", "/extra.jar")
                .run("zkServer.sh", "print-cmd")
                .out();
        assertThat(command)
                .contains(
                        " -Xmx128m -Dfrom.zookeeper.env=1 -Dfrom.java.env=1 -Dtwo=*"
                                + " -Dcom.sun.management.jmxremote -Dcom.sun.management.jmxremote.local.only=false"
                                + " org.apache.zookeeper.server.quorum.QuorumPeerMain \""
                                + release.conf().resolve("zoo.cfg") + "\" > \"",
                        "/logs/zookeeper-zk-server-host1.out\" 2>&1 < /dev/null\n",
                        "\"-Dzookeeper.log.file=zookeeper-zk-server-host1.log\"",
                        ":" + release.conf() + ":/extra.jar\"");
    }

    @Test
    void aHeapOfItsOwnAndThePortOfJmxAreHandedOn() throws Exception {
        String command = release.with("ZK_SERVER_HEAP", "")
                .with("JMXPORT", "25999")
                .with("ZOO_DATADIR_AUTOCREATE_DISABLE", "1")
                .run("zkServer.sh", "print-cmd")
                .out();
        assertThat(command)
                .contains(
                        "\"-Dzookeeper.datadir.autocreate=false\"",
                        " -Xmx1000m ",
                        " -Dcom.sun.management.jmxremote.port=25999 -Dcom.sun.management.jmxremote.authenticate=false"
                                + " -Dcom.sun.management.jmxremote.ssl=false -Dzookeeper.jmx.log4j.disable=true ");
    }

    @Test
    void withoutJavaThereIsAMessageAndNothingElse() throws Exception {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        for (String tool : new String[] {"bash", "env", "dirname", "readlink", "sed", "cat", "id", "uname"}) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/bin").resolve(tool));
        }
        Ended ended =
                release.with("PATH", tools.toString()).with("JAVA_HOME", "").run("zkServer.sh", "version");
        assertThat(ended.err()).isEqualTo("Error: JAVA_HOME is not set and java could not be found in PATH.\n");
        assertThat(ended.exitCode()).isEqualTo(1);
    }

    @Test
    void aServerThatIsNotThereCannotBeStopped() throws Exception {
        Ended stop = release.run("zkServer.sh", "stop");
        assertThat(stop.out())
                .isEqualTo("Stopping zookeeper ... no zookeeper to stop (could not find file " + release.pidFile()
                        + ")\n");
        assertThat(stop.exitCode()).isZero();
    }

    @Test
    void theStatusOfAServerThatIsNotThereMakesNothing() throws Exception {
        Ended status = release.run("zkServer.sh", "status");
        assertThat(status.outLines().get(0))
                .matches("Client port found: \\d+\\. Client address: 127\\.0\\.0\\.1\\. Client SSL: false\\.");
        assertThat(status.outLines().get(1)).isEqualTo("Error contacting service. It is probably not running.");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(release.data()).doesNotExist();
    }

    @Test
    void thePortMayStandInTheLineOfTheServer() throws Exception {
        int port = FreePort.next();
        Release.write(release.data().resolve("myid"), "2\n");
        release.configure("server.1=a:1:2;1", "server.2=b:1:2:participant;127.0.0.1:" + port, "server.3=c:1:2;3");
        assertThat(release.run("zkServer.sh", "status").out())
                .startsWith("Client port found: " + port + ". Client address: 127.0.0.1. Client SSL: false.\n");

        Path dynamic = release.conf().resolve("zoo.cfg.dynamic");
        Release.write(dynamic, "server.2=b:1:2:participant;" + port);
        release.configure("dynamicConfigFile=" + dynamic);
        assertThat(release.run("zkServer.sh", "status").out())
                .startsWith("Client port not found in static config file. Looking in dynamic config file.\n"
                        + "Client port found: " + port + ". Client address: localhost. Client SSL: false.\n");
    }

    @Test
    void onlyASecurePortIsFoundToo() throws Exception {
        release.configure("secureClientPort=2281");
        assertThat(release.run("zkServer.sh", "status").out()).isEqualTo("""
                        myid could not be determined, will not able to locate clientPort in the server configs.
                        Client port not found in the server configs
                        Client port not found. Looking for secureClientPort in the static config.
                        Client port found: 2281. Client address: localhost. Client SSL: true.
                        Error contacting service. It is probably not running.
                        """);
    }

    @Test
    void withoutAnyPortTheSearchEnds() throws Exception {
        release.configure();
        Ended status = release.run("zkServer.sh", "status");
        assertThat(status.out())
                .endsWith("Unable to find either secure or unsecure client port in any configs. Terminating.\n");
        assertThat(status.exitCode()).isEqualTo(1);
    }

    @Test
    void withoutAConfigurationNothingIsStarted() throws Exception {
        Files.delete(release.conf().resolve("zoo.cfg"));
        Ended start = release.run("zkServer.sh", "start");
        assertThat(start.out()).isEqualTo("Starting zookeeper ... FAILED TO START\n");
        assertThat(start.err()).endsWith(release.conf().resolve("zoo.cfg") + " file is missing\n");
        assertThat(start.exitCode()).isEqualTo(1);
        assertThat(Path.of("/zookeeper_server.pid")).doesNotExist();
    }

    @Test
    void withoutLeaveToMakeThemDirectoriesHaveToBeThere() throws Exception {
        Release strict = release.with("ZOO_DATADIR_AUTOCREATE_DISABLE", "1");
        Ended start = strict.run("zkServer.sh", "start");
        assertThat(start.out())
                .isEqualTo("ZooKeeper data directory is missing at " + release.data()
                        + " fix the path or run initialize\n");
        assertThat(start.exitCode()).isEqualTo(1);

        Files.createDirectories(release.data().resolve("version-2"));
        release.configure("dataLogDir=/nowhere/log");
        assertThat(strict.run("zkServer.sh", "start").out())
                .isEqualTo("ZooKeeper txnlog directory is missing at /nowhere/log fix the path or run initialize\n");
    }

    // zkServer-initialize.sh

    @Test
    void aDirectoryIsMadeOnce() throws Exception {
        Ended first = release.run("zkServer-initialize.sh", "--myid=3");
        assertThat(first.out()).isEqualTo("Using myid of 3\n");
        assertThat(first.exitCode()).isZero();
        assertThat(release.data().resolve("myid")).hasContent("3");
        assertThat(release.data().resolve("version-2")).isEmptyDirectory();
        assertThat(release.data().resolve("initialize")).isEmptyFile();

        Ended second = release.run("zkServer-initialize.sh");
        assertThat(second.out())
                .isEqualTo("ZooKeeper data directory already exists at " + release.data()
                        + " (or use --force to force re-initialization)\n");
        assertThat(second.exitCode()).isEqualTo(1);
    }

    @Test
    void forceEmptiesADirectory() throws Exception {
        Release.write(release.data().resolve("version-2/log.1"), "");
        Ended forced = release.run("zkServer-initialize.sh", "--force");
        assertThat(forced.out())
                .isEqualTo("Force enabled, data/txnlog directories will be re-initialized\n"
                        + "No myid provided, be sure to specify it in " + release.data()
                        + "/myid if using non-standalone\n");
        assertThat(forced.exitCode()).isZero();
        assertThat(release.data().resolve("version-2")).isEmptyDirectory();
    }

    @Test
    void whatCannotBeInitializedIsSaid() throws Exception {
        assertThat(release.run("zkServer-initialize.sh", "--configfile", "/nowhere.cfg"))
                .isEqualTo(new Ended("Unable to find config file at /nowhere.cfg\n", "", 1));
        Path empty = directory.resolve("empty.cfg");
        Release.write(empty, "clientPort=2181");
        assertThat(release.run("zkServer-initialize.sh", "--configfile=" + empty))
                .isEqualTo(new Ended("Unable to determine dataDir from " + empty + "\n", "", 1));
        Ended unknown = release.run("zkServer-initialize.sh", "--frce");
        assertThat(unknown.out()).startsWith("Unknown option: --frce\nusage: ");
        assertThat(unknown.exitCode()).isEqualTo(1);
    }

    // Tools.

    @Test
    void cleaningUpNeedsACount() throws Exception {
        Files.createDirectories(release.data().resolve("version-2"));
        Ended nothing = release.run("zkCleanup.sh");
        assertThat(nothing.out()).startsWith("Usage:\nPurgeTxnLog dataLogDir [snapDir] -n count\n");
        assertThat(nothing.exitCode()).isEqualTo(1);
        Ended few = release.run("zkCleanup.sh", "-n", "2");
        assertThat(few.err()).isEqualTo("count should be greater than or equal to 3\n");
        assertThat(few.exitCode()).isEqualTo(1);
        Ended enough = release.run("zkCleanup.sh", "-n", "3");
        assertThat(enough).isEqualTo(new Ended("", "", 0));
    }

    @Test
    void theOfflineToolsTakeZooKeepersArguments() throws Exception {
        Ended log = release.run("zkTxnLogToolkit.sh");
        assertThat(log.out()).contains("TxnLogToolkit [-dhrvc] <txn_log_file_name> (-z <zxid>)");
        assertThat(log.exitCode()).isEqualTo(1);
        Ended snapshot = release.run("zkSnapShotToolkit.sh", "nothing");
        assertThat(snapshot.err()).isEqualTo("File 'nothing' does not exist.\n");
        assertThat(snapshot.exitCode()).isEqualTo(2);
        Ended comparer = release.run("zkSnapshotComparer.sh");
        assertThat(comparer.err()).startsWith("Missing required options: l, r, b, n\n");
        assertThat(comparer.exitCode()).isEqualTo(2);
        assertThat(release.run("zkSnapshotRecursiveSummaryToolkit.sh").exitCode())
                .isEqualTo(2);
        Ended store = release.run("paddock-store", "help");
        assertThat(store.out().toLowerCase(Locale.ROOT)).startsWith("usage: paddock-store");
        assertThat(store.exitCode()).isZero();
    }

    @Test
    void allScriptsMayBeExecuted() throws Exception {
        try (var scripts = Files.list(release.home().resolve("bin"))) {
            assertThat(scripts)
                    .isNotEmpty()
                    .allSatisfy(
                            script -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
                                    .isEqualTo("rwxr-xr-x"));
        }
    }
}
