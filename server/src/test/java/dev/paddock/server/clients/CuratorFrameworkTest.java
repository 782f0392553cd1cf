package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.framework.api.transaction.CuratorTransactionResult;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.junit.jupiter.api.Test;

/** What the recipes are made of, as applications use it themselves. */
class CuratorFrameworkTest extends CuratorClients {
    @Test
    void parentsAreCreatedAsContainersAndChildrenDeleted() throws Exception {
        one.create().creatingParentContainersIfNeeded().forPath("/a/b/c", bytes("x"));
        one.create().orSetData().forPath("/a/b/c", bytes("y"));
        assertThat(text(two.getData().forPath("/a/b/c"))).isEqualTo("y");
        one.delete().guaranteed().deletingChildrenIfNeeded().forPath("/a");
        assertThat(two.checkExists().forPath("/a")).isNull();
        one.delete().quietly().forPath("/a");
    }

    @Test
    void aTransactionHappensAsAWholeOrNotAtAll() throws Exception {
        List<CuratorTransactionResult> results = one.transaction()
                .forOperations(
                        one.transactionOp().create().forPath("/a", bytes("x")),
                        one.transactionOp().create().forPath("/a/b"),
                        one.transactionOp().setData().withVersion(0).forPath("/a", bytes("y")));
        assertThat(results).extracting(CuratorTransactionResult::getForPath).containsExactly("/a", "/a/b", "/a");
        assertThatThrownBy(() -> one.transaction()
                        .forOperations(
                                one.transactionOp().delete().forPath("/a/b"),
                                one.transactionOp().check().withVersion(7).forPath("/a")))
                .isInstanceOf(KeeperException.BadVersionException.class);
        assertThat(two.checkExists().forPath("/a/b")).isNotNull();
    }

    @Test
    void aProtectedCreateIsFoundAgain() throws Exception {
        String path = one.create()
                .withProtection()
                .withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
                .forPath("/lock-", bytes("x"));
        assertThat(path).contains("_c_").endsWith("lock-0000000000");
        assertThat(two.checkExists().forPath(path)).isNotNull();
    }

    @Test
    void aRetriedCreateKnowsItsOwnNode() throws Exception {
        assertThat(one.create().idempotent().forPath("/a", bytes("x"))).isEqualTo("/a");
        assertThat(one.create().idempotent().forPath("/a", bytes("x"))).isEqualTo("/a");
        assertThatThrownBy(() -> two.create().idempotent().forPath("/a", bytes("y")))
                .isInstanceOf(KeeperException.NodeExistsException.class);
    }

    @Test
    void callsInTheBackgroundAreAnswered() throws Exception {
        BlockingQueue<CuratorEvent> answers = new LinkedBlockingQueue<>();
        one.create().inBackground((client, event) -> answers.add(event)).forPath("/a", bytes("x"));
        assertThat(next(answers).getPath()).isEqualTo("/a");
        one.getChildren().inBackground((client, event) -> answers.add(event)).forPath("/");
        assertThat(next(answers).getChildren()).containsExactly("a");
        one.sync().inBackground((client, event) -> answers.add(event)).forPath("/");
        assertThat(next(answers).getResultCode()).isZero();
    }

    @Test
    void watchesAreAddedAndRemoved() throws Exception {
        BlockingQueue<WatchedEvent> events = new LinkedBlockingQueue<>();
        Watcher watcher = events::add;
        one.watchers()
                .add()
                .withMode(AddWatchMode.PERSISTENT)
                .usingWatcher(watcher)
                .forPath("/a");
        two.create().forPath("/a", bytes("x"));
        assertThat(next(events).getPath()).isEqualTo("/a");
        one.watchers().removeAll().forPath("/a");
        assertThat(next(events).getType().toString()).isEqualTo("PersistentWatchRemoved");
    }

    @Test
    void aConnectionThatBreaksIsReportedAsSuspendedThenReconnected() throws Exception {
        BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();
        one.create().forPath("/a", bytes("x"));
        one.getConnectionStateListenable().addListener((client, state) -> states.add(state));
        proxy.cut();
        assertThat(next(states)).isEqualTo(ConnectionState.SUSPENDED);
        assertThat(next(states)).isEqualTo(ConnectionState.RECONNECTED);
        assertThat(text(one.getData().forPath("/a"))).isEqualTo("x");
    }

    @Test
    void aConnectionThatStaysBrokenIsReportedAsLost() throws Exception {
        BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();
        one.create().forPath("/a", bytes("x"));
        one.getConnectionStateListenable().addListener((client, state) -> states.add(state));
        proxy.shut();
        assertThat(next(states)).isEqualTo(ConnectionState.SUSPENDED);
        assertThat(next(states)).isEqualTo(ConnectionState.LOST);
        proxy.mend();
        assertThat(next(states)).isEqualTo(ConnectionState.RECONNECTED);
    }
}
