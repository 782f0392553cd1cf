package dev.paddock.client.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.NoNodeException;
import dev.paddock.client.NodeData;
import dev.paddock.client.NodeExistsException;
import dev.paddock.client.PaddockClient;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * Settings that all clients share and that change while they run: each a znode with its text. Reading asks nobody; a change
 * is seen as soon as its event has come. While the connection is lost, the settings are those that were known before.
 *
 * <p>Of two who set the same key, the later one wins; a {@link #set} whose answer is lost is made again.
 */
public final class Configuration implements AutoCloseable {
    private final PaddockClient client;
    private final String path;
    private final TreeCache cache;

    private Configuration(PaddockClient client, String path, TreeListener listener) {
        this.client = client;
        this.path = path;
        this.cache = TreeCache.open(client, path, listener);
    }

    /** @param path below which the settings are; it need not exist */
    public static Configuration open(PaddockClient client, String path) {
        return open(client, path, (key, value) -> {});
    }

    /**
     * @param listener hears of each setting at the beginning and at every change, on the client's callback executor; no value
     *     if it is removed
     */
    public static Configuration open(PaddockClient client, String path, BiConsumer<String, Optional<String>> listener) {
        return new Configuration(client, path, (changed, now) -> {
            if (!changed.equals(path)) {
                listener.accept(changed.substring(path.length() + 1), now.map(NodeData::text));
            }
        });
    }

    /** Waits until all settings are known; false if that was not in time. */
    public boolean awaitLoaded(Duration patience) throws InterruptedException {
        return cache.awaitLoaded(patience);
    }

    /** Empty if it is not set. */
    public Optional<String> get(String key) {
        return cache.get(child(key)).map(NodeData::text);
    }

    /** All that are set, at this moment. */
    public SortedMap<String, String> all() {
        SortedMap<String, String> all = new TreeMap<>();
        for (String key : cache.children(path)) {
            get(key).ifPresent(value -> all.put(key, value));
        }
        return all;
    }

    /** For everybody. When this returns, the servers have it; the clients, this one too, will have it soon. */
    public void set(String key, String value) throws InterruptedException {
        byte[] data = value.getBytes(UTF_8);
        Deadline.ofRequests(deadline -> {
            boolean isSet = false;
            while (!isSet) {
                isSet = tryChange(child(key), data, deadline) || tryCreate(child(key), data, deadline);
            }
            return null;
        });
    }

    private boolean tryChange(String node, byte[] data, Deadline deadline)
            throws InterruptedException, TimeoutException {
        try {
            deadline.ask(() -> client.async().setData(node, data));
            return true;
        } catch (NoNodeException missing) {
            return false;
        }
    }

    private boolean tryCreate(String node, byte[] data, Deadline deadline)
            throws InterruptedException, TimeoutException {
        try {
            deadline.ask(() -> client.async().create(node, data, CreateOptions.DEFAULT.withParents()));
            return true;
        } catch (NodeExistsException made) {
            return false;
        }
    }

    /** For everybody. */
    public void remove(String key) throws InterruptedException {
        Deadline.ofRequests(deadline -> {
            try {
                deadline.ask(() -> client.async().delete(child(key)));
            } catch (NoNodeException gone) {
                return null; // As it should be.
            }
            return null;
        });
    }

    private String child(String key) {
        return path + "/" + key;
    }

    /** Hears of no more changes. */
    @Override
    public void close() {
        cache.close();
    }
}
