package dev.paddock.client.recipe;

import dev.paddock.client.NoNodeException;
import dev.paddock.client.NodeData;
import dev.paddock.client.PaddockClient;
import dev.paddock.client.SessionListener;
import dev.paddock.client.SessionState;
import dev.paddock.client.WatchEvent;
import dev.paddock.client.WatchHandle;
import dev.paddock.client.WatchMode;
import dev.paddock.client.Watcher;
import dev.paddock.wire.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A znode and all below it, kept in memory and up to date by one recursive watch. Reading it asks nobody. It lags behind the
 * server by what is on its way, and never goes back, since events and answers come in the order of what they show. After a
 * lost connection it still has what it had, {@link #isCurrent} is false, and all is read again. After the end of the session
 * it stays as it was.
 *
 * <p>It need not exist: as long as it does not, the cache is empty.
 */
public final class TreeCache implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TreeCache.class);

    /** So many reads at a time, so that a large tree leaves room for what else its client does. */
    private static final int READS = 64;

    private final PaddockClient client;
    private final String root;
    private final TreeListener listener;

    /** Changed under the lock of this, read by everyone. */
    private final NavigableMap<String, NodeData> nodes = new ConcurrentSkipListMap<>();

    /** Everything has been read once. */
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();

    private volatile boolean isCurrent;
    /** By its user, or with the session. */
    private volatile boolean isClosed;

    /** Completes when the watch is set. */
    private CompletableFuture<WatchHandle> watch;

    private final SessionListener session = this::sessionChanged;

    // Under the lock of this. Everything happens on the callback executor but the start, which holds the lock until its
    // requests know what comes after them; so answers and events have their effects in the order in which they came.

    /** Whose data is to be read, each once; bounded by the tree. */
    private final Set<String> dataToRead = new LinkedHashSet<>();

    /** Whose children are to be read as well. */
    private final Set<String> childrenToRead = new LinkedHashSet<>();

    private int reading;

    /** Reads have failed, and are made again a little later. */
    private boolean isPausing;

    private TreeCache(PaddockClient client, String root, TreeListener listener) {
        this.client = client;
        this.root = root;
        this.listener = listener;
    }

    /** A cache that fills in the background. */
    public static TreeCache open(PaddockClient client, String root) {
        return open(client, root, (path, now) -> {});
    }

    /** The same; the listener also hears of what is there from the beginning. */
    public static TreeCache open(PaddockClient client, String root, TreeListener listener) {
        TreeCache cache = new TreeCache(client, root, listener);
        cache.start();
        return cache;
    }

    private void start() {
        client.addSessionListener(session);
        watch = Background.insist(() -> client.async().watch(root, WatchMode.RECURSIVE, new Changes()));
        watch.whenComplete((handle, failure) -> {
            if (failure != null) {
                loaded.completeExceptionally(Failures.cause(failure));
            } else if (isClosed) {
                handle.close();
            } else {
                readAll();
            }
        });
    }

    /** Waits until all has been read once; false if that was not in time. */
    public boolean awaitLoaded(Duration patience) throws InterruptedException {
        try {
            Deadline.in(patience).await(loaded);
            return true;
        } catch (TimeoutException late) {
            return false;
        }
    }

    /** Whether nothing is known to be missing: all has been read since the connection was made. */
    public boolean isCurrent() {
        return isCurrent && client.state().isConnected();
    }

    /** Empty if it is not there. */
    public Optional<NodeData> get(String path) {
        return Optional.ofNullable(nodes.get(path));
    }

    /** The names of a znode's children, in order. */
    public List<String> children(String path) {
        String prefix = path.equals("/") ? "/" : path + "/";
        List<String> names = new ArrayList<>();
        String next = nodes.higherKey(prefix);
        while (next != null && next.startsWith(prefix)) {
            int end = next.indexOf('/', prefix.length());
            if (end < 0) {
                names.add(next.substring(prefix.length()));
                next = nodes.higherKey(next);
            } else {
                next = nodes.ceilingKey(behind(next.substring(0, end)));
            }
        }
        return names;
    }

    /** All that is there, by paths; it goes on changing. */
    public SortedMap<String, NodeData> all() {
        return Collections.unmodifiableSortedMap(nodes);
    }

    /** The least key that is not below this path: '0' comes after '/'. */
    private static String behind(String path) {
        return path.equals("/") ? "0" : path + "0";
    }

    /** Removes the watch. What was read stays as it is. */
    @Override
    public void close() {
        isClosed = true;
        isCurrent = false;
        client.removeSessionListener(session);
        watch.thenAccept(WatchHandle::close);
    }

    private synchronized void sessionChanged(SessionState state) {
        if (!state.isConnected()) {
            isCurrent = false;
        }
    }

    /** What is made below a new znode tells of itself, so data is all that is to be read. */
    private synchronized void changed(WatchEvent event) {
        if (event.type() == EventType.NODE_DELETED) {
            removeTree(event.path());
        } else {
            dataToRead.add(event.path());
            readMore();
        }
    }

    private final class Changes implements Watcher {
        @Override
        public void changed(WatchEvent event) {
            TreeCache.this.changed(event);
        }

        @Override
        public void missed() {
            readAll();
        }
    }

    private synchronized void readAll() {
        isCurrent = false;
        toRead(root);
        readMore();
    }

    private void toRead(String path) {
        dataToRead.add(path);
        childrenToRead.add(path);
    }

    private void readMore() {
        while (!isClosed && !isPausing && reading < READS && !(dataToRead.isEmpty() && childrenToRead.isEmpty())) {
            if (!dataToRead.isEmpty()) {
                String path = takeFirst(dataToRead);
                read(path, client.async().getData(path), dataToRead, found -> put(path, found));
            } else {
                String path = takeFirst(childrenToRead);
                read(path, client.async().getChildren(path), childrenToRead, found -> adopt(path, found.names()));
            }
        }
        if (reading == 0 && !isPausing && !isCurrent && !isClosed) {
            isCurrent = true;
            loaded.complete(null);
        }
    }

    private static String takeFirst(Set<String> paths) {
        Iterator<String> first = paths.iterator();
        String path = first.next();
        first.remove();
        return path;
    }

    private <T> void read(String path, CompletableFuture<T> answer, Set<String> again, Consumer<T> use) {
        reading++;
        answer.whenComplete((found, failure) -> {
            synchronized (this) {
                reading--;
                if (failure == null) {
                    use.accept(found);
                } else if (Failures.cause(failure) instanceof NoNodeException) {
                    removeTree(path);
                } else {
                    failed(path, Failures.cause(failure), again);
                }
                readMore();
            }
        });
    }

    private void failed(String path, Throwable failure, Set<String> again) {
        if (Failures.isPassing(failure)) {
            again.add(path);
            if (!isPausing) {
                isPausing = true;
                Background.LATER.execute(this::readOn);
            }
        } else if (client.state().isFinal()) {
            isClosed = true;
            loaded.completeExceptionally(failure);
        } else {
            LOG.warn("{} cannot be read, so the cache of {} does without it", path, root, failure);
        }
    }

    private synchronized void readOn() {
        isPausing = false;
        readMore();
    }

    private void put(String path, NodeData data) {
        NodeData before = nodes.put(path, data);
        if (before == null || !before.stat().equals(data.stat())) {
            tell(path, Optional.of(data));
        }
    }

    /** Who is not among the children any more is gone. */
    private void adopt(String path, List<String> names) {
        Set<String> present = new HashSet<>(names);
        for (String name : children(path)) {
            if (!present.contains(name)) {
                removeTree(child(path, name));
            }
        }
        names.forEach(name -> toRead(child(path, name)));
    }

    private static String child(String path, String name) {
        return path.equals("/") ? "/" + name : path + "/" + name;
    }

    /** From below, as a server would. */
    private void removeTree(String path) {
        String prefix = path.equals("/") ? "/" : path + "/";
        NavigableMap<String, NodeData> below = nodes.subMap(prefix, false, behind(path), false);
        for (String each = last(below); each != null; each = last(below)) {
            remove(each);
        }
        remove(path);
    }

    private static String last(NavigableMap<String, NodeData> nodes) {
        return nodes.isEmpty() ? null : nodes.lastKey();
    }

    private void remove(String path) {
        if (nodes.remove(path) != null) {
            tell(path, Optional.empty());
        }
    }

    private void tell(String path, Optional<NodeData> now) {
        try {
            listener.changed(path, now);
        } catch (RuntimeException failure) {
            LOG.error("a listener of the cache of {} has failed at {}", root, path, failure);
        }
    }
}
