package dev.paddock.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The published ZooKeeper, its server and its tools, as they come in its jar. */
public final class RealZooKeeper {
    public static final Program PROGRAM = new Program(
            "ZooKeeper",
            "org.apache.zookeeper.server.quorum.QuorumPeerMain",
            ClassPath.of(
                    "zookeeper-",
                    "slf4j-api-",
                    "logback-",
                    "netty-",
                    "metrics-core-",
                    "snappy-java-",
                    "commons-cli-",
                    "jackson-"));

    /** A value for {@code DigestAuthenticationProvider.superDigest}: the super user's password is {@code secret}. */
    public static final String SUPER_DIGEST = "super:lK75jTNcA+U9vtVEw5vB51mj/w4=";

    private RealZooKeeper() {}

    /** To be started on its own, unless more is said. */
    public static ServerProcess.Builder with(Map<String, String> settings) {
        return ServerProcess.of(PROGRAM).with(settings);
    }

    /** Starts one on an empty directory, and waits until it serves. */
    public static ServerProcess start(Map<String, String> settings) throws IOException {
        return with(settings).start();
    }

    /**
     * Runs one of its tools in a process of its own, as in America with the clock of Greenwich, and without a log.
     *
     * @param input what it reads from its standard input
     */
    public static Ended run(String mainClass, String input, List<?> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dfile.encoding=UTF-8",
                "-Dsun.stdout.encoding=UTF-8",
                "-Dslf4j.internal.verbosity=ERROR",
                "-Dlogback.configurationFile=" + RealZooKeeper.class.getResource("silent.xml"),
                "-cp",
                PROGRAM.classPath(),
                mainClass));
        arguments.forEach(argument -> command.add(argument.toString()));
        return Ended.of(new ProcessBuilder(command), input);
    }
}
