package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.AsyncCallback;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.Watcher.WatcherType;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.admin.ZooKeeperAdmin;
import org.apache.zookeeper.data.Stat;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Every public method of the published client, in each of its forms. */
@Timeout(120)
class EveryCallTest {
    /** What says something about the client alone, and never gets to a server. */
    private static final Set<String> LOCAL = Set.of(
            "getClientConfig()",
            "getSaslClient()",
            "getSessionId()",
            "getSessionPasswd()",
            "getSessionTimeout()",
            "getState()",
            "getTestable()",
            "register(Watcher)",
            "toString()",
            "updateServerList(String)");

    private static final String ROOT = "/every-call-";
    private static final byte[] DATA = "data".getBytes(StandardCharsets.UTF_8);
    private static final Object CONTEXT = "context";

    /** Each is called with a znode of its own, which has data and one child. */
    private interface Example {
        void of(String path) throws Exception;
    }

    private final Map<String, Example> examples = new LinkedHashMap<>();
    private Events events;
    private ZooKeeper client;

    @BeforeEach
    void addExamples() {
        addCreates();
        addDeletes();
        addExists();
        addGetData();
        addSetData();
        addAcls();
        addGetChildren();
        addOtherReads();
        addMultis();
        addWatches();
        addSessions();
    }

    @Test
    void noCallIsLeftOut() {
        List<String> calls = Arrays.stream(ZooKeeper.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(EveryCallTest::signature)
                .filter(signature -> !LOCAL.contains(signature))
                .toList();
        assertThat(examples.keySet()).containsExactlyInAnyOrderElementsOf(calls);
    }

    private static String signature(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", method.getName() + "(", ")"));
    }

    @TestFactory
    Stream<DynamicTest> everyCall() {
        return examples.entrySet().stream()
                .map(example -> DynamicTest.dynamicTest(example.getKey(), () -> {
                    try (Sessions sessions = new Sessions()) {
                        events = new Events();
                        client = sessions.open(Servers.shared().connectString());
                        String path = client.create(ROOT, DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_SEQUENTIAL);
                        client.create(path + "/child", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
                        example.getValue().of(path);
                    }
                }));
    }

    @Test
    void aReconfigurationIsRefusedWhereItIsNotEnabled() throws Exception {
        try (Sessions sessions = new Sessions()) {
            ZooKeeperAdmin admin = sessions.openAdmin(Servers.shared().connectString());
            Class<? extends Exception> disabled = KeeperException.ReconfigDisabledException.class;
            assertThatThrownBy(() -> admin.reconfigure("", "1", null, -1, null)).isInstanceOf(disabled);
            assertThatThrownBy(() -> admin.reconfigure(List.of(), List.of("1"), null, -1, null))
                    .isInstanceOf(disabled);
            assertThatThrownBy(() -> answerTo(answer -> admin.reconfigure("", "1", null, -1, answer.data(), CONTEXT)))
                    .hasCauseInstanceOf(disabled);
            assertThatThrownBy(() -> answerTo(
                            answer -> admin.reconfigure(List.of(), List.of("1"), null, -1, answer.data(), CONTEXT)))
                    .hasCauseInstanceOf(disabled);
        }
    }

    /** What an asynchronous call was answered. */
    private static final class Answer extends CompletableFuture<Object> {
        void is(int code, Object context, Object value) {
            if (context != CONTEXT) {
                completeExceptionally(new AssertionError("the context is " + context));
            } else if (code != 0) {
                completeExceptionally(KeeperException.create(Code.get(code)));
            } else {
                complete(value);
            }
        }

        Object value() throws Exception {
            return get(30, TimeUnit.SECONDS);
        }

        AsyncCallback.VoidCallback done() {
            return (code, path, context) -> is(code, context, path);
        }

        AsyncCallback.StatCallback stat() {
            return (code, path, context, stat) -> is(code, context, stat);
        }

        AsyncCallback.DataCallback data() {
            return (code, path, context, data, stat) -> is(
                    code,
                    context,
                    code == 0 ? new String(data, StandardCharsets.UTF_8) + " " + stat.getNumChildren() : null);
        }

        AsyncCallback.StringCallback name() {
            return (code, path, context, name) -> is(code, context, name);
        }

        AsyncCallback.Create2Callback created() {
            return (code, path, context, name, stat) ->
                    is(code, context, code == 0 ? name + " " + stat.getDataLength() : null);
        }

        AsyncCallback.ChildrenCallback children() {
            return (code, path, context, children) -> is(code, context, children);
        }

        AsyncCallback.Children2Callback childrenAndStat() {
            return (code, path, context, children, stat) ->
                    is(code, context, code == 0 ? children + " " + stat.getCversion() : null);
        }

        AsyncCallback.ACLCallback acl() {
            return (code, path, context, acl, stat) -> is(code, context, acl);
        }

        AsyncCallback.MultiCallback results() {
            return (code, path, context, results) -> is(code, context, results);
        }
    }

    private interface Asked {
        void ask(Answer answer);
    }

    private static Object answerTo(Asked asked) throws Exception {
        Answer answer = new Answer();
        asked.ask(answer);
        return answer.value();
    }

    private void addCreates() {
        examples.put("create(String, byte[], List, CreateMode)", path -> {
            assertThat(client.create(path + "/new", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL))
                    .isEqualTo(path + "/new");
            assertThat(client.create(path + "/s-", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL_SEQUENTIAL))
                    .isEqualTo(path + "/s-0000000002");
            assertThatThrownBy(() -> client.create(path, DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT))
                    .isInstanceOf(KeeperException.NodeExistsException.class);
        });
        examples.put("create(String, byte[], List, CreateMode, Stat)", path -> {
            Stat stat = new Stat();
            client.create(path + "/new", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.CONTAINER, stat);
            assertThat(stat).isEqualTo(client.exists(path + "/new", false));
        });
        examples.put("create(String, byte[], List, CreateMode, Stat, long)", path -> {
            Stat stat = new Stat();
            client.create(path + "/new", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT_WITH_TTL, stat, 60_000);
            assertThat(stat.getDataLength()).isEqualTo(DATA.length);
        });
        examples.put(
                "create(String, byte[], List, CreateMode, StringCallback, Object)",
                path -> assertThat(answerTo(answer -> client.create(
                                path + "/new",
                                DATA,
                                Ids.OPEN_ACL_UNSAFE,
                                CreateMode.PERSISTENT,
                                answer.name(),
                                CONTEXT)))
                        .isEqualTo(path + "/new"));
        examples.put(
                "create(String, byte[], List, CreateMode, Create2Callback, Object)",
                path -> assertThat(answerTo(answer -> client.create(
                                path + "/new",
                                DATA,
                                Ids.OPEN_ACL_UNSAFE,
                                CreateMode.PERSISTENT_SEQUENTIAL,
                                answer.created(),
                                CONTEXT)))
                        .isEqualTo(path + "/new0000000001 4"));
        examples.put(
                "create(String, byte[], List, CreateMode, Create2Callback, Object, long)",
                path -> assertThat(answerTo(answer -> client.create(
                                path + "/new",
                                DATA,
                                Ids.OPEN_ACL_UNSAFE,
                                CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL,
                                answer.created(),
                                CONTEXT,
                                60_000)))
                        .isEqualTo(path + "/new0000000001 4"));
    }

    private void addDeletes() {
        examples.put("delete(String, int)", path -> {
            assertThatThrownBy(() -> client.delete(path, 0)).isInstanceOf(KeeperException.NotEmptyException.class);
            assertThatThrownBy(() -> client.delete(path + "/child", 7))
                    .isInstanceOf(KeeperException.BadVersionException.class);
            client.delete(path + "/child", 0);
            assertThat(client.exists(path + "/child", false)).isNull();
        });
        examples.put("delete(String, int, VoidCallback, Object)", path -> {
            answerTo(answer -> client.delete(path + "/child", -1, answer.done(), CONTEXT));
            assertThat(client.exists(path + "/child", false)).isNull();
        });
    }

    private void addExists() {
        examples.put("exists(String, Watcher)", path -> {
            assertThat(client.exists(path + "/new", events)).isNull();
            client.create(path + "/new", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            assertThat(events.next()).isEqualTo("NodeCreated " + path + "/new");
        });
        examples.put("exists(String, boolean)", path -> {
            client.register(events);
            assertThat(client.exists(path + "/child", true).getVersion()).isZero();
            client.delete(path + "/child", -1);
            assertThat(events.next()).isEqualTo("NodeDeleted " + path + "/child");
        });
        examples.put("exists(String, Watcher, StatCallback, Object)", path -> {
            assertThat(answerTo(answer -> client.exists(path, events, answer.stat(), CONTEXT)))
                    .isEqualTo(client.exists(path, false));
            client.setData(path, null, -1);
            assertThat(events.next()).isEqualTo("NodeDataChanged " + path);
        });
        examples.put(
                "exists(String, boolean, StatCallback, Object)",
                path -> assertThatThrownBy(
                                () -> answerTo(answer -> client.exists(path + "/no", false, answer.stat(), CONTEXT)))
                        .hasCauseInstanceOf(KeeperException.NoNodeException.class));
    }

    private void addGetData() {
        examples.put("getData(String, Watcher, Stat)", path -> {
            Stat stat = new Stat();
            assertThat(client.getData(path, events, stat)).isEqualTo(DATA);
            assertThat(stat.getNumChildren()).isOne();
            client.setData(path, null, -1);
            assertThat(events.next()).isEqualTo("NodeDataChanged " + path);
        });
        examples.put("getData(String, boolean, Stat)", path -> {
            assertThatThrownBy(() -> client.getData(path + "/no", true, null))
                    .isInstanceOf(KeeperException.NoNodeException.class);
            client.setData(path, null, -1);
            assertThat(client.getData(path, false, null)).isNull();
        });
        examples.put("getData(String, Watcher, DataCallback, Object)", path -> {
            assertThat(answerTo(answer -> client.getData(path + "/child", events, answer.data(), CONTEXT)))
                    .isEqualTo("data 0");
            client.delete(path + "/child", -1);
            assertThat(events.next()).isEqualTo("NodeDeleted " + path + "/child");
        });
        examples.put(
                "getData(String, boolean, DataCallback, Object)",
                path -> assertThat(answerTo(answer -> client.getData(path, false, answer.data(), CONTEXT)))
                        .isEqualTo("data 1"));
        examples.put(
                "getConfig(Watcher, Stat)",
                path -> assertThat(client.getConfig(events, new Stat())).isNotNull());
        examples.put(
                "getConfig(boolean, Stat)",
                path -> assertThat(client.getConfig(false, null)).isNotNull());
        examples.put(
                "getConfig(Watcher, DataCallback, Object)",
                path -> assertThat(answerTo(answer -> client.getConfig(events, answer.data(), CONTEXT)))
                        .asString()
                        .endsWith(" 0"));
        examples.put(
                "getConfig(boolean, DataCallback, Object)",
                path -> assertThat(answerTo(answer -> client.getConfig(false, answer.data(), CONTEXT)))
                        .asString()
                        .endsWith(" 0"));
    }

    private void addSetData() {
        examples.put("setData(String, byte[], int)", path -> {
            assertThat(client.setData(path, new byte[100], 0).getDataLength()).isEqualTo(100);
            assertThatThrownBy(() -> client.setData(path, DATA, 0))
                    .isInstanceOf(KeeperException.BadVersionException.class);
            assertThat(client.getData(path, false, null)).hasSize(100);
        });
        examples.put(
                "setData(String, byte[], int, StatCallback, Object)",
                path -> assertThat(answerTo(answer -> client.setData(path, DATA, 0, answer.stat(), CONTEXT)))
                        .isEqualTo(client.exists(path, false)));
    }

    private void addAcls() {
        examples.put("setACL(String, List, int)", path -> {
            assertThat(client.setACL(path, Ids.READ_ACL_UNSAFE, 0).getAversion())
                    .isOne();
            assertThatThrownBy(() -> client.setData(path, DATA, -1))
                    .isInstanceOf(KeeperException.NoAuthException.class);
        });
        examples.put(
                "setACL(String, List, int, StatCallback, Object)",
                path -> assertThatThrownBy(
                                () -> answerTo(answer -> client.setACL(path, List.of(), 0, answer.stat(), CONTEXT)))
                        .hasCauseInstanceOf(KeeperException.InvalidACLException.class));
        examples.put("getACL(String, Stat)", path -> {
            Stat stat = new Stat();
            assertThat(client.getACL(path, stat)).isEqualTo(Ids.OPEN_ACL_UNSAFE);
            assertThat(stat.getCversion()).isOne();
        });
        examples.put(
                "getACL(String, Stat, ACLCallback, Object)",
                path -> assertThat(answerTo(answer -> client.getACL(path, new Stat(), answer.acl(), CONTEXT)))
                        .isEqualTo(Ids.OPEN_ACL_UNSAFE));
        examples.put("addAuthInfo(String, byte[])", path -> {
            client.addAuthInfo("digest", "super:secret".getBytes(StandardCharsets.UTF_8));
            client.setACL(path, Ids.READ_ACL_UNSAFE, -1);
            client.setData(path, null, -1);
            assertThat(client.getData(path, false, null)).isNull();
        });
        examples.put("whoAmI()", path -> {
            client.addAuthInfo("digest", "me:secret".getBytes(StandardCharsets.UTF_8));
            assertThat(client.whoAmI().stream().map(info -> info.getAuthScheme() + ":" + info.getUser()))
                    .containsExactlyInAnyOrder("ip:127.0.0.1", "digest:me");
        });
    }

    private void addGetChildren() {
        examples.put("getChildren(String, Watcher)", path -> {
            assertThat(client.getChildren(path, events)).containsExactly("child");
            client.delete(path + "/child", -1);
            assertThat(events.next()).isEqualTo("NodeChildrenChanged " + path);
        });
        examples.put(
                "getChildren(String, boolean)",
                path -> assertThat(client.getChildren(path, false)).containsExactly("child"));
        examples.put("getChildren(String, Watcher, ChildrenCallback, Object)", path -> {
            assertThat(answerTo(answer -> client.getChildren(path, events, answer.children(), CONTEXT)))
                    .isEqualTo(List.of("child"));
            client.create(path + "/new", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            assertThat(events.next()).isEqualTo("NodeChildrenChanged " + path);
        });
        examples.put(
                "getChildren(String, boolean, ChildrenCallback, Object)",
                path -> assertThat(answerTo(answer -> client.getChildren(path, false, answer.children(), CONTEXT)))
                        .isEqualTo(List.of("child")));
        examples.put("getChildren(String, Watcher, Stat)", path -> {
            Stat stat = new Stat();
            assertThat(client.getChildren(path + "/child", events, stat)).isEmpty();
            client.delete(path + "/child", -1);
            assertThat(events.next()).isEqualTo("NodeDeleted " + path + "/child");
        });
        examples.put("getChildren(String, boolean, Stat)", path -> {
            Stat stat = new Stat();
            assertThat(client.getChildren(path, false, stat)).containsExactly("child");
            assertThat(stat).isEqualTo(client.exists(path, false));
        });
        examples.put("getChildren(String, Watcher, Children2Callback, Object)", path -> {
            assertThat(answerTo(answer -> client.getChildren(path, events, answer.childrenAndStat(), CONTEXT)))
                    .isEqualTo("[child] 1");
            client.delete(path + "/child", -1);
            assertThat(events.next()).isEqualTo("NodeChildrenChanged " + path);
        });
        examples.put(
                "getChildren(String, boolean, Children2Callback, Object)",
                path -> assertThat(
                                answerTo(answer -> client.getChildren(path, false, answer.childrenAndStat(), CONTEXT)))
                        .isEqualTo("[child] 1"));
    }

    private void addOtherReads() {
        examples.put("getAllChildrenNumber(String)", path -> {
            client.create(path + "/child/grandchild", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            assertThat(client.getAllChildrenNumber(path)).isEqualTo(2);
        });
        examples.put(
                "getAllChildrenNumber(String, AllChildrenNumberCallback, Object)",
                path -> assertThat(answerTo(answer -> client.getAllChildrenNumber(
                                path, (code, asked, context, number) -> answer.is(code, context, number), CONTEXT)))
                        .isEqualTo(1));
        examples.put("getEphemerals()", path -> {
            client.create(path + "/mine", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            assertThat(client.getEphemerals()).containsExactly(path + "/mine");
        });
        examples.put("getEphemerals(String)", path -> {
            client.create(path + "/mine", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            client.create(path + "/yours", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            assertThat(client.getEphemerals(path + "/y")).containsExactly(path + "/yours");
        });
        examples.put(
                "getEphemerals(String, EphemeralsCallback, Object)",
                path -> assertThat(answerTo(answer -> client.getEphemerals(
                                path, (code, context, paths) -> answer.is(code, context, paths), CONTEXT)))
                        .isEqualTo(List.of()));
        examples.put(
                "getEphemerals(EphemeralsCallback, Object)",
                path -> assertThat(answerTo(answer -> client.getEphemerals(
                                (code, context, paths) -> answer.is(code, context, paths), CONTEXT)))
                        .isEqualTo(List.of()));
        examples.put("sync(String)", path -> client.sync(path));
        examples.put(
                "sync(String, VoidCallback, Object)",
                path -> assertThat(answerTo(answer -> client.sync(path, answer.done(), CONTEXT)))
                        .isEqualTo(path));
    }

    private void addMultis() {
        examples.put("multi(Iterable)", path -> {
            List<OpResult> results = client.multi(List.of(
                    Op.check(path, 0),
                    Op.create(path + "/new", DATA, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT),
                    Op.setData(path + "/new", null, 0),
                    Op.delete(path + "/child", 0)));
            assertThat(((OpResult.CreateResult) results.get(1)).getPath()).isEqualTo(path + "/new");
            assertThat(((OpResult.SetDataResult) results.get(2)).getStat().getVersion())
                    .isOne();
            assertThat(client.getChildren(path, false)).containsExactly("new");
            List<OpResult> reads = client.multi(List.of(Op.getData(path), Op.getChildren(path)));
            assertThat(((OpResult.GetDataResult) reads.get(0)).getData()).isEqualTo(DATA);
            assertThat(((OpResult.GetChildrenResult) reads.get(1)).getChildren())
                    .containsExactly("new");
            assertThatThrownBy(() -> client.multi(List.of(Op.delete(path + "/new", -1), Op.check(path, 9))))
                    .isInstanceOf(KeeperException.BadVersionException.class);
            assertThat(client.exists(path + "/new", false)).isNotNull();
        });
        examples.put(
                "multi(Iterable, MultiCallback, Object)",
                path -> assertThat(
                                answerTo(answer -> client.multi(List.of(Op.check(path, 0)), answer.results(), CONTEXT)))
                        .asInstanceOf(InstanceOfAssertFactories.LIST)
                        .hasSize(1));
        examples.put("transaction()", path -> {
            client.transaction()
                    .check(path, 0)
                    .setData(path, null, 0)
                    .delete(path + "/child", -1)
                    .commit();
            assertThat(client.exists(path, false).getNumChildren()).isZero();
        });
    }

    private void addWatches() {
        examples.put("addWatch(String, Watcher, AddWatchMode)", path -> {
            client.addWatch(path, events, AddWatchMode.PERSISTENT_RECURSIVE);
            client.setData(path + "/child", null, -1);
            client.delete(path + "/child", -1);
            assertThat(events.next()).isEqualTo("NodeDataChanged " + path + "/child");
            assertThat(events.next()).isEqualTo("NodeDeleted " + path + "/child");
        });
        examples.put("addWatch(String, AddWatchMode)", path -> {
            client.register(events);
            client.addWatch(path, AddWatchMode.PERSISTENT);
            client.setData(path, null, -1);
            client.delete(path + "/child", -1);
            assertThat(events.next()).isEqualTo("NodeDataChanged " + path);
            assertThat(events.next()).isEqualTo("NodeChildrenChanged " + path);
        });
        examples.put("addWatch(String, Watcher, AddWatchMode, VoidCallback, Object)", path -> {
            answerTo(answer -> client.addWatch(path, events, AddWatchMode.PERSISTENT, answer.done(), CONTEXT));
            client.setData(path, null, -1);
            assertThat(events.next()).isEqualTo("NodeDataChanged " + path);
        });
        examples.put("addWatch(String, AddWatchMode, VoidCallback, Object)", path -> {
            client.register(events);
            answerTo(answer -> client.addWatch(path, AddWatchMode.PERSISTENT_RECURSIVE, answer.done(), CONTEXT));
            client.setData(path, null, -1);
            assertThat(events.next()).isEqualTo("NodeDataChanged " + path);
        });
        examples.put("removeWatches(String, Watcher, WatcherType, boolean)", path -> {
            client.getData(path, events, null);
            client.getChildren(path, events);
            client.removeWatches(path, events, WatcherType.Data, false);
            assertThat(events.next()).isEqualTo("DataWatchRemoved " + path);
            client.setData(path, null, -1);
            client.delete(path + "/child", -1);
            assertThat(events.next()).isEqualTo("NodeChildrenChanged " + path);
            assertThatThrownBy(() -> client.removeWatches(path, events, WatcherType.Any, false))
                    .isInstanceOf(KeeperException.NoWatcherException.class);
        });
        examples.put("removeWatches(String, Watcher, WatcherType, boolean, VoidCallback, Object)", path -> {
            client.addWatch(path, events, AddWatchMode.PERSISTENT);
            answerTo(answer -> client.removeWatches(path, events, WatcherType.Any, false, answer.done(), CONTEXT));
            assertThat(events.next()).isEqualTo("PersistentWatchRemoved " + path);
            client.setData(path, null, -1);
            events.assertNoMore();
        });
        examples.put("removeAllWatches(String, WatcherType, boolean)", path -> {
            client.exists(path + "/no", events);
            client.removeAllWatches(path + "/no", WatcherType.Any, false);
            assertThat(events.next()).isEqualTo("DataWatchRemoved " + path + "/no");
        });
        examples.put("removeAllWatches(String, WatcherType, boolean, VoidCallback, Object)", path -> {
            client.getChildren(path, events);
            answerTo(answer -> client.removeAllWatches(path, WatcherType.Children, false, answer.done(), CONTEXT));
            assertThat(events.next()).isEqualTo("ChildWatchRemoved " + path);
        });
    }

    private void addSessions() {
        examples.put("close()", path -> {
            client.register(events);
            client.close();
            events.await(KeeperState.Closed);
            assertThatThrownBy(() -> client.exists(path, false))
                    .isInstanceOf(KeeperException.SessionExpiredException.class);
        });
        examples.put("close(int)", path -> assertThat(client.close(30_000)).isTrue());
    }
}
