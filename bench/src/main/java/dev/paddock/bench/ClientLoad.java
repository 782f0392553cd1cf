package dev.paddock.bench;

import dev.paddock.client.PaddockClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** One client library at work, in a JVM of its own: some clients, each with so many requests in flight all the time. */
public final class ClientLoad {
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] DATA = new byte[100];

    private final Work work;
    private final int inFlight;

    /** Requests done by each client: its callback thread alone writes it. */
    private final long[][] done;

    private final CountDownLatch hasFailed = new CountDownLatch(1);

    /** Of the last request that has, once {@link #hasFailed} is open. */
    private volatile Throwable failure;

    private ClientLoad(Work work, int clients, int inFlight) {
        this.work = work;
        this.inFlight = inFlight;
        // So far apart that no two are in one line of a cache.
        this.done = new long[clients][32];
    }

    enum Work {
        GET_DATA,
        SET_DATA
    }

    enum Library {
        OURS,
        THEIRS
    }

    /** Arguments: library, connect string, work, clients, in flight of each. Prints requests a second, and CPU us of each. */
    public static void main(String[] arguments) throws Exception {
        Work work = Work.valueOf(arguments[2]);
        ClientLoad load = new ClientLoad(work, Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
        List<AutoCloseable> clients = new ArrayList<>();
        for (int i = 0; i < load.done.length; i++) {
            clients.add(
                    Library.valueOf(arguments[0]) == Library.OURS
                            ? load.startOurs(arguments[1], i)
                            : load.startTheirs(arguments[1], i));
        }
        System.out.println(load.measure());
        for (AutoCloseable client : clients) {
            client.close();
        }
    }

    private String measure() throws InterruptedException {
        loadFor(WARM_UP);
        long doneBefore = total();
        long cpuBefore = cpuNanos();
        long start = System.nanoTime();
        loadFor(MEASURED);
        double seconds = (System.nanoTime() - start) / 1e9;
        long requests = total() - doneBefore;
        double cpuMicros = (cpuNanos() - cpuBefore) / 1e3 / requests;
        return String.format(Locale.ROOT, "%f %f", requests / seconds, cpuMicros);
    }

    /** The callbacks keep it up; this only looks on. */
    private void loadFor(Duration time) throws InterruptedException {
        if (hasFailed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("a request has failed", failure);
        }
    }

    private void failed(Throwable why) {
        failure = why;
        hasFailed.countDown();
    }

    /** Not exact to a request, which does not matter among a hundred thousand. */
    private long total() {
        return Arrays.stream(done).mapToLong(each -> each[16]).sum();
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static String path(int client) {
        return "/load-" + client;
    }

    private PaddockClient startOurs(String connectString, int number) throws InterruptedException {
        PaddockClient client =
                PaddockClient.builder().connectString(connectString).connect(PATIENCE);
        if (client.exists(path(number)).isEmpty()) {
            client.create(path(number), DATA);
        }
        for (int i = 0; i < inFlight; i++) {
            nextOfOurs(client, number);
        }
        return client;
    }

    private void nextOfOurs(PaddockClient client, int number) {
        CompletableFuture<?> answer = switch (work) {
            case GET_DATA -> client.async().getData(path(number)).thenAccept(read -> check(read.bytes()));
            case SET_DATA -> client.async().setData(path(number), DATA);
        };
        answer.whenComplete((result, failed) -> {
            if (failed == null) {
                done[number][16]++;
                nextOfOurs(client, number);
            } else if (!client.state().isFinal()) {
                failed(failed);
            }
        });
    }

    /** That nobody is fast for reading nothing. */
    private static void check(byte[] data) {
        if (data == null || data.length != DATA.length) {
            throw new IllegalStateException("what was read is not what was written");
        }
    }

    private ZooKeeper startTheirs(String connectString, int number)
            throws IOException, InterruptedException, KeeperException {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper client = new ZooKeeper(connectString, 30_000, event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        if (!connected.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("no connection to " + connectString);
        }
        if (client.exists(path(number), false) == null) {
            client.create(path(number), DATA, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }
        for (int i = 0; i < inFlight; i++) {
            nextOfTheirs(client, number);
        }
        return client;
    }

    private void nextOfTheirs(ZooKeeper client, int number) {
        switch (work) {
            case GET_DATA ->
                client.getData(
                        path(number),
                        false,
                        (code, path, context, data, stat) -> theirsDone(client, number, code),
                        null);
            case SET_DATA ->
                client.setData(
                        path(number), DATA, -1, (code, path, context, stat) -> theirsDone(client, number, code), null);
        }
    }

    private void theirsDone(ZooKeeper client, int number, int code) {
        if (code == 0) {
            done[number][16]++;
            nextOfTheirs(client, number);
        } else if (client.getState().isAlive()) {
            failed(KeeperException.create(KeeperException.Code.get(code)));
        }
    }
}
