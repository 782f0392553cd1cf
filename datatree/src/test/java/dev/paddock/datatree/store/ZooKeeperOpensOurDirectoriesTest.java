package dev.paddock.datatree.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.datatree.Hashing;
import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.State;
import dev.paddock.datatree.TreeWalk;
import dev.paddock.datatree.Znode;
import dev.paddock.datatree.store.disk.RealDisk;
import dev.paddock.datatree.store.disk.SimulatedDisk;
import dev.paddock.testing.RealZooKeeper;
import dev.paddock.testing.ServerProcess;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Stat;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.CheckRequest;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.DeleteContainerRequest;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.SetAclRequest;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.txn.MultiTxn;
import dev.paddock.wire.txn.SetDataTxn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * ZooKeeper 3.9.5, started on what our store has written, shows the same tree to a client and complains of nothing; and our
 * store opens what it leaves.
 */
class ZooKeeperOpensOurDirectoriesTest {
    private static final long SEED = 3;

    private static final Map<String, String> SETTINGS = Map.of(
            "tickTime", "2000",
            "maxSessionTimeout", "3600000",
            "extendedTypesEnabled", "true",
            "DigestAuthenticationProvider.superDigest", RealZooKeeper.SUPER_DIGEST);

    /** What a server that stands alone always has to say, and what it says when it is asked how it is on its way up. */
    private static final Pattern ALLOWED = Pattern.compile(
            ".*(running in standalone mode" + "|maxCnxns is not configured|Error closing a command socket).*");

    private static final Pattern COMPLAINT = Pattern.compile(".*\\b(WARN|ERROR)\\b.*");

    @TempDir
    Path dataDir;

    /** How the directory came to be what it is. */
    enum Given {
        FIRST_SNAPSHOT_AND_LOG {
            @Override
            StoreUnderTest fill(StoreUnderTest store) {
                return writeEverything(store);
            }
        },
        SNAPSHOT_AND_LOG {
            @Override
            StoreUnderTest fill(StoreUnderTest store) throws IOException {
                return withSnapshot(store, SnapshotCompression.NONE);
            }
        },
        GZ {
            @Override
            StoreUnderTest fill(StoreUnderTest store) throws IOException {
                return withSnapshot(store, SnapshotCompression.GZ);
            }
        },
        SNAPPY {
            @Override
            StoreUnderTest fill(StoreUnderTest store) throws IOException {
                return withSnapshot(store, SnapshotCompression.SNAPPY);
            }
        },
        PURGED {
            @Override
            StoreUnderTest fill(StoreUnderTest store) throws IOException {
                for (int i = 0; i < 5; i++) {
                    withSnapshot(store, SnapshotCompression.NONE);
                }
                store.purge(3);
                assertThat(store.snapshots.newestFirst()).hasSize(3);
                return store;
            }
        },
        REPAIRED_AFTER_A_CRASH {
            @Override
            StoreUnderTest fill(StoreUnderTest store) throws IOException {
                writeEverything(store);
                StoreUnderTest next = store;
                for (int life = 0; life == 0 || next.recovered().report().cutBytes() == 0; life++) {
                    assertThat(life).as("crashes without a torn tail").isLessThan(100);
                    next.write(5);
                    next.sync();
                    next.write(30);
                    next.disk().failAt(next.disk().operations() + 2);
                    next.sync();
                    next.disk().crash();
                    next.disk().restart();
                    next = next.next(new Random(life));
                    next.start();
                }
                return next;
            }
        };

        /** @return the store as it was last opened */
        abstract StoreUnderTest fill(StoreUnderTest store) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void bothSeeTheSameTreeInOneDirectory(Given given) throws Exception {
        StoreUnderTest begun = StoreUnderTest.withoutSnapshots(new SimulatedDisk(SEED), new Random(SEED));
        begun.start();
        StoreUnderTest ours = given.fill(begun);
        DiskImage.of(ours.disk()).writeTo(dataDir.resolve("version-2"));

        Map<String, String> left;
        try (ServerProcess server = RealZooKeeper.with(SETTINGS)
                .withProperties(Map.of("znode.container.checkIntervalMs", "86400000"))
                .startOn(dataDir)) {
            ZooKeeper client = connect(server);
            assertThat(treeOf(client)).isEqualTo(treeOf(ours.state()));
            writeSomething(client);
            left = treeOf(client);
            client.close();
            server.kill();
            assertThat(server.log()).contains("running in standalone mode");
            assertThat(server.log()
                            .lines()
                            .filter(line -> COMPLAINT.matcher(line).matches()))
                    .allMatch(line -> ALLOWED.matcher(line).matches());
        }

        Recovered back = new Recovery(
                        new RealDisk(),
                        StoreDirectories.of(dataDir, dataDir),
                        RecoveryOptions.DEFAULTS,
                        Hashing.seeded(new Random(SEED)),
                        System::nanoTime)
                .recover();
        assertThat(treeOf(back.state())).isEqualTo(left);
        assertThat(back.report().divergences()).isEmpty();
        assertThat(back.report().warnings()).isEmpty();
    }

    private static StoreUnderTest withSnapshot(StoreUnderTest store, SnapshotCompression compression)
            throws IOException {
        writeEverything(store);
        store.roll();
        store.snapshot(compression);
        return writeEverything(store);
    }

    /** Every kind of transaction and of znode; some of it, the second time, is refused. */
    private static StoreUnderTest writeEverything(StoreUnderTest store) {
        store.write(100);
        store.write(create("/every", CreateMode.PERSISTENT));
        for (CreateMode mode : CreateMode.values()) {
            store.write(create("/every/" + mode, mode));
        }
        store.write(create("/every/gone", CreateMode.CONTAINER));
        store.write(new DeleteContainerRequest(Utf8.of("/every/gone")));
        store.write(create("/every/\u00fcber-\u65e5\u672c", CreateMode.PERSISTENT));
        store.write(create("/zookeeper/quota/every", CreateMode.PERSISTENT));
        store.write(create("/zookeeper/quota/every/zookeeper_limits", CreateMode.PERSISTENT, "count=1000,bytes=-1"));
        store.write(create("/zookeeper/quota/every/zookeeper_stats", CreateMode.PERSISTENT, "count=0,bytes=0"));
        store.write(new SetDataRequest(Utf8.of("/every"), Bytes.ofText("0".repeat(100_000)), ExpectedVersion.ANY));
        store.write(new SetAclRequest(Utf8.of("/every"), Acl.OPEN, ExpectedVersion.ANY));
        store.write(new MultiRequest(List.of(
                new CheckRequest(Utf8.of("/every"), ExpectedVersion.ANY),
                create("/every/multi", CreateMode.PERSISTENT),
                create("/every/multi/ephemeral", CreateMode.EPHEMERAL),
                new DeleteRequest(Utf8.of("/every/multi/ephemeral"), ExpectedVersion.ANY))));
        Prepared failed = store.write(new MultiRequest(
                List.of(create("/every/never", CreateMode.PERSISTENT), create("/every", CreateMode.PERSISTENT))));
        assertThat(((MultiTxn) failed.transaction().txn()).hasFailed()).isTrue();
        Bytes members = Bytes.ofText("server.1=127.0.0.1:2888:3888:participant\nversion=0");
        store.write(new SetDataTxn(OpCode.RECONFIG, Utf8.of("/zookeeper/config"), members, -1));
        store.write(100);
        store.sync();
        assertThat(store.kinds)
                .contains(
                        OpCode.CREATE,
                        OpCode.CREATE2,
                        OpCode.CREATE_CONTAINER,
                        OpCode.CREATE_TTL,
                        OpCode.DELETE,
                        OpCode.DELETE_CONTAINER,
                        OpCode.SET_DATA,
                        OpCode.SET_ACL,
                        OpCode.CREATE_SESSION,
                        OpCode.CLOSE_SESSION,
                        OpCode.ERROR,
                        OpCode.MULTI,
                        OpCode.RECONFIG);
        return store;
    }

    private static Request create(String path, CreateMode mode) {
        return create(path, mode, path);
    }

    private static Request create(String path, CreateMode mode, String data) {
        OpCode op = mode == CreateMode.CONTAINER
                ? OpCode.CREATE_CONTAINER
                : mode.hasTtl() ? OpCode.CREATE_TTL : OpCode.CREATE2;
        long ttl = mode.hasTtl() ? 1_000_000_000_000L : CreateRequest.NO_TTL;
        return new CreateRequest(op, Utf8.of(path), Bytes.ofText(data), Acl.OPEN, mode.flags(), ttl);
    }

    private static ZooKeeper connect(ServerProcess server) throws IOException, InterruptedException {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper(server.connectString(), 60_000, event -> {
            if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        assertThat(connected.await(60, TimeUnit.SECONDS)).as("connected").isTrue();
        client.addAuthInfo("digest", "super:secret".getBytes(StandardCharsets.UTF_8));
        return client;
    }

    private static void writeSomething(ZooKeeper client) throws KeeperException, InterruptedException {
        client.create(
                "/theirs", new byte[] {1}, ZooDefs.Ids.OPEN_ACL_UNSAFE, org.apache.zookeeper.CreateMode.CONTAINER);
        client.create(
                "/theirs/n-", null, ZooDefs.Ids.READ_ACL_UNSAFE, org.apache.zookeeper.CreateMode.PERSISTENT_SEQUENTIAL);
        ACL amy = new ACL(31, new Id("digest", "amy:fyVmFCwVbTJYrznoSu1koqYEYF0="));
        client.setACL("/theirs", Collections.singletonList(amy), -1);
        client.setData("/every", new byte[0], -1);
        client.delete("/every/multi", -1);
    }

    /** Everything that a client is told of each znode. */
    private static Map<String, String> treeOf(ZooKeeper client) throws KeeperException, InterruptedException {
        Map<String, String> tree = new TreeMap<>();
        List<String> waiting = new ArrayList<>(List.of("/"));
        while (!waiting.isEmpty()) {
            String path = waiting.remove(waiting.size() - 1);
            org.apache.zookeeper.data.Stat stat = new org.apache.zookeeper.data.Stat();
            byte[] data = client.getData(path, false, stat);
            StringBuilder acl = new StringBuilder();
            for (ACL entry : client.getACL(path, null)) {
                acl.append(entry.getId().getScheme())
                        .append(':')
                        .append(entry.getId().getId())
                        .append(':')
                        .append(entry.getPerms())
                        .append(' ');
            }
            tree.put(path, describe(data, ours(stat), acl.toString()));
            String prefix = path.equals("/") ? path : path + "/";
            client.getChildren(path, false).forEach(child -> waiting.add(prefix + child));
        }
        return tree;
    }

    private static Stat ours(org.apache.zookeeper.data.Stat stat) {
        return new Stat(
                stat.getCzxid(),
                stat.getMzxid(),
                stat.getCtime(),
                stat.getMtime(),
                stat.getVersion(),
                stat.getCversion(),
                stat.getAversion(),
                stat.getEphemeralOwner(),
                stat.getDataLength(),
                stat.getNumChildren(),
                stat.getPzxid());
    }

    private static Map<String, String> treeOf(State state) {
        Map<String, String> tree = new TreeMap<>();
        TreeWalk.from(new byte[0], state.root(), (bytes, length, znode) -> {
            String path = new String(bytes, 0, length, StandardCharsets.UTF_8);
            tree.put(path.isEmpty() ? "/" : path, describe(znode));
        });
        return tree;
    }

    private static String describe(Znode znode) {
        StringBuilder acl = new StringBuilder();
        znode.acl().forEach(entry -> acl.append(entry).append(' '));
        return describe(znode.hasNullData() ? null : znode.data().array(), znode.stat(), acl.toString());
    }

    private static String describe(byte[] data, Stat stat, String acl) {
        return (data == null ? "null" : Base64.getEncoder().encodeToString(data)) + " " + stat + " " + acl;
    }
}
