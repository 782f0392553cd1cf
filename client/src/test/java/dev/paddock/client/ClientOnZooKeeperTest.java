package dev.paddock.client;

import java.io.IOException;

class ClientOnZooKeeperTest extends ClientContract {
    @Override
    protected TestedServer startServer() throws IOException {
        return TestedServer.zooKeeper();
    }
}
