package dev.paddock.client.recipe;

import dev.paddock.client.TestedServer;
import java.io.IOException;

/** Fewer rounds: the recipes are ours, and all that is asked here is whether they find what they rely on. */
class ExclusionOnZooKeeperTest extends ExclusionContract {
    @Override
    protected TestedServer startServer() throws IOException {
        return TestedServer.zooKeeper();
    }

    @Override
    int rounds() {
        return 200;
    }
}
