package dev.paddock.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.paddock.testing.TcpProxy;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.ErrorCode;
import dev.paddock.wire.EventType;
import dev.paddock.wire.Id;
import dev.paddock.wire.Permission;
import dev.paddock.wire.Stat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Operations, watches, and the life of a session. Each test has a part of the tree of its own. */
@Timeout(60)
abstract class ClientContract extends ServerContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] DATA = "data".getBytes(UTF_8);
    private static final byte[] OTHER = "other".getBytes(UTF_8);
    private static final AtomicInteger TESTS = new AtomicInteger();

    private final List<AutoCloseable> opened = new ArrayList<>();
    private String chroot;
    private PaddockClient client;

    @BeforeEach
    void connect() throws InterruptedException {
        chroot = "/test-" + TESTS.incrementAndGet();
        try (PaddockClient root = builder("127.0.0.1:" + port()).connect(PATIENCE)) {
            root.create(chroot, null);
        }
        client = open(builder(here()));
    }

    @AfterEach
    void close() throws Exception {
        Collections.reverse(opened);
        for (AutoCloseable each : opened) {
            each.close();
        }
        opened.clear();
    }

    private String here() {
        return "127.0.0.1:" + port() + chroot;
    }

    private static PaddockClientBuilder builder(String connectString) {
        return PaddockClient.builder().connectString(connectString).sessionTimeout(Duration.ofSeconds(20));
    }

    private PaddockClient open(PaddockClientBuilder builder) throws InterruptedException {
        PaddockClient made = builder.connect(PATIENCE);
        opened.add(made);
        return made;
    }

    private TcpProxy proxy() throws Exception {
        TcpProxy proxy = new TcpProxy(port());
        opened.add(proxy);
        return proxy;
    }

    // Operations.

    @Test
    void aZnodeIsMadeReadChangedAndRemoved() throws Exception {
        Created created = client.create("/a", DATA);
        assertThat(created.path()).isEqualTo("/a");
        assertThat(created.stat().version()).isZero();
        assertThat(client.getData("/a").text()).isEqualTo("data");
        assertThat(client.setData("/a", OTHER, 0).version()).isEqualTo(1);
        assertThat(client.getData("/a").bytes()).isEqualTo(OTHER);
        assertThat(client.exists("/a")).map(Stat::version).contains(1);
        client.delete("/a", 1);
        assertThat(client.exists("/a")).isEmpty();
    }

    @Test
    void noDataAndEmptyDataAreNotTheSame() throws Exception {
        client.create("/null", null);
        client.create("/empty", new byte[0]);
        assertThat(client.getData("/null").data()).isNull();
        assertThat(client.getData("/null").text()).isEmpty();
        assertThat(client.getData("/empty").data()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void everyModeMakesItsKindOfZnode() throws Exception {
        assertThat(client.create("/e", null, CreateOptions.of(CreateMode.EPHEMERAL))
                        .stat()
                        .ephemeralOwner())
                .isEqualTo(client.session().orElseThrow().id());
        assertThat(client.create("/s-", null, CreateOptions.of(CreateMode.PERSISTENT_SEQUENTIAL))
                        .name())
                .isEqualTo("s-0000000001");
        assertThat(client.create("/es-", null, CreateOptions.of(CreateMode.EPHEMERAL_SEQUENTIAL))
                        .path())
                .isEqualTo("/es-0000000002");
        client.create("/c", null, CreateOptions.of(CreateMode.CONTAINER));
        client.create("/t", null, CreateOptions.withTtl(Duration.ofHours(1)));
        assertThat(client.create("/t-", null, CreateOptions.sequentialWithTtl(Duration.ofHours(1)))
                        .path())
                .isEqualTo("/t-0000000005");
        assertThat(client.create("/", null, CreateOptions.of(CreateMode.PERSISTENT_SEQUENTIAL))
                        .path())
                .isEqualTo("/0000000006");
        assertThat(client.getChildren("/").names()).hasSize(7).contains("c", "t");
        assertThat(client.getEphemerals()).containsExactlyInAnyOrder("/e", "/es-0000000002");
        assertThat(client.getEphemerals("/es")).containsExactly("/es-0000000002");
    }

    @Test
    void missingParentsAreMadeIfWanted() throws Exception {
        CreateOptions options = CreateOptions.DEFAULT.withParents();
        assertThat(client.create("/a/b/c/d", DATA, options).path()).isEqualTo("/a/b/c/d");
        assertThat(client.create("/a/b/x", DATA, options).path()).isEqualTo("/a/b/x");
        assertThat(client.getAllChildrenNumber("/a")).isEqualTo(4);
        assertThatThrownBy(() -> client.create("/a/b/x", DATA, options)).isInstanceOf(NodeExistsException.class);
        assertThat(client.async().create("/p/q", DATA, options).get().path()).isEqualTo("/p/q");
    }

    @Test
    void refusalsHaveTypesAndNameOperationAndPath() throws Exception {
        client.create("/a", DATA);
        client.create("/a/b", DATA);
        client.create("/e", null, CreateOptions.of(CreateMode.EPHEMERAL));
        assertThatThrownBy(() -> client.getData("/x"))
                .isInstanceOf(NoNodeException.class)
                .hasMessageStartingWith("getData /x: ");
        assertThatThrownBy(() -> client.create("/a", DATA))
                .isInstanceOf(NodeExistsException.class)
                .hasMessageStartingWith("create /a: ");
        assertThatThrownBy(() -> client.setData("/a", DATA, 7))
                .isInstanceOf(BadVersionException.class)
                .hasMessageStartingWith("setData /a: ");
        assertThatThrownBy(() -> client.delete("/a")).isInstanceOf(NotEmptyException.class);
        PaddockException refused = catchThrowableOfType(RefusedException.class, () -> client.create("/e/child", null));
        assertThat(refused.code()).contains(ErrorCode.NO_CHILDREN_FOR_EPHEMERALS);
        assertThat(refused.mayHaveBeenExecuted()).isFalse();
        assertThat(refused.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(ClientContract.class.getName()));
    }

    @Test
    void malformedPathsAreRefusedBeforeTheyAreSent() {
        for (String path : List.of("", "a", "/a/", "//", "/a//b", "/./a", "/a/..", "/\u0001")) {
            assertThatThrownBy(() -> client.exists(path)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aclsAreSetReadAndHeld() throws Exception {
        List<Acl> mine = List.of(new Acl(Permission.ALL, new Id("auth", "")));
        client.addAuth("digest", "bob:secret".getBytes(UTF_8));
        assertThat(client.whoAmI()).contains(new Id("digest", "bob"));
        client.create("/mine", DATA, CreateOptions.DEFAULT.withAcl(mine));
        NodeAcl acl = client.getAcl("/mine");
        assertThat(acl.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.id().id()).startsWith("bob:"));
        PaddockClient stranger = open(builder(here()));
        assertThatThrownBy(() -> stranger.getData("/mine")).isInstanceOf(NoAuthException.class);
        assertThat(client.setAcl("/mine", Acl.READ_ONLY, 0).aversion()).isEqualTo(1);
        assertThat(stranger.getData("/mine").text()).isEqualTo("data");
        PaddockClient bob = open(builder(here()).auth("digest", "bob:secret".getBytes(UTF_8)));
        assertThat(bob.whoAmI()).contains(new Id("digest", "bob"));
    }

    @Test
    void credentialsThatAreRefusedEndTheClient() throws Exception {
        Heard heard = new Heard();
        PaddockClient other = open(builder(here()).sessionListener(heard));
        heard.expect(SessionState.CONNECTED);
        assertThatThrownBy(() -> other.addAuth("no-such-scheme", DATA)).isInstanceOf(AuthFailedException.class);
        heard.expect(SessionState.AUTH_FAILED);
        assertThat(other.state()).isEqualTo(SessionState.AUTH_FAILED);
        assertThatThrownBy(() -> other.exists("/")).isInstanceOf(AuthFailedException.class);
    }

    @Test
    void aTransactionIsDoneAsAWhole() throws Exception {
        client.create("/a", DATA);
        client.create("/gone", DATA);
        List<TransactionResult> results = client.transaction()
                .check("/a", 0)
                .setData("/a", OTHER, 0)
                .create("/a/n-", DATA, CreateOptions.of(CreateMode.PERSISTENT_SEQUENTIAL))
                .create("/box", null, CreateOptions.of(CreateMode.CONTAINER))
                .create("/short", null, CreateOptions.withTtl(Duration.ofHours(1)))
                .delete("/gone")
                .commit();
        assertThat(results)
                .extracting(TransactionResult::path)
                .containsExactly("/a", "/a", "/a/n-0000000000", "/box", "/short", "/gone");
        assertThat(results.get(1).stat()).map(Stat::version).contains(1);
        assertThat(results.get(0).stat()).isEmpty();
        assertThat(client.getChildren("/").names()).containsExactlyInAnyOrder("a", "box", "short");
    }

    @Test
    void aFailedTransactionChangesNothingAndSaysWhichPartFailed() throws Exception {
        client.create("/a", DATA);
        TransactionFailedException failed = catchThrowableOfType(
                TransactionFailedException.class,
                () -> client.transaction()
                        .create("/b", DATA)
                        .delete("/a", 7)
                        .delete("/b")
                        .commit());
        assertThat(failed.index()).isEqualTo(1);
        assertThat(failed.refusal()).isInstanceOf(BadVersionException.class);
        assertThat(failed).hasMessageContaining("operation 2").hasMessageContaining("delete /a");
        assertThat(client.exists("/b")).isEmpty();
        assertThat(client.transaction().commit()).isEmpty();
    }

    @Test
    void severalReadsSucceedOrFailEachByItself() throws Exception {
        client.create("/a", DATA);
        client.create("/a/b", OTHER);
        List<ReadResult> results = client.reads()
                .getData("/a")
                .getChildren("/a")
                .getData("/missing")
                .run();
        assertThat(((ReadResult.OfData) results.get(0)).data().text()).isEqualTo("data");
        assertThat(((ReadResult.OfChildren) results.get(1)).names()).containsExactly("b");
        assertThat(((ReadResult.Failed) results.get(2)).reason()).isInstanceOf(NoNodeException.class);
    }

    @Test
    void syncAndTheConfigurationAreAnswered() throws Exception {
        client.sync("/");
        assertThat(client.getConfig().stat().czxid()).isZero();
        assertThatThrownBy(() -> client.reconfig(Reconfiguration.change(List.of(), List.of("3"))))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("reconfig: ");
    }

    @Test
    void pathsAreThoseBelowTheChroot() throws Exception {
        client.create("/a", DATA, CreateOptions.of(CreateMode.EPHEMERAL));
        PaddockClient root = open(builder("127.0.0.1:" + port()));
        assertThat(root.getData(chroot + "/a").text()).isEqualTo("data");
        assertThat(client.getEphemerals()).containsExactly("/a");
        Heard heard = new Heard();
        client.getChildren("/", heard);
        root.delete(chroot + "/a");
        heard.expect(EventType.NODE_CHILDREN_CHANGED, "/");
        assertThat(client.chroot()).isEqualTo(chroot);
        assertThatThrownBy(() -> client.getData("/a")).hasMessageStartingWith("getData /a:");
    }

    // Without waiting.

    @Test
    void futuresCompleteInTheOrderOfTheirRequestsOnOneThread() throws Exception {
        client.create("/a", DATA);
        List<String> order = new ArrayList<>();
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String number = i + " ";
            CompletableFuture<?> future = i % 3 == 0
                    ? client.async().setData("/a", DATA)
                    : client.async().getData(i % 3 == 1 ? "/a" : "/x");
            futures.add(future.handle((result, failure) ->
                    order.add(number + Thread.currentThread().getName())));
        }
        CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
        String thread = order.get(0).substring(2);
        assertThat(thread).startsWith("paddock-client-callbacks");
        assertThat(order)
                .isEqualTo(IntStream.range(0, 1_000)
                        .mapToObj(i -> i + " " + thread)
                        .toList());
    }

    @Test
    void aCallbackMayWaitForAnotherRequest() throws Exception {
        client.create("/a", DATA);
        CompletableFuture<String> nested = client.async().getData("/a").thenApply(data -> {
            try {
                return client.getData("/a").text() + data.text();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(nested.get(20, TimeUnit.SECONDS)).isEqualTo("datadata");
    }

    @Test
    void aSlowCallbackDelaysNeitherRequestsThatWaitNorOtherClients() throws Exception {
        TcpProxy proxy = proxy();
        PaddockClient held = open(builder(proxy.connectString() + chroot));
        PaddockClient other = open(builder(here()));
        CountDownLatch blocked = new CountDownLatch(1);
        proxy.freeze(); // An answer that is there already would be taken by this thread.
        CompletableFuture<?> slow = held.async().exists("/").thenAccept(stat -> await(blocked));
        proxy.mend();
        assertThat(held.exists("/")).isPresent();
        assertThat(other.async().exists("/").get(20, TimeUnit.SECONDS)).isPresent();
        blocked.countDown();
        slow.get(20, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsAboveTheBoundFailsAtOnceAndIsNotSent() throws Exception {
        TcpProxy proxy = proxy();
        PaddockClient bounded = open(builder(proxy.connectString() + chroot).maxInFlight(2));
        proxy.freeze();
        CompletableFuture<?> first = bounded.async().exists("/");
        CompletableFuture<?> second = bounded.async().exists("/");
        CompletableFuture<?> third = bounded.async().exists("/");
        assertThatThrownBy(third::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TooManyRequestsException.class);
        proxy.mend();
        first.get(20, TimeUnit.SECONDS);
        second.get(20, TimeUnit.SECONDS);
        assertThat(bounded.async().exists("/").get(20, TimeUnit.SECONDS)).isPresent();
    }

    // Watches.

    @Test
    void aWatchOfAReadFiresOnce() throws Exception {
        Heard data = new Heard();
        Heard absent = new Heard();
        Heard children = new Heard();
        assertThat(client.exists("/a", absent)).isEmpty();
        client.create("/a", DATA);
        absent.expect(EventType.NODE_CREATED, "/a");
        client.getData("/a", data);
        client.getChildren("/a", children);
        client.setData("/a", OTHER);
        client.setData("/a", DATA);
        data.expect(EventType.NODE_DATA_CHANGED, "/a");
        client.exists("/a", data);
        client.create("/a/b", null);
        children.expect(EventType.NODE_CHILDREN_CHANGED, "/a");
        client.getChildren("/a", children);
        client.delete("/a/b");
        client.delete("/a");
        children.expect(EventType.NODE_CHILDREN_CHANGED, "/a");
        data.expect(EventType.NODE_DELETED, "/a");
        client.async().sync("/").get();
        data.expectNothing();
        absent.expectNothing();
    }

    @Test
    void aWatcherThatIsSetTwiceHearsOnce() throws Exception {
        Heard heard = new Heard();
        client.create("/a", DATA);
        client.getData("/a", heard);
        client.exists("/a", heard);
        client.getChildren("/a", heard);
        client.delete("/a");
        heard.expect(EventType.NODE_DELETED, "/a");
        client.async().sync("/").get();
        heard.expectNothing();
    }

    @Test
    void aReadThatFailsSetsNoWatch() throws Exception {
        Heard heard = new Heard();
        assertThatThrownBy(() -> client.getData("/a", heard)).isInstanceOf(NoNodeException.class);
        client.create("/a", DATA);
        client.async().sync("/").get();
        heard.expectNothing();
    }

    @Test
    void anEventIsHeardBeforeTheAnswerThatShowsItsChange() throws Exception {
        client.create("/a", DATA);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        client.getData("/a", event -> order.add("event"));
        client.async()
                .setData("/a", OTHER)
                .thenAccept(stat -> order.add("answer"))
                .get(20, TimeUnit.SECONDS);
        assertThat(order).containsExactly("event", "answer");
    }

    @Test
    void persistentAndRecursiveWatchesStayUntilTheirHandlesAreClosed() throws Exception {
        Heard one = new Heard();
        Heard all = new Heard();
        client.create("/a", DATA);
        WatchHandle persistent = client.watch("/a", WatchMode.PERSISTENT, one);
        WatchHandle recursive = client.watch("/a", WatchMode.RECURSIVE, all);
        client.setData("/a", OTHER);
        client.create("/a/b", null);
        client.create("/a/b/c", null);
        client.delete("/a/b/c");
        one.expect(EventType.NODE_DATA_CHANGED, "/a").expect(EventType.NODE_CHILDREN_CHANGED, "/a");
        all.expect(EventType.NODE_DATA_CHANGED, "/a")
                .expect(EventType.NODE_CREATED, "/a/b")
                .expect(EventType.NODE_CREATED, "/a/b/c")
                .expect(EventType.NODE_DELETED, "/a/b/c");
        persistent.close();
        recursive.close();
        client.setData("/a", DATA);
        client.async().sync("/").get();
        one.expectNothing();
        all.expectNothing();
        assertThatThrownBy(() -> client.removeAllWatches("/a", WatchKind.ANY))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).contains(ErrorCode.NO_WATCHER));
    }

    @Test
    void twoHandlesOfOnePathAreIndependent() throws Exception {
        Heard first = new Heard();
        Heard second = new Heard();
        client.create("/a", DATA);
        WatchHandle one = client.watch("/a", WatchMode.PERSISTENT, first);
        WatchHandle two = client.watch("/a", WatchMode.PERSISTENT, second);
        one.close();
        one.close();
        client.setData("/a", OTHER);
        second.expect(EventType.NODE_DATA_CHANGED, "/a");
        first.expectNothing();
        two.close();
    }

    @Test
    void aWatcherIsRemovedFromOthersOfTheSamePath() throws Exception {
        Heard stays = new Heard();
        Heard goes = new Heard();
        client.create("/a", DATA);
        client.getData("/a", stays);
        client.getData("/a", goes);
        client.removeWatches("/a", WatchKind.DATA, goes);
        assertThatThrownBy(() -> client.removeWatches("/a", WatchKind.DATA, goes))
                .hasMessageContaining("no such watch");
        client.setData("/a", OTHER);
        stays.expect(EventType.NODE_DATA_CHANGED, "/a");
        goes.expectNothing();

        client.getChildren("/a", goes);
        client.removeWatches("/a", WatchKind.CHILDREN, goes);
        client.exists("/a", goes);
        client.removeAllWatches("/a", WatchKind.ANY);
        client.delete("/a");
        client.async().sync("/").get();
        goes.expectNothing();
    }

    @Test
    void theDefaultWatcherIsAtHand() throws Exception {
        Heard heard = new Heard();
        PaddockClient other = open(builder(here()).defaultWatcher(heard));
        other.exists("/a", other.defaultWatcher());
        client.create("/a", DATA);
        heard.expect(EventType.NODE_CREATED, "/a");
        assertThatThrownBy(client::defaultWatcher).isInstanceOf(IllegalStateException.class);
    }

    // The life of a session.

    @Test
    void aSessionOutlivesItsConnectionWithAllItsWatches() throws Exception {
        TcpProxy proxy = proxy();
        Heard states = new Heard();
        Heard data = new Heard();
        Heard absent = new Heard();
        Heard children = new Heard();
        Heard staying = new Heard();
        PaddockClient cut = open(builder(proxy.connectString() + chroot)
                .auth("digest", "bob:secret".getBytes(UTF_8))
                .sessionListener(states));
        states.expect(SessionState.CONNECTED);
        long id = cut.session().orElseThrow().id();
        cut.create("/a", DATA);
        cut.create("/e", null, CreateOptions.of(CreateMode.EPHEMERAL));
        cut.getData("/a", data);
        cut.exists("/b", absent);
        cut.getChildren("/a", children);
        cut.watch("/a", WatchMode.RECURSIVE, staying);
        proxy.shut();
        states.expect(SessionState.SUSPENDED);
        client.setData("/a", OTHER);
        proxy.mend();
        states.expect(SessionState.CONNECTED);
        data.expect(EventType.NODE_DATA_CHANGED, "/a");
        // What is replayed for the others is an event for this one too.
        staying.expect("missed").expect(EventType.NODE_DATA_CHANGED, "/a");
        assertThat(cut.session().orElseThrow().id()).isEqualTo(id);
        assertThat(cut.getEphemerals()).containsExactly("/e");
        assertThat(cut.whoAmI()).contains(new Id("digest", "bob"));
        client.create("/b", null);
        client.create("/a/c", null);
        absent.expect(EventType.NODE_CREATED, "/b");
        children.expect(EventType.NODE_CHILDREN_CHANGED, "/a");
        staying.expect(EventType.NODE_CREATED, "/a/c");
    }

    @Test
    void tenThousandWatchesAreSetAgain() throws Exception {
        TcpProxy proxy = proxy();
        Heard states = new Heard();
        Heard heard = new Heard();
        PaddockClient cut = open(builder(proxy.connectString() + chroot).sessionListener(states));
        List<CompletableFuture<?>> set = new ArrayList<>();
        for (int i = 0; i < 9_999; i++) {
            set.add(cut.async().exists("/a-name-of-some-length-so-that-there-are-several-requests-" + i, heard));
        }
        CompletableFuture.allOf(set.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        proxy.cut();
        states.await("SUSPENDED");
        states.await("CONNECTED");
        cut.sync("/");
        for (int i : List.of(0, 5_000, 9_998)) {
            String path = "/a-name-of-some-length-so-that-there-are-several-requests-" + i;
            client.create(path, null);
            heard.expect(EventType.NODE_CREATED, path);
        }
    }

    @Test
    void whatWasOnItsWayFailsAndSaysThatItMayHaveBeenDone() throws Exception {
        TcpProxy proxy = proxy();
        PaddockClient cut = open(builder(proxy.connectString() + chroot));
        proxy.loseAnswers();
        CompletableFuture<?> create = cut.async().create("/a", DATA);
        CompletableFuture<?> read = cut.async().getData("/a");
        Heard created = new Heard();
        if (client.exists("/a", created).isEmpty()) {
            created.expect(EventType.NODE_CREATED, "/a");
        }
        proxy.cut();
        for (CompletableFuture<?> future : List.of(create, read)) {
            assertThatThrownBy(future::join)
                    .cause()
                    .isInstanceOfSatisfying(
                            ConnectionLostException.class,
                            lost -> assertThat(lost.mayHaveBeenExecuted()).isTrue());
        }
        proxy.mend();
        cut.awaitConnected(PATIENCE);
        assertThat(cut.getData("/a").text()).isEqualTo("data");
    }

    @Test
    void whatCanBeDoneTwiceIsTriedAgainIfWanted() throws Exception {
        TcpProxy proxy = proxy();
        PaddockClient cut = open(builder(proxy.connectString() + chroot).retryIdempotent(true));
        client.create("/a", DATA);
        proxy.freeze();
        CompletableFuture<NodeData> read = cut.async().getData("/a");
        CompletableFuture<?> write = cut.async().setData("/a", OTHER);
        proxy.cut();
        assertThatThrownBy(write::join).hasCauseInstanceOf(ConnectionLostException.class);
        proxy.mend();
        assertThat(read.get(20, TimeUnit.SECONDS).stat().czxid()).isPositive();
    }

    @Test
    void whatIsAskedWithoutAConnectionWaitsForOne() throws Exception {
        TcpProxy proxy = proxy();
        proxy.shut();
        PaddockClient early = builder(proxy.connectString() + chroot).connect();
        opened.add(early);
        CompletableFuture<?> waiting = early.async().exists("/");
        assertThat(early.state()).isEqualTo(SessionState.CONNECTING);
        proxy.mend();
        waiting.get(20, TimeUnit.SECONDS);
        assertThat(early.state()).isEqualTo(SessionState.CONNECTED);
    }

    @Test
    void whatFindsNoServerInTimeWasNotDone() throws Exception {
        TcpProxy proxy = proxy();
        proxy.shut();
        PaddockClient early = builder(proxy.connectString() + chroot)
                .requestTimeout(Duration.ofMillis(200))
                .connect();
        opened.add(early);
        DeadlineExceededException late =
                catchThrowableOfType(DeadlineExceededException.class, () -> early.create("/a", DATA));
        assertThat(late.mayHaveBeenExecuted()).isFalse();
        assertThat(late).hasMessageContaining("create /a").hasMessageContaining("200 ms");
    }

    @Test
    void whatIsNotAnsweredInTimeMayHaveBeenDone() throws Exception {
        TcpProxy proxy = proxy();
        PaddockClient slow = open(builder(proxy.connectString() + chroot).requestTimeout(Duration.ofSeconds(1)));
        proxy.freeze();
        DeadlineExceededException late =
                catchThrowableOfType(DeadlineExceededException.class, () -> slow.setData("/", DATA));
        assertThat(late.mayHaveBeenExecuted()).isTrue();
        proxy.mend();
        slow.sync("/");
        assertThat(slow.state()).isEqualTo(SessionState.CONNECTED);
    }

    @Test
    void aSilentServerIsLeftAfterTwoThirdsOfTheTimeout() throws Exception {
        TcpProxy proxy = proxy();
        Heard states = new Heard();
        PaddockClient frozen = open(builder(proxy.connectString() + chroot)
                .sessionTimeout(Duration.ofSeconds(3))
                .sessionListener(states));
        long id = frozen.session().orElseThrow().id();
        states.expect(SessionState.CONNECTED);
        proxy.freeze();
        states.expect(SessionState.SUSPENDED);
        proxy.mend();
        states.expect(SessionState.CONNECTED);
        assertThat(frozen.session().orElseThrow().id()).isEqualTo(id);
    }

    @Test
    void heartbeatsKeepAnIdleSession() throws Exception {
        Heard states = new Heard();
        Heard gone = new Heard();
        PaddockClient idle =
                open(builder(here()).sessionTimeout(Duration.ofMillis(1_500)).sessionListener(states));
        idle.create("/e", null, CreateOptions.of(CreateMode.EPHEMERAL));
        client.exists("/e", gone);
        PaddockClient silent = leftBehind("/silent", Duration.ofMillis(4_500));
        Heard silentGone = new Heard();
        client.exists("/silent", silentGone);
        silentGone.expect(EventType.NODE_DELETED, "/silent");
        gone.expectNothing();
        states.expect(SessionState.CONNECTED).expectNothing();
        assertThat(silent.state()).isEqualTo(SessionState.SUSPENDED);
    }

    /** A client that is cut off for good, with an ephemeral. */
    private PaddockClient leftBehind(String path, Duration timeout) throws Exception {
        TcpProxy proxy = proxy();
        Heard states = new Heard();
        PaddockClient left = open(
                builder(proxy.connectString() + chroot).sessionTimeout(timeout).sessionListener(states));
        left.create(path, null, CreateOptions.of(CreateMode.EPHEMERAL));
        proxy.shut();
        states.await("SUSPENDED");
        return left;
    }

    @Test
    void aSessionExpiresByTheServersWordAlone() throws Exception {
        TcpProxy proxy = proxy();
        Heard states = new Heard();
        Heard watcher = new Heard();
        Heard gone = new Heard();
        PaddockClient cut = open(builder(proxy.connectString() + chroot)
                .sessionTimeout(Duration.ofMillis(1_500))
                .sessionListener(states));
        states.expect(SessionState.CONNECTED);
        cut.create("/e", null, CreateOptions.of(CreateMode.EPHEMERAL));
        cut.exists("/x", watcher);
        cut.watch("/", WatchMode.RECURSIVE, watcher);
        client.exists("/e", gone);
        proxy.shut();
        states.expect(SessionState.SUSPENDED);
        gone.expect(EventType.NODE_DELETED, "/e");
        states.expectNothing();
        CompletableFuture<?> waiting = cut.async().exists("/");
        proxy.mend();
        states.expect(SessionState.EXPIRED);
        watcher.expect("ended EXPIRED").expectNothing();
        assertThatThrownBy(waiting::join).hasCauseInstanceOf(SessionExpiredException.class);
        assertThatThrownBy(() -> cut.exists("/")).isInstanceOf(SessionExpiredException.class);
        assertThatThrownBy(() -> cut.awaitConnected(PATIENCE)).isInstanceOf(SessionExpiredException.class);
    }

    @Test
    void anotherClientGoesOnWithASession() throws Exception {
        PaddockClient first = leftBehind("/e", Duration.ofSeconds(20));
        SessionCredentials session = first.session().orElseThrow();
        PaddockClient second = open(builder(here()).session(session));
        assertThat(second.getEphemerals()).containsExactly("/e");
        second.close();
        assertThat(client.exists("/e")).isEmpty();
        SessionCredentials wrong = new SessionCredentials(session.id(), Bytes.wrap(new byte[16]));
        assertThatThrownBy(() -> builder(here()).session(wrong).connect(PATIENCE))
                .isInstanceOf(SessionExpiredException.class);
    }

    @Test
    void closingEndsTheSessionAtOnce() throws Exception {
        Heard heard = new Heard();
        Heard watcher = new Heard();
        PaddockClient other = builder(here()).sessionListener(heard).connect(PATIENCE);
        other.create("/e", null, CreateOptions.of(CreateMode.EPHEMERAL));
        other.exists("/x", watcher);
        CompletableFuture<?> last = other.async().setData("/", OTHER);
        other.close();
        other.close();
        last.get(20, TimeUnit.SECONDS);
        assertThat(client.exists("/e")).isEmpty();
        heard.expect(SessionState.CONNECTED).expect(SessionState.CLOSED).expectNothing();
        watcher.expect("ended CLOSED");
        assertThatThrownBy(() -> other.exists("/")).isInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> other.async().exists("/").join()).hasCauseInstanceOf(ClientClosedException.class);
    }

    @Test
    void aCallbackMayCloseTheClient() throws Exception {
        PaddockClient other = builder(here()).connect(PATIENCE);
        other.async().exists("/").thenRun(other::close).get(20, TimeUnit.SECONDS);
        assertThat(other.state()).isEqualTo(SessionState.CLOSED);
    }

    @Test
    void namesAreLookedUpAndServersThatAreNotThereArePassedOver() throws Exception {
        PaddockClient other = open(builder("127.0.0.1:1,no-such-host.invalid:2181,localhost:" + port() + chroot));
        assertThat(other.exists("/")).isPresent();
    }
}
