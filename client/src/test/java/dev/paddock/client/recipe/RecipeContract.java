package dev.paddock.client.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.client.CreateOptions;
import dev.paddock.client.PaddockClient;
import dev.paddock.client.RefusedException;
import dev.paddock.client.ServerContract;
import dev.paddock.client.SessionExpiredException;
import dev.paddock.client.WatchKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each recipe promises. Each test has a path of its own. */
@Timeout(60)
abstract class RecipeContract extends ServerContract {
    private static final Duration PATIENCE = TroubledClient.PATIENCE;
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final byte[] NOTHING = new byte[0];
    private static final AtomicInteger TESTS = new AtomicInteger();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<TroubledClient> opened = new ArrayList<>();
    private String path;
    private TroubledClient first;
    private TroubledClient second;

    @BeforeEach
    void connect() throws Exception {
        path = "/recipes/" + TESTS.incrementAndGet();
        first = open();
        second = open();
    }

    @AfterEach
    void close() throws Exception {
        for (TroubledClient each : opened) {
            each.close();
        }
        opened.clear();
    }

    @AfterAll
    void endThreads() {
        threads.shutdownNow();
    }

    private TroubledClient open() throws Exception {
        TroubledClient client = new TroubledClient(port());
        opened.add(client);
        return client;
    }

    private PaddockClient a() {
        return first.client();
    }

    private PaddockClient b() {
        return second.client();
    }

    /** Waits for a change that is told, until one is as it should be. */
    private static <T> void awaitHeard(BlockingQueue<T> heard, T expected) throws InterruptedException {
        T last = null;
        while (!expected.equals(last)) {
            last = heard.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(last)
                    .as("the next thing heard, on the way to %s", expected)
                    .isNotNull();
        }
    }

    private <T> Future<T> start(Callable<T> work) {
        return threads.submit(work);
    }

    private static <T> T result(Future<T> work) throws Exception {
        return work.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    // Those who wait in a line.

    @Test
    void aLockIsGivenInTheOrderInWhichItWasAskedFor() throws Exception {
        ExclusiveLock lock = new ExclusiveLock(a(), path);
        Lease held = lock.acquire();
        Future<Lease> next = start(new ExclusiveLock(b(), path)::acquire);
        awaitChildren(path, 2);
        Future<Lease> last = start(lock::acquire);
        awaitChildren(path, 3);

        held.close();
        Lease second = result(next);
        assertThat(last).isNotDone();
        second.close();

        assertThat(result(last).token()).isGreaterThan(second.token());
        assertThat(second.token()).isGreaterThan(held.token());
    }

    private void awaitChildren(String parent, int count) throws InterruptedException {
        Directory directory = new Directory(a(), parent);
        Deadline.ofRequests(deadline -> {
            while (true) {
                try (Signal signal = new Signal(a())) {
                    if (directory.names(signal, deadline).size() == count) {
                        return null;
                    }
                    signal.await(deadline);
                }
            }
        });
    }

    @Test
    void whoGivesUpWaitingLeavesNothingBehind() throws Exception {
        try (Lease held = new ExclusiveLock(a(), path).acquire()) {
            assertThat(new ExclusiveLock(b(), path).tryAcquire(SHORT)).isEmpty();
            awaitChildren(path, 1);
            assertThat(held.isHeld()).isTrue();
        }
    }

    @Test
    void whoGivesUpWaitingLeavesNoWatch() throws Exception {
        Lease held = new ExclusiveLock(a(), path).acquire();
        assertThat(new ExclusiveLock(b(), path).tryAcquire(SHORT)).isEmpty();
        awaitChildren(path, 1);
        b().sync(path);
        assertThatThrownBy(() -> b().removeAllWatches(held.path(), WatchKind.ANY))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no such watch");
    }

    @Test
    void whoIsInterruptedLeavesNothingBehind() throws Exception {
        Lease held = new ExclusiveLock(a(), path).acquire();
        Future<Lease> waiting = start(new ExclusiveLock(b(), path)::acquire);
        awaitChildren(path, 2);
        waiting.cancel(true);
        awaitChildren(path, 1);
        held.close();
    }

    @Test
    void anExpiredHolderIsFollowedAtOnceAndKnowsItself() throws Exception {
        Lease lost = new ExclusiveLock(a(), path).acquire();
        Future<Lease> next = start(new ExclusiveLock(b(), path)::acquire);
        first.expire();
        assertThat(result(next).isHeld()).isTrue();
        assertThatThrownBy(() -> new ExclusiveLock(a(), path).tryAcquire(PATIENCE))
                .isInstanceOf(SessionExpiredException.class);
        assertThat(lost.isHeld()).isFalse();
    }

    @Test
    void waitingSurvivesALostConnection() throws Exception {
        Lease held = new ExclusiveLock(a(), path).acquire();
        Future<Lease> next = start(new ExclusiveLock(b(), path)::acquire);
        awaitChildren(path, 2);
        second.cut();
        held.close();
        assertThat(result(next).isHeld()).isTrue();
    }

    @Test
    void aPlaceWhoseAnswerWasLostIsFoundAgain() throws Exception {
        new ExclusiveLock(b(), path).acquire().release().join();
        second.loseAnswers();
        Future<Lease> lease = start(new ExclusiveLock(b(), path)::acquire);
        awaitChildren(path, 1);
        second.cutAndMend();
        assertThat(result(lease).isHeld()).isTrue();
        assertThat(a().getChildren(path).names()).hasSize(1);
    }

    @Test
    void tokensGrowWhenTheLockIsRemovedAndMadeAnew() throws Exception {
        Lease old = new ExclusiveLock(a(), path).acquire();
        old.release().join();
        a().delete(path);
        Lease now = new ExclusiveLock(a(), path).acquire();
        assertThat(now.path()).endsWith("0000000000");
        assertThat(now.token()).isGreaterThan(old.token());
    }

    @Test
    void readersShareAndWritersDoNot() throws Exception {
        ReadWriteLock lock = new ReadWriteLock(a(), path);
        Lease one = lock.acquireRead();
        Lease two = new ReadWriteLock(b(), path).acquireRead();
        Future<Lease> writer = start(new ReadWriteLock(b(), path)::acquireWrite);
        awaitChildren(path, 3);
        assertThat(lock.tryAcquireRead(SHORT)).as("a reader behind a writer").isEmpty();
        one.close();
        assertThat(writer).isNotDone();
        two.close();
        assertThat(result(writer).token()).isGreaterThan(two.token());
    }

    @Test
    void aSemaphoreGivesAsManyPermitsAsItHas() throws Exception {
        Semaphore semaphore = new Semaphore(a(), path, 2);
        Permit zero = semaphore.acquire();
        Permit one = new Semaphore(b(), path, 2).acquire();
        assertThat(Set.of(zero.number(), one.number())).containsExactlyInAnyOrder(0, 1);
        assertThat(semaphore.tryAcquire(SHORT)).isEmpty();

        Future<Permit> next = start(semaphore::acquire);
        second.expire();
        assertThat(result(next).number()).isEqualTo(one.number());
        assertThat(result(next).token()).isGreaterThan(one.token());
    }

    @Test
    void aLeaderHandsOverToTheNextCandidate() throws Exception {
        LeaderElection election = new LeaderElection(a(), path, "a");
        Lease leads = election.lead();
        Future<Lease> next = start(new LeaderElection(b(), path, "b")::lead);
        awaitChildren(path, 2);
        assertThat(election.candidates()).containsExactly("a", "b");

        leads.close();
        assertThat(result(next).isHeld()).isTrue();
        assertThat(election.leader()).contains("b");
    }

    // Queues.

    @Test
    void aQueueGivesWhatWasPutInOrderAndOnce() throws Exception {
        FifoQueue queue = new FifoQueue(a(), path);
        for (int i = 0; i < 10; i++) {
            queue.put(text("item " + i));
        }
        FifoQueue other = new FifoQueue(b(), path);
        for (int i = 0; i < 10; i++) {
            try (QueueItem item = (i % 2 == 0 ? queue : other).take()) {
                assertThat(item.data()).asString().isEqualTo("item " + i);
                item.done();
            }
        }
        assertThat(queue.size()).isZero();
        assertThat(queue.tryTake(SHORT)).isEmpty();
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void whatACrashedTakerHadIsTakenByAnother() throws Exception {
        FifoQueue queue = new FifoQueue(a(), path);
        queue.put(text("precious"));
        QueueItem lost = new FifoQueue(b(), path).take();
        Future<QueueItem> again = start(queue::take);
        second.expire();
        assertThat(result(again).data()).asString().isEqualTo("precious");
        assertThat(result(again).token()).isGreaterThan(lost.token());
        assertThatThrownBy(lost::done).isInstanceOf(SessionExpiredException.class);
    }

    @Test
    void whatIsGivenBackIsTakenAgain() throws Exception {
        FifoQueue queue = new FifoQueue(a(), path);
        queue.put(text("twice"));
        queue.take().close();
        assertThat(new FifoQueue(b(), path).take().data()).asString().isEqualTo("twice");
    }

    @Test
    void anItemWhoseAnswerWasLostIsPutOnce() throws Exception {
        FifoQueue queue = new FifoQueue(a(), path);
        queue.put(text("one"));
        first.loseAnswers();
        Future<Void> put = start(() -> {
            queue.put(text("two"));
            return null;
        });
        FifoQueue other = new FifoQueue(b(), path);
        takeAndCheck(other, "one");
        takeAndCheck(other, "two");
        first.cutAndMend();
        result(put);
        assertThat(other.size())
                .as("items, though it was gone before its maker looked for it")
                .isZero();
    }

    private static void takeAndCheck(FifoQueue queue, String expected) throws InterruptedException {
        try (QueueItem item = queue.take()) {
            assertThat(item.data()).asString().isEqualTo(expected);
            item.done();
        }
    }

    @Test
    void lowPrioritiesComeFirstAndEqualOnesAsTheyWerePut() throws Exception {
        PriorityQueue queue = new PriorityQueue(a(), path);
        queue.put(text("late"), 10);
        queue.put(text("first"), 2);
        queue.put(text("second"), 2);
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            try (QueueItem item = queue.take()) {
                taken.add(new String(item.data(), UTF_8));
                item.done();
            }
        }
        assertThat(taken).containsExactly("first", "second", "late");
    }

    @Test
    void aGatheringQueueStartsWhenItsMembersAreComplete() throws Exception {
        GatheringQueue queue = new GatheringQueue(a(), path, 2);
        queue.put(text("one"));
        assertThat(queue.tryTake(SHORT)).isEmpty();
        Future<QueueItem> waiting = start(queue::take);
        new GatheringQueue(b(), path, 2).put(text("two"));
        try (QueueItem item = result(waiting)) {
            assertThat(item.data()).asString().isEqualTo("one");
            item.done();
        }
        assertThat(queue.take().data()).as("after it has started").asString().isEqualTo("two");
    }

    // Barriers.

    @Test
    void aBarrierKeepsEverybodyWaitingUntilItIsLifted() throws Exception {
        Barrier barrier = new Barrier(a(), path + "/barrier");
        barrier.raise();
        barrier.raise();
        Barrier other = new Barrier(b(), path + "/barrier");
        assertThat(other.tryAwait(SHORT)).isFalse();
        Future<Boolean> waiting = start(() -> other.tryAwait(PATIENCE));
        second.cut();
        barrier.lift();
        assertThat(result(waiting)).isTrue();
        assertThat(other.tryAwait(PATIENCE)).isTrue();
    }

    @Test
    void membersBeginAndEndTogetherRoundAfterRound() throws Exception {
        int rounds = 40;
        AtomicInteger atWork = new AtomicInteger();
        List<Future<Void>> members = new ArrayList<>();
        for (TroubledClient each : List.of(first, second, open())) {
            DoubleBarrier barrier = new DoubleBarrier(each.client(), path, 3);
            members.add(start(() -> {
                for (int round = 0; round < rounds; round++) {
                    barrier.enter();
                    assertThat(atWork.incrementAndGet()).isBetween(3 * round + 1, 3 * round + 3);
                    if (round % 15 == 2) {
                        each.cut();
                    }
                    barrier.leave();
                    assertThat(atWork.get()).isGreaterThanOrEqualTo(3 * round + 3);
                }
                return null;
            }));
        }
        for (Future<Void> member : members) {
            result(member);
        }
        assertThat(atWork).hasValue(3 * rounds);
    }

    @Test
    void aMemberThatIsGoneIsNotWaitedForAtTheEnd() throws Exception {
        DoubleBarrier one = new DoubleBarrier(a(), path, 2);
        DoubleBarrier two = new DoubleBarrier(b(), path, 2);
        assertThat(one.tryEnter(SHORT)).isFalse();
        Future<Boolean> entered = start(() -> one.tryEnter(PATIENCE));
        assertThat(two.tryEnter(PATIENCE)).isTrue();
        assertThat(result(entered)).isTrue();
        assertThat(one.tryLeave(SHORT)).isFalse();

        Future<Boolean> next = start(() -> one.tryEnter(PATIENCE));
        second.expire();
        second.reopen();
        assertThat(new DoubleBarrier(b(), path, 2).tryEnter(PATIENCE)).isTrue();
        assertThat(result(next)).isTrue();
    }

    // Numbers and names.

    @Test
    void whatIsAddedToACounterIsAddedOnce() throws Exception {
        List<Future<Void>> adders = new ArrayList<>();
        for (TroubledClient each : List.of(first, second)) {
            Counter counter = new Counter(each.client(), path);
            adders.add(start(() -> {
                for (int i = 0; i < 100; i++) {
                    if (i % 20 == 10) {
                        each.loseAnswers();
                        Future<Long> sum = start(() -> counter.add(1));
                        awaitQuiet(sum);
                        each.cutAndMend();
                        result(sum);
                    } else {
                        counter.add(1);
                    }
                }
                return null;
            }));
        }
        for (Future<Void> adder : adders) {
            result(adder);
        }
        assertThat(new Counter(a(), path).get()).isEqualTo(200);
        awaitChildren(path + "/receipts", 0);
    }

    /** Gives a request time to be done on the server while its answer cannot come. */
    private static void awaitQuiet(Future<?> pending) throws Exception {
        try {
            pending.get(20, TimeUnit.MILLISECONDS);
        } catch (TimeoutException asExpected) {
            assertThat(pending).isNotDone();
        }
    }

    @Test
    void noIdIsGivenTwice() throws Exception {
        SequenceIds one = new SequenceIds(a(), path, 10);
        SequenceIds two = new SequenceIds(b(), path, 10);
        Set<Long> ids = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(ids.add(one.next())).isTrue();
            assertThat(ids.add(two.next())).isTrue();
            if (i == 50) {
                first.cut();
            }
        }
        assertThat(Collections.max(ids)).isLessThan(300);
    }

    @Test
    void aNameIsGivenOnce() throws Exception {
        Names names = new Names(a(), path);
        assertThat(names.bind("leader-host", text("h1"))).isTrue();
        assertThat(new Names(b(), path).bind("leader-host", text("h2"))).isFalse();
        assertThat(new Names(b(), path).lookup("leader-host").orElseThrow().text())
                .isEqualTo("h1");
        assertThat(names.all()).containsExactly("leader-host");
        names.unbind("leader-host");
        assertThat(names.lookup("leader-host")).isEmpty();
        awaitChildren(path + "/receipts", 0);
    }

    @Test
    void whoHasGivenANameKnowsItAlsoWhenTheAnswerWasLost() throws Exception {
        new Names(a(), path).bind("before", NOTHING);
        first.loseAnswers();
        Future<Boolean> bound = start(() -> new Names(a(), path).bind("this", text("mine")));
        new Directory(b(), path + "/names").make(Deadline.in(PATIENCE));
        awaitThere(b(), path + "/names/this");
        first.cutAndMend();
        assertThat(result(bound)).isTrue();
    }

    private static void awaitThere(PaddockClient client, String path) throws Exception {
        try (Signal signal = new Signal(client)) {
            if (client.exists(path, signal).isEmpty()) {
                signal.await(Deadline.in(PATIENCE));
            }
        }
    }

    // What is kept up to date.

    @Test
    void aCacheSaysWhatTheTreeIs() throws Exception {
        a().create(path, null, CreateOptions.DEFAULT.withParents());
        a().create(path + "/a", text("1"));
        a().create(path + "/a/x", text("2"));
        a().create(path + "/a-b", text("3"));
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (TreeCache cache = TreeCache.open(
                b(),
                path,
                (at, now) ->
                        heard.add(at + now.map(data -> " is " + data.text()).orElse(" is gone")))) {
            assertThat(cache.awaitLoaded(PATIENCE)).isTrue();
            assertThat(cache.isCurrent()).isTrue();
            assertThat(cache.children(path)).containsExactly("a", "a-b");
            assertThat(cache.children(path + "/a")).containsExactly("x");

            a().setData(path + "/a/x", text("changed"));
            awaitHeard(heard, path + "/a/x is changed");
            a().create(path + "/a/y", text("new"));
            awaitHeard(heard, path + "/a/y is new");
            a().delete(path + "/a-b");
            awaitHeard(heard, path + "/a-b is gone");
            assertThat(cache.children(path)).containsExactly("a");
            assertThat(cache.get(path + "/a/x").orElseThrow().text()).isEqualTo("changed");
        }
    }

    @Test
    void aCacheIsConsistentAfterALostConnection() throws Exception {
        a().create(path, null, CreateOptions.DEFAULT.withParents());
        a().create(path + "/goes", text("1"));
        a().create(path + "/goes/too", text("1"));
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (TreeCache cache = TreeCache.open(
                b(),
                path,
                (at, now) ->
                        heard.add(at + now.map(data -> " is " + data.text()).orElse(" is gone")))) {
            assertThat(cache.awaitLoaded(PATIENCE)).isTrue();
            second.loseAnswers();
            a().delete(path + "/goes/too");
            a().delete(path + "/goes");
            a().create(path + "/comes", text("2"));
            second.cutAndMend();
            awaitHeard(heard, path + "/goes is gone");
            awaitHeard(heard, path + "/comes is 2");
            assertThat(cache.all()).containsOnlyKeys(path, path + "/comes");
        }
    }

    @Test
    void aCacheIsWhatTheTreeIsAfterAnyChangesAndLosses() throws Exception {
        long seed = 20_260_707;
        Random random = new Random(seed);
        TreeMap<String, String> tree = new TreeMap<>();
        a().create(path, text("root"), CreateOptions.DEFAULT.withParents());
        tree.put(path, "root");
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (TreeCache cache = TreeCache.open(b(), path, (at, now) -> heard.add(at))) {
            for (int i = 0; i < 400; i++) {
                changeSomething(tree, random, "change " + i);
                if (i % 50 == 20) {
                    second.loseAnswers();
                } else if (i % 50 == 35) {
                    second.cutAndMend();
                }
            }
            a().create(path + "/zz-end", text("end"));
            tree.put(path + "/zz-end", "end");
            awaitHeard(heard, path + "/zz-end");
            awaitCurrent(cache);
            assertThat(cache.all().entrySet())
                    .as("seed %d", seed)
                    .extracting(each -> each.getKey() + " " + each.getValue().text())
                    .containsExactlyElementsOf(tree.entrySet().stream()
                            .map(each -> each.getKey() + " " + each.getValue())
                            .toList());
        }
    }

    /** Its client's future is behind all that the cache had to read before, until there is no more. */
    private void awaitCurrent(TreeCache cache) throws Exception {
        Deadline deadline = Deadline.in(PATIENCE);
        while (!cache.isCurrent()) {
            deadline.ask(() -> b().async().sync(path));
        }
    }

    private void changeSomething(TreeMap<String, String> tree, Random random, String text) throws InterruptedException {
        List<String> paths = List.copyOf(tree.keySet());
        String at = paths.get(random.nextInt(paths.size()));
        boolean isLeaf = tree.subMap(at + "/", at + "0").isEmpty();
        if (random.nextInt(3) == 0 && isLeaf && !at.equals(path)) {
            a().delete(at);
            tree.remove(at);
        } else if (random.nextBoolean()) {
            a().setData(at, text(text));
            tree.put(at, text);
        } else {
            String child = at + "/" + "abc-".charAt(random.nextInt(4));
            if (!tree.containsKey(child)) {
                a().create(child, text(text));
                tree.put(child, text);
            }
        }
    }

    @Test
    void settingsChangeWhileClientsRun() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (Configuration writer = Configuration.open(a(), path);
                Configuration reader =
                        Configuration.open(b(), path, (key, value) -> heard.add(key + "=" + value.orElse("nothing")))) {
            writer.set("limit", "10");
            awaitHeard(heard, "limit=10");
            writer.set("limit", "20");
            awaitHeard(heard, "limit=20");
            assertThat(reader.awaitLoaded(PATIENCE)).isTrue();
            assertThat(reader.all()).isEqualTo(Map.of("limit", "20"));
            writer.remove("limit");
            awaitHeard(heard, "limit=nothing");
            assertThat(reader.get("limit")).isEmpty();
        }
    }

    @Test
    void aGroupKnowsWhoIsThere() throws Exception {
        Group group = new Group(a(), path);
        BlockingQueue<SortedSet<String>> heard = new LinkedBlockingQueue<>();
        try (TreeCache watch = group.watch(heard::add)) {
            Lease one = group.join("one", NOTHING);
            new Group(b(), path).join("two", text("about two"));
            awaitHeard(heard, new TreeSet<>(Set.of("one", "two")));
            assertThat(group.members()).containsExactlyInAnyOrder("one", "two");
            assertThat(watch.get(path + "/two").orElseThrow().text()).isEqualTo("about two");
            one.close();
            second.expire();
            awaitHeard(heard, new TreeSet<>());
        }
    }

    @Test
    void aMemberThatComesAgainWaitsForTheEndOfItsFormerSession() throws Exception {
        new Group(a(), path).join("one", NOTHING);
        assertThat(new Group(b(), path).tryJoin("one", NOTHING, SHORT)).isEmpty();
        Future<Lease> again = start(() -> new Group(b(), path).join("one", NOTHING));
        first.expire();
        assertThat(result(again).isHeld()).isTrue();
    }

    @Test
    void servicesAreFoundWhileTheyLive() throws Exception {
        ServiceInstance one = new ServiceInstance("one", "host1", 8080, "version 1");
        ServiceInstance two = new ServiceInstance("two", "host2", 8080, "");
        try (ServiceDirectory services = ServiceDirectory.open(a(), path);
                ServiceDirectory others = ServiceDirectory.open(b(), path)) {
            Optional<Lease> listed = services.tryRegister("billing", one, PATIENCE);
            others.tryRegister("billing", two, PATIENCE);
            BlockingQueue<SortedSet<String>> heard = new LinkedBlockingQueue<>();
            try (TreeCache watch = new Group(a(), path + "/billing").watch(heard::add)) {
                awaitHeard(heard, new TreeSet<>(Set.of("one", "two")));
                assertThat(services.instances("billing")).containsExactly(one, two);
                assertThat(Set.of(
                                services.next("billing").orElseThrow(),
                                services.next("billing").orElseThrow()))
                        .containsExactlyInAnyOrder(one, two);
                listed.orElseThrow().close();
                awaitHeard(heard, new TreeSet<>(Set.of("two")));
                assertThat(watch.children(path + "/billing")).containsExactly("two");
            }
        }
    }

    @Test
    void aFailureOfTheServerIsTheCallersToSee() throws Exception {
        a().create(path, null, CreateOptions.DEFAULT.withParents());
        a().setData(path, text("not a number"));
        assertThatThrownBy(() -> new Counter(a(), path).add(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not a number");
    }
}
