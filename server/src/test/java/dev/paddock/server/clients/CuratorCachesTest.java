package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.recipes.cache.ChildData;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheBridge;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.curator.framework.recipes.cache.NodeCache;
import org.apache.curator.framework.recipes.cache.PathChildrenCache;
import org.apache.curator.framework.recipes.cache.TreeCache;
import org.apache.curator.framework.recipes.watch.PersistentWatcher;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.Test;

/** Caches of the first client follow what the second one does. */
class CuratorCachesTest extends CuratorClients {
    private static final String ROOT = "/cached";

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private CuratorCacheListener listener() {
        return CuratorCacheListener.builder()
                .forInitialized(() -> heard.add("initialized"))
                .forCreates(znode -> heard.add("created " + znode.getPath()))
                .forChanges((before, after) -> heard.add("changed " + after.getPath() + " to " + text(after.getData())))
                .forDeletes(znode -> heard.add("deleted " + znode.getPath()))
                .build();
    }

    private void create(String path) throws Exception {
        two.create().creatingParentsIfNeeded().forPath(path, bytes("new"));
    }

    @Test
    void aCacheFollowsATree() throws Exception {
        create(ROOT + "/a");
        try (CuratorCache cache = CuratorCache.build(one, ROOT)) {
            cache.listenable().addListener(listener());
            cache.start();
            assertThat(List.of(next(heard), next(heard), next(heard)))
                    .containsExactly("created /cached", "created /cached/a", "initialized");
            two.setData().forPath(ROOT + "/a", bytes("old"));
            assertThat(next(heard)).isEqualTo("changed /cached/a to old");
            create(ROOT + "/a/b");
            assertThat(next(heard)).isEqualTo("created /cached/a/b");
            two.delete().deletingChildrenIfNeeded().forPath(ROOT + "/a");
            assertThat(List.of(next(heard), next(heard)))
                    .containsExactlyInAnyOrder("deleted /cached/a/b", "deleted /cached/a");
            assertThat(cache.size()).isOne();
        }
    }

    @Test
    void aCacheCatchesUpAfterABrokenConnection() throws Exception {
        create(ROOT + "/a");
        try (CuratorCache cache = CuratorCache.build(one, ROOT)) {
            cache.listenable().addListener(listener());
            cache.start();
            while (!next(heard).equals("initialized")) {
                // What is there already is told first.
            }
            proxy.shut();
            create(ROOT + "/b");
            two.delete().forPath(ROOT + "/a");
            proxy.mend();
            assertThat(List.of(next(heard), next(heard)))
                    .containsExactlyInAnyOrder("created /cached/b", "deleted /cached/a");
        }
    }

    @Test
    void aCacheMayBeOfOneZnode() throws Exception {
        create(ROOT + "/a");
        try (CuratorCache cache = CuratorCache.build(one, ROOT, CuratorCache.Options.SINGLE_NODE_CACHE)) {
            cache.listenable().addListener(listener());
            cache.start();
            assertThat(List.of(next(heard), next(heard))).containsExactly("created /cached", "initialized");
            create(ROOT + "/b");
            two.delete().deletingChildrenIfNeeded().forPath(ROOT);
            assertThat(next(heard)).isEqualTo("deleted /cached");
        }
    }

    @Test
    void theBridgeUsesTheNewCache() throws Exception {
        try (CuratorCacheBridge cache = CuratorCache.bridgeBuilder(one, ROOT).build()) {
            cache.listenable().addListener(listener());
            cache.start();
            assertThat(next(heard)).isEqualTo("initialized");
            assertThat(cache.isCuratorCache()).isTrue();
            create(ROOT);
            assertThat(next(heard)).isEqualTo("created /cached");
        }
    }

    @Test
    @SuppressWarnings("deprecation") // still there, and in use
    void theOldCacheOfChildrenFollowsThem() throws Exception {
        create(ROOT + "/a");
        try (PathChildrenCache cache = new PathChildrenCache(one, ROOT, true)) {
            cache.getListenable()
                    .addListener((client, event) -> heard.add(event.getType()
                            + (event.getData() == null
                                    ? ""
                                    : " " + event.getData().getPath())));
            cache.start(PathChildrenCache.StartMode.BUILD_INITIAL_CACHE);
            assertThat(cache.getCurrentData()).extracting(ChildData::getPath).containsExactly("/cached/a");
            create(ROOT + "/b");
            assertThat(next(heard)).isEqualTo("CHILD_ADDED /cached/b");
            two.setData().forPath(ROOT + "/b", bytes("old"));
            assertThat(next(heard)).isEqualTo("CHILD_UPDATED /cached/b");
            two.delete().forPath(ROOT + "/a");
            assertThat(next(heard)).isEqualTo("CHILD_REMOVED /cached/a");
            assertThat(text(cache.getCurrentData(ROOT + "/b").getData())).isEqualTo("old");
        }
    }

    @Test
    @SuppressWarnings("deprecation")
    void theOldCacheOfAZnodeFollowsIt() throws Exception {
        try (NodeCache cache = new NodeCache(one, ROOT)) {
            cache.getListenable()
                    .addListener(() -> heard.add(
                            cache.getCurrentData() == null
                                    ? "nothing"
                                    : text(cache.getCurrentData().getData())));
            cache.start(true);
            create(ROOT);
            assertThat(next(heard)).isEqualTo("new");
            two.setData().forPath(ROOT, bytes("old"));
            assertThat(next(heard)).isEqualTo("old");
            two.delete().forPath(ROOT);
            assertThat(next(heard)).isEqualTo("nothing");
        }
    }

    @Test
    @SuppressWarnings("deprecation")
    void theOldCacheOfATreeFollowsIt() throws Exception {
        create(ROOT + "/a/b");
        try (TreeCache cache = TreeCache.newBuilder(one, ROOT).build()) {
            cache.getListenable()
                    .addListener((client, event) -> heard.add(event.getType()
                            + (event.getData() == null
                                    ? ""
                                    : " " + event.getData().getPath())));
            cache.start();
            assertThat(List.of(next(heard), next(heard), next(heard), next(heard)))
                    .containsExactly(
                            "NODE_ADDED /cached", "NODE_ADDED /cached/a", "NODE_ADDED /cached/a/b", "INITIALIZED");
            two.delete().forPath(ROOT + "/a/b");
            assertThat(next(heard)).isEqualTo("NODE_REMOVED /cached/a/b");
            assertThat(cache.getCurrentChildren(ROOT)).containsOnlyKeys("a");
        }
    }

    @Test
    void aPersistentWatcherIsSetAgainAfterABrokenConnection() throws Exception {
        BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();
        one.checkExists().forPath(ROOT);
        one.getConnectionStateListenable().addListener((client, state) -> states.add(state));
        try (PersistentWatcher watcher = new PersistentWatcher(one, ROOT, true)) {
            watcher.getListenable().addListener(event -> {
                if (event.getPath() != null) {
                    heard.add(event.getType() + " " + event.getPath());
                }
            });
            watcher.start();
            proxy.cut();
            while (next(states) != ConnectionState.RECONNECTED) {
                // It is suspended first.
            }
            // It sets its watch soon, and does not say when it has.
            String event;
            do {
                two.create()
                        .creatingParentsIfNeeded()
                        .withMode(CreateMode.PERSISTENT_SEQUENTIAL)
                        .forPath(ROOT + "/a-");
                event = heard.poll(10, TimeUnit.MILLISECONDS);
            } while (event == null);
            assertThat(event).startsWith("NodeCreated /cached");
        }
    }
}
