package dev.paddock.client.cli;

import dev.paddock.client.SessionListener;
import dev.paddock.client.SessionState;
import dev.paddock.client.WatchEvent;
import dev.paddock.client.WatchKind;
import dev.paddock.client.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The events of one session, printed as ZooKeeper prints them. */
final class Events implements Watcher, SessionListener {
    private final Output output;

    /** Each server may be tried so often before it counts as not there. */
    private static final int ROUNDS = 3;

    /** Opens when the session's first server, or its end, has been told of, or that no server can be reached. */
    private final CountDownLatch heard = new CountDownLatch(1);

    private final int servers;

    /** Attempts in vain since the last server. On the thread of the events. */
    private int attempts;

    private volatile boolean isUnreachable;

    /** The watches that commands have set. The server is not asked what it has, so they are counted here. */
    private final Map<WatchKind, Set<String>> watched = new EnumMap<>(WatchKind.class);

    private volatile boolean isPrinting;

    /** A znode may be watched in several ways, and its change is told once. On the thread of the events. */
    private WatchEvent last;

    private volatile String state = "SyncConnected";

    /** @param servers how many there are to try */
    Events(Output output, int servers, boolean isPrinting) {
        this.output = output;
        this.servers = servers;
        this.isPrinting = isPrinting;
    }

    void print(boolean on) {
        isPrinting = on;
    }

    boolean isPrinting() {
        return isPrinting;
    }

    /** Whether it happened in time. */
    boolean awaitFirst(Duration timeout) throws InterruptedException {
        return heard.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether all servers were tried, more than once, and none was there. */
    boolean isUnreachable() {
        return isUnreachable;
    }

    @Override
    public void unreachable(String server, String reason) {
        attempts++;
        if (attempts == ROUNDS * servers) {
            isUnreachable = true;
            heard.countDown();
        }
    }

    @Override
    public void changed(SessionState now) {
        String shown = switch (now) {
            case CONNECTING -> null;
            case CONNECTED -> "SyncConnected";
            case READ_ONLY -> "ConnectedReadOnly";
            case SUSPENDED -> "Disconnected";
            case EXPIRED -> "Expired";
            case CLOSED -> "Closed";
            case AUTH_FAILED -> "AuthFailed";
        };
        if (shown != null) {
            state = shown;
            print("None", null, -1);
        }
        if (now.isConnected() || now.isFinal()) {
            attempts = 0;
            isUnreachable = false;
            heard.countDown();
        }
    }

    @Override
    public void changed(WatchEvent event) {
        if (event.zxid() != -1 && event.equals(last)) {
            return;
        }
        last = event;
        forgetFired(event);
        print(CamelCase.of(event.type()), event.path(), event.zxid());
    }

    @Override
    public void missed() {
        if (isPrinting) {
            output.event("\nWATCHER::\n\nThe connection was away, so changes may have been missed");
        }
    }

    private void print(String type, String path, long zxid) {
        if (isPrinting) {
            output.event("\nWATCHER::\n\nWatchedEvent state:" + state + " type:" + type + " path:" + path + " zxid: "
                    + zxid);
        }
    }

    // Which watches there are.

    synchronized void watching(WatchKind kind, String path) {
        watched.computeIfAbsent(kind, any -> new HashSet<>()).add(path);
    }

    /** Of this kind, or all of the path; those that stay are told of together. */
    void removed(WatchKind kind, String path) {
        Set<String> types = new LinkedHashSet<>();
        for (WatchKind each : take(kind, path)) {
            types.add(
                    switch (each) {
                        case CHILDREN -> "ChildWatchRemoved";
                        case DATA -> "DataWatchRemoved";
                        default -> "PersistentWatchRemoved";
                    });
        }
        for (String type : types) {
            print(type, path, -1);
        }
    }

    private synchronized List<WatchKind> take(WatchKind kind, String path) {
        List<WatchKind> taken = new ArrayList<>();
        for (Map.Entry<WatchKind, Set<String>> entry : watched.entrySet()) {
            boolean isMeant = kind == WatchKind.ANY || kind == entry.getKey();
            if (isMeant && entry.getValue().remove(path)) {
                taken.add(entry.getKey());
            }
        }
        return taken;
    }

    /** What is to be heard once has been. */
    private synchronized void forgetFired(WatchEvent event) {
        switch (event.type()) {
            case NODE_CREATED, NODE_DATA_CHANGED -> take(WatchKind.DATA, event.path());
            case NODE_CHILDREN_CHANGED -> take(WatchKind.CHILDREN, event.path());
            case NODE_DELETED -> {
                take(WatchKind.DATA, event.path());
                take(WatchKind.CHILDREN, event.path());
            }
        }
    }
}
