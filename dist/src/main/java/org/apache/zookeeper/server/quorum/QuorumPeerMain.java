package org.apache.zookeeper.server.quorum;

import dev.paddock.server.Main;

/** The name by which process monitors look for a server in {@code ps} and {@code jps}. */
public final class QuorumPeerMain {
    private QuorumPeerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Main.main(arguments);
    }
}
