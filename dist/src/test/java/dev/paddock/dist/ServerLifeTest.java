package dev.paddock.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.testing.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is started, asked and stopped by the scripts. */
@Timeout(300)
class ServerLifeTest {
    private static final int KILLED_BY_SIGTERM = 143;

    @TempDir
    private Path directory;

    private Release release;

    @BeforeEach
    void unpack() throws IOException {
        release = Release.in(directory);
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        release.endServer();
    }

    @Test
    void aServerIsStartedAskedAndStopped() throws Exception {
        Ended start = release.run("zkServer.sh", "start");
        assertThat(start.out()).isEqualTo("Starting zookeeper ... STARTED\n");
        assertThat(start.exitCode()).isZero();
        String pid = Files.readString(release.pidFile());
        assertThat(pid).containsOnlyDigits();

        Ended status = release.run("zkServer.sh", "status");
        assertThat(status.outLines()).last().isEqualTo("Mode: standalone");
        assertThat(status.exitCode()).isZero();

        Ended again = release.run("zkServer.sh", "start");
        assertThat(again.out()).isEqualTo("Starting zookeeper ... already running as process " + pid + ".\n");
        assertThat(again.exitCode()).isEqualTo(1);

        Ended stop = release.run("zkServer.sh", "stop");
        assertThat(stop.out()).isEqualTo("Stopping zookeeper ... STOPPED\n");
        assertThat(stop.exitCode()).isZero();
        assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(release.pidFile()).doesNotExist();
    }

    @Test
    void aRestartKeepsTheConfigurationThatItIsGiven() throws Exception {
        Release elsewhere = release.with("ZOOCFGDIR", "");
        String conf = release.conf().toString();
        assertThat(elsewhere.run("zkServer.sh", "--config", conf, "start").exitCode())
                .isZero();
        String before = Files.readString(release.pidFile());

        Ended restart = elsewhere.run("zkServer.sh", "--config", conf, "restart");

        assertThat(restart.out()).isEqualTo("Stopping zookeeper ... STOPPED\nStarting zookeeper ... STARTED\n");
        assertThat(restart.exitCode()).isZero();
        assertThat(Files.readString(release.pidFile())).isNotEqualTo(before);
    }

    @Test
    void thePidOfSomebodyElseIsNoServer() throws Exception {
        long ours = ProcessHandle.current().pid();
        Release.write(release.pidFile(), Long.toString(ours));
        assertThat(release.run("zkServer.sh", "start").out()).isEqualTo("Starting zookeeper ... STARTED\n");
        assertThat(Files.readString(release.pidFile())).isNotEqualTo(Long.toString(ours));
    }

    @Test
    void aBadConfigurationFailsToStartAndSaysWhy() throws Exception {
        release.configure("clientPort=2181", "minSessionTimeout=many");
        Ended start = release.run("zkServer.sh", "start");
        assertThat(start.out()).isEqualTo("Starting zookeeper ... FAILED TO START\n");
        assertThat(start.err()).contains("For input string: \"many\"", "minSessionTimeout=many");
        assertThat(start.exitCode()).isEqualTo(1);
        assertThat(release.pidFile()).doesNotExist();
    }

    @Test
    void aPortInUseFailsToStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            release.configure(
                    "clientPortAddress=127.0.0.1", "clientPort=" + taken.getLocalPort(), "admin.enableServer=false");
            Ended start = release.run("zkServer.sh", "start");
            assertThat(start.out()).isEqualTo("Starting zookeeper ... FAILED TO START\n");
            assertThat(start.err()).contains("Address already in use");
            assertThat(start.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void inTheForegroundTheProcessIsTheServer() throws Exception {
        Process server = release.begin("zkServer.sh", "start-foreground");
        while (server.isAlive() && release.run("zkServer.sh", "status").exitCode() != 0) {
            Thread.onSpinWait();
        }
        assertThat(server.info().command()).get().asString().endsWith("java");
        server.destroy();
        server.waitFor();
        assertThat(server.exitValue()).isEqualTo(KILLED_BY_SIGTERM);
    }

    @Test
    void inTheForegroundTheExitCodeIsTheServers() throws Exception {
        release.configure("clientPort=2181", "electionAlg=1");
        Ended ended = release.run("zkServer.sh", "start-foreground");
        assertThat(ended.err()).endsWith("Invalid config, exiting abnormally\n");
        assertThat(ended.out()).contains("Invalid electionAlg value. Only 3 is supported.");
        assertThat(ended.exitCode()).isEqualTo(2);
    }

    @Test
    void aWarmupLeavesAnArchiveThatTheNextStartUses() throws Exception {
        // The JVM takes no classes of ours from an archive when there is a blank in the path of their jar.
        release = Release.in(Files.createDirectory(directory.resolve("elsewhere")), "paddock");
        Path archive = release.home().resolve("lib/paddock.jsa");
        Ended warmup = release.run("paddock-warmup");
        assertThat(warmup).isEqualTo(new Ended("", "", 0));
        assertThat(archive).isRegularFile();

        assertThat(release.with("JVMFLAGS", "-Xlog:class+load:file=" + directory.resolve("classes.txt"))
                        .run("zkServer.sh", "start")
                        .exitCode())
                .isZero();
        boolean shared = Files.readString(directory.resolve("classes.txt"))
                .contains("dev.paddock.server.config.ServerConfig source: shared objects file (top)");
        assertThat(shared).isTrue();
    }

    /** An archive of other jars, or of another Java, costs nothing but its gain. */
    @Test
    void anArchiveThatDoesNotFitIsPassedOverInSilence() throws Exception {
        Release.write(release.home().resolve("lib/paddock.jsa"), "no archive");
        assertThat(release.run("zkServer.sh", "start").out()).isEqualTo("Starting zookeeper ... STARTED\n");
    }
}
