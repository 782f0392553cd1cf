package org.apache.zookeeper.server;

/** Tells a server object that does not serve what to say of itself; whoever waits for its end is waiting for that. */
public final class StateOfServer {
    private StateOfServer() {}

    public static void isRunning(ZooKeeperServer server) {
        server.setState(ZooKeeperServer.State.RUNNING);
    }

    public static void isShutDown(ZooKeeperServer server) {
        server.setState(ZooKeeperServer.State.SHUTDOWN);
    }
}
