package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.testing.TcpProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Sessions and watches when connections break: one client behind a proxy, and another one that has none before it. */
@Timeout(120)
class ReconnectTest {
    private static final int SHORT_TIMEOUT = 1_000;

    private final Events events = new Events();
    private Sessions sessions;
    private TcpProxy proxy;
    private String chroot;
    private ZooKeeper other;

    @BeforeEach
    void openTheOther(TestInfo test) throws Exception {
        String name = test.getTestMethod().orElseThrow().getName();
        sessions = new Sessions();
        proxy = new TcpProxy(Servers.shared().port());
        chroot = "/" + name;
        other = sessions.open(Sessions.chroot(name));
    }

    @AfterEach
    void close() throws IOException {
        sessions.close();
        proxy.close();
    }

    private ZooKeeper behindProxy() throws Exception {
        return sessions.open(proxy.connectString() + chroot, events);
    }

    private String connectString() {
        return Servers.shared().connectString() + chroot;
    }

    private static void create(ZooKeeper client, String path, CreateMode mode) throws Exception {
        client.create(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, mode);
    }

    private void whileCut(Interruption interruption) throws Exception {
        proxy.shut();
        events.await(KeeperState.Disconnected);
        interruption.run();
        proxy.mend();
        events.await(KeeperState.SyncConnected);
    }

    private interface Interruption {
        void run() throws Exception;
    }

    @Test
    void watchesTellWhatHasHappenedMeanwhile() throws Exception {
        ZooKeeper client = behindProxy();
        for (String path : List.of("/data", "/gone", "/parent", "/emptied")) {
            create(other, path, CreateMode.PERSISTENT);
        }
        client.getData("/data", true, null);
        client.exists("/new", true);
        client.exists("/gone", true);
        client.getChildren("/parent", true);
        whileCut(() -> {
            other.setData("/data", new byte[1], -1);
            create(other, "/new", CreateMode.PERSISTENT);
            other.delete("/gone", -1);
            create(other, "/parent/child", CreateMode.PERSISTENT);
        });
        assertThat(List.of(events.next(), events.next(), events.next(), events.next()))
                .containsExactlyInAnyOrder(
                        "NodeDataChanged /data",
                        "NodeCreated /new",
                        "NodeDeleted /gone",
                        "NodeChildrenChanged /parent");
    }

    @Test
    void watchesOfWhatHasNotChangedGoOn() throws Exception {
        ZooKeeper client = behindProxy();
        create(other, "/data", CreateMode.PERSISTENT);
        create(other, "/parent", CreateMode.PERSISTENT);
        client.getData("/data", true, null);
        client.getChildren("/parent", true);
        client.exists("/new", true);
        whileCut(() -> create(other, "/elsewhere", CreateMode.PERSISTENT));
        client.sync("/");
        events.assertNoMore();
        other.setData("/data", new byte[1], -1);
        create(other, "/parent/child", CreateMode.PERSISTENT);
        create(other, "/new", CreateMode.PERSISTENT);
        assertThat(List.of(events.next(), events.next(), events.next()))
                .containsExactly("NodeDataChanged /data", "NodeChildrenChanged /parent", "NodeCreated /new");
    }

    @Test
    void persistentWatchesGoOnAndMissWhatHappenedMeanwhile() throws Exception {
        ZooKeeper client = behindProxy();
        create(other, "/tree", CreateMode.PERSISTENT);
        client.addWatch("/tree", AddWatchMode.PERSISTENT_RECURSIVE);
        client.addWatch("/one", AddWatchMode.PERSISTENT);
        whileCut(() -> create(other, "/tree/missed", CreateMode.PERSISTENT));
        client.sync("/");
        create(other, "/tree/a", CreateMode.PERSISTENT);
        create(other, "/one", CreateMode.PERSISTENT);
        other.setData("/tree/a", new byte[1], -1);
        other.setData("/one", new byte[1], -1);
        assertThat(List.of(events.next(), events.next(), events.next(), events.next()))
                .containsExactly(
                        "NodeCreated /tree/a", "NodeCreated /one", "NodeDataChanged /tree/a", "NodeDataChanged /one");
    }

    @Test
    void moreWatchesThanFitIntoOnePacketAreSetAgain() throws Exception {
        ZooKeeper client = behindProxy();
        String longName = "/" + "n".repeat(200) + "-";
        int watches = 2_000;
        for (int i = 0; i < watches; i++) {
            client.exists(longName + i, true, (rc, path, context, stat) -> {}, null);
        }
        client.sync("/");
        whileCut(() -> {});
        client.sync("/");
        for (int i = 0; i < watches; i += 500) {
            create(other, longName + i, CreateMode.PERSISTENT);
            assertThat(events.next()).isEqualTo("NodeCreated " + longName + i);
        }
    }

    @Test
    void aSessionAndItsEphemeralsOutliveABrokenConnection() throws Exception {
        ZooKeeper client = behindProxy();
        create(client, "/mine", CreateMode.EPHEMERAL);
        long session = client.getSessionId();
        proxy.cut();
        events.await(KeeperState.Disconnected);
        events.await(KeeperState.SyncConnected);
        assertThat(client.getSessionId()).isEqualTo(session);
        assertThat(other.exists("/mine", false).getEphemeralOwner()).isEqualTo(session);
    }

    @Test
    void whoStaysAwayForTooLongLosesSessionAndEphemerals() throws Exception {
        ZooKeeper client = sessions.open(proxy.connectString() + chroot, SHORT_TIMEOUT, events);
        create(client, "/mine", CreateMode.EPHEMERAL);
        Events ofOther = new Events();
        other.exists("/mine", ofOther);
        proxy.shut();
        assertThat(ofOther.next()).isEqualTo("NodeDeleted /mine");
        proxy.mend();
        events.await(KeeperState.Expired);
        assertThatThrownBy(() -> client.exists("/mine", false))
                .isInstanceOf(KeeperException.SessionExpiredException.class);
    }

    @Test
    void anIdleClientKeepsItsSessionByPingsAlone() throws Exception {
        ZooKeeper idle = sessions.open(proxy.connectString() + chroot, SHORT_TIMEOUT, events);
        create(idle, "/idle", CreateMode.EPHEMERAL);
        // Another session with the same timeout falls silent, begins later, and is gone first.
        Events ofSilent = new Events();
        try (TcpProxy silent = new TcpProxy(Servers.shared().port())) {
            create(
                    sessions.open(silent.connectString() + chroot, SHORT_TIMEOUT, ofSilent),
                    "/silent",
                    CreateMode.EPHEMERAL);
            Events ofOther = new Events();
            other.exists("/silent", ofOther);
            silent.shut();
            assertThat(ofOther.next()).isEqualTo("NodeDeleted /silent");
        }
        assertThat(other.exists("/idle", false)).isNotNull();
    }

    @Test
    void aClosedSessionTakesItsEphemeralsAtOnce() throws Exception {
        ZooKeeper client = behindProxy();
        Events ofOther = new Events();
        create(client, "/mine", CreateMode.EPHEMERAL);
        other.getData("/mine", ofOther, null);
        client.close();
        assertThat(ofOther.next()).isEqualTo("NodeDeleted /mine");
        assertThat(other.exists("/mine", false)).isNull();
    }

    @Test
    void aSessionThatWasTakenOverTwiceLivesOn() throws Exception {
        Actor active = new Actor(Servers.shared(), new SessionNames());
        Actor silent = new Actor(Servers.shared(), new SessionNames());
        active.open(SHORT_TIMEOUT);
        active.attach(SHORT_TIMEOUT);
        active.attach(SHORT_TIMEOUT);
        assertThat(active.transcript())
                .containsExactly(
                        "connect -> session s1, timeout 1000",
                        "connect -> session s1, timeout 1000",
                        "old connection -> closed",
                        "connect -> session s1, timeout 1000",
                        "old connection -> closed");
        // Another session of the same timeout ends, and this one is still there.
        silent.open(SHORT_TIMEOUT);
        silent.send(List.of(
                Call.create(ZooDefs.OpCode.create, chroot + "/silent", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, 1)));
        silent.awaitReplies();
        silent.vanish();
        while (other.exists("/silent", false) != null) {
            active.ping();
            active.awaitReplies();
        }
        active.closeSession();
        assertThat(active.transcript()).last().isEqualTo("then closed");
    }

    @Test
    void aWrongPasswordIsRefusedAndTheOwnerDoesNotNotice() throws Exception {
        ZooKeeper client = behindProxy();
        Events ofThief = new Events();
        sessions.takeOver(client.getSessionId(), new byte[16], proxy.connectString() + chroot, ofThief);
        ofThief.await(KeeperState.Expired);
        create(client, "/mine", CreateMode.EPHEMERAL);
        events.assertNoStates();
    }

    @Test
    void whoKnowsIdAndPasswordGoesOnWithASession() throws Exception {
        ZooKeeper client = behindProxy();
        create(client, "/mine", CreateMode.EPHEMERAL);
        proxy.shut();
        events.await(KeeperState.Disconnected);
        Events ofSuccessor = new Events();
        ZooKeeper successor =
                sessions.takeOver(client.getSessionId(), client.getSessionPasswd(), connectString(), ofSuccessor);
        ofSuccessor.await(KeeperState.SyncConnected);
        assertThat(successor.getEphemerals()).containsExactly(chroot + "/mine");
    }

    @Test
    void requestsThatWereOnTheirWayAreReportedAsLost() throws Exception {
        ZooKeeper client = behindProxy();
        proxy.shut();
        events.await(KeeperState.Disconnected);
        assertThatThrownBy(() -> create(client, "/a", CreateMode.PERSISTENT))
                .isInstanceOf(KeeperException.ConnectionLossException.class);
        proxy.mend();
        events.await(KeeperState.SyncConnected);
        create(client, "/a", CreateMode.PERSISTENT);
    }

    @Test
    void identitiesAreGivenAgainAfterAReconnect() throws Exception {
        ZooKeeper client = behindProxy();
        client.addAuthInfo("digest", "me:secret".getBytes(StandardCharsets.UTF_8));
        client.create("/secret", new byte[0], ZooDefs.Ids.CREATOR_ALL_ACL, CreateMode.PERSISTENT);
        whileCut(() -> {});
        assertThat(client.getData("/secret", false, null)).isEmpty();
        assertThatThrownBy(() -> other.getData("/secret", false, null))
                .isInstanceOf(KeeperException.NoAuthException.class);
    }

    @Test
    void eventsAndMultisKeepTheirOrderOverAReconnect() throws Exception {
        ZooKeeper client = behindProxy();
        client.addWatch("/", AddWatchMode.PERSISTENT_RECURSIVE);
        whileCut(() -> {});
        client.sync("/");
        other.multi(List.of(
                Op.create("/x", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT),
                Op.create("/x/y", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT),
                Op.setData("/x", new byte[1], 0),
                Op.delete("/x/y", 0)));
        assertThat(List.of(events.next(), events.next(), events.next(), events.next()))
                .containsExactly("NodeCreated /x", "NodeCreated /x/y", "NodeDataChanged /x", "NodeDeleted /x/y");
    }
}
