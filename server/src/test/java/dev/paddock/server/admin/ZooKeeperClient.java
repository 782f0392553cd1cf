package dev.paddock.server.admin;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

/** The published client, connected. What its watches see can be waited for. */
final class ZooKeeperClient implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    /** As long as a server with the default tick allows: no ping comes in between. */
    private static final int SESSION_MILLIS = 60_000;

    private final BlockingQueue<WatchedEvent> events = new LinkedBlockingQueue<>();
    private final ZooKeeper client;

    ZooKeeperClient(int port) throws IOException, InterruptedException {
        client = new ZooKeeper("127.0.0.1:" + port, SESSION_MILLIS, events::add);
        WatchedEvent first = nextEvent();
        if (first.getState() != KeeperState.SyncConnected) {
            throw new IOException("not connected: " + first);
        }
    }

    ZooKeeper client() {
        return client;
    }

    WatchedEvent nextEvent() throws InterruptedException, IOException {
        WatchedEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new IOException("no event within " + PATIENCE_SECONDS + " s");
        }
        return event;
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("interrupted while the session was closed", interrupted);
        }
    }
}
