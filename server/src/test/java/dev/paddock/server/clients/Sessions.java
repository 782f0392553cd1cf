package dev.paddock.server.clients;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.client.ZKClientConfig;

/** The published client's sessions that a test opens, all of which end with it. */
final class Sessions implements AutoCloseable {
    /** Nothing ends by itself while a busy machine thinks. */
    static final int LONG_TIMEOUT = 30_000;

    private final Deque<ZooKeeper> opened = new ArrayDeque<>();

    /** Makes a znode of this name on the server that tests share, and returns what a client has to connect to. */
    static String chroot(String name) throws IOException, InterruptedException, KeeperException {
        String server = Servers.shared().connectString();
        try (Sessions sessions = new Sessions()) {
            sessions.open(server).create("/" + name, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }
        return server + "/" + name;
    }

    ZooKeeper open(String connectString) throws IOException, InterruptedException {
        return open(connectString, LONG_TIMEOUT, new Events());
    }

    ZooKeeper open(String connectString, Events events) throws IOException, InterruptedException {
        return open(connectString, LONG_TIMEOUT, events);
    }

    ZooKeeper open(String connectString, int timeoutMillis, Events events) throws IOException, InterruptedException {
        ZooKeeper client = new ZooKeeper(connectString, timeoutMillis, events);
        opened.push(client);
        events.await(KeeperState.SyncConnected);
        return client;
    }

    ZooKeeper open(String connectString, ZKClientConfig config) throws IOException, InterruptedException {
        Events events = new Events();
        ZooKeeper client = new ZooKeeper(connectString, LONG_TIMEOUT, events, config);
        opened.push(client);
        events.await(KeeperState.SyncConnected);
        return client;
    }

    ZooKeeperAdmin openAdmin(String connectString) throws IOException, InterruptedException {
        Events events = new Events();
        ZooKeeperAdmin admin = new ZooKeeperAdmin(connectString, LONG_TIMEOUT, events);
        opened.push(admin);
        events.await(KeeperState.SyncConnected);
        return admin;
    }

    /** Goes on with a session, or tries to. */
    ZooKeeper takeOver(long session, byte[] password, String connectString, Events events) throws IOException {
        ZooKeeper successor = new ZooKeeper(connectString, LONG_TIMEOUT, events, session, password);
        opened.push(successor);
        return successor;
    }

    @Override
    public void close() {
        try {
            while (!opened.isEmpty()) {
                opened.pop().close();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while sessions were closed", e);
        }
    }
}
