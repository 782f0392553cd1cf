package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.curator.framework.recipes.AfterConnectionEstablished;
import org.apache.curator.framework.recipes.nodes.GroupMember;
import org.apache.curator.framework.recipes.nodes.PersistentEphemeralNode;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.curator.framework.recipes.nodes.PersistentTtlNode;
import org.apache.zookeeper.CreateMode;
import org.junit.jupiter.api.Test;

class CuratorNodesTest extends CuratorClients {
    private static final String PATH = "/znode";

    private final BlockingQueue<String> created = new LinkedBlockingQueue<>();

    @Test
    void aPersistentNodeIsMadeAgainWhenSomebodyDeletesIt() throws Exception {
        try (PersistentNode node = new PersistentNode(one, CreateMode.EPHEMERAL, false, PATH, bytes("mine"))) {
            node.getListenable().addListener(created::add);
            node.start();
            assertThat(next(created)).isEqualTo(PATH);
            two.delete().forPath(PATH);
            assertThat(next(created)).isEqualTo(PATH);
            assertThat(text(two.getData().forPath(PATH))).isEqualTo("mine");
            node.setData(bytes("changed"));
            assertThat(text(node.getData())).isEqualTo("changed");
        }
    }

    @Test
    void aPersistentNodeIsMadeAgainInTheNextSession() throws Exception {
        BlockingQueue<String> gone = new LinkedBlockingQueue<>();
        try (PersistentNode node = new PersistentNode(one, CreateMode.EPHEMERAL, false, PATH, bytes("mine"))) {
            node.getListenable().addListener(created::add);
            node.start();
            next(created);
            long session = two.checkExists()
                    .usingWatcher(
                            (CuratorWatcher) event -> gone.add(event.getType().toString()))
                    .forPath(PATH)
                    .getEphemeralOwner();
            proxy.shut();
            assertThat(next(gone)).isEqualTo("NodeDeleted");
            proxy.mend();
            next(created);
            assertThat(two.checkExists().forPath(PATH).getEphemeralOwner()).isNotEqualTo(session);
        }
    }

    @Test
    @SuppressWarnings("deprecation") // still there
    void theOldPersistentEphemeralNodeWorksToo() throws Exception {
        try (PersistentEphemeralNode node = new PersistentEphemeralNode(
                one, PersistentEphemeralNode.Mode.PROTECTED_EPHEMERAL_SEQUENTIAL, PATH, bytes("mine"))) {
            node.start();
            assertThat(node.waitForInitialCreate(30, TimeUnit.SECONDS)).isTrue();
            assertThat(text(two.getData().forPath(node.getActualPath()))).isEqualTo("mine");
        }
    }

    @Test
    void aNodeWithATimeToLiveIsTouchedUntilItIsClosed() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (PersistentTtlNode node = new PersistentTtlNode(one, PATH, 1_000, bytes("mine"))) {
            node.start();
            assertThat(node.waitForInitialCreate(30, TimeUnit.SECONDS)).isTrue();
            assertThat(text(two.getData().forPath(PATH))).isEqualTo("mine");
        }
        assertThat(two.checkExists()
                        .usingWatcher((CuratorWatcher) event -> gone.countDown())
                        .forPath(PATH))
                .isNotNull();
        assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void membersOfAGroupKnowEachOther() throws Exception {
        try (GroupMember mine = new GroupMember(one, "/group", "one", bytes("first"));
                GroupMember yours = new GroupMember(two, "/group", "two", bytes("second"))) {
            mine.start();
            yours.start();
            while (mine.getCurrentMembers().size() < 2) {
                Thread.onSpinWait(); // It has no listener; the test's time is limited.
            }
            Map<String, byte[]> members = mine.getCurrentMembers();
            assertThat(members).containsOnlyKeys("one", "two");
            assertThat(text(members.get("two"))).isEqualTo("second");
        }
    }

    @Test
    void somethingIsDoneOnceThereIsAConnection() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        AfterConnectionEstablished.execute(one, done::countDown);
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
