package org.apache.zookeeper;

import dev.paddock.client.cli.Main;
import java.io.IOException;

/** The name by which scripts start the command line. */
public final class ZooKeeperMain {
    private ZooKeeperMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Main.main(arguments);
    }
}
