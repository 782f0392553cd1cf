package dev.paddock.testing;

import java.io.IOException;
import java.util.Map;

/** The published ZooKeeper, as it comes from its jar. */
public final class RealZooKeeper {
    public static final Program PROGRAM = new Program(
            "ZooKeeper",
            "org.apache.zookeeper.server.quorum.QuorumPeerMain",
            ClassPath.of(
                    "zookeeper-", "slf4j-api-", "logback-", "netty-", "metrics-core-", "snappy-java-", "commons-cli-"));

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
}
