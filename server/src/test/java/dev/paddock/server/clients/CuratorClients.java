package dev.paddock.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.testing.TcpProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryForever;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** What the tests of Curator's recipes have: two clients in a namespace of the test, the first of them behind a proxy. */
@Timeout(120)
abstract class CuratorClients {
    private static final int SHORT_TIMEOUT = 4_000;
    private static final int WAIT_SECONDS = 30;

    final ExecutorService threads = Executors.newCachedThreadPool();
    TcpProxy proxy;
    CuratorFramework one;
    CuratorFramework two;

    @BeforeEach
    void connect(TestInfo test) throws IOException {
        String namespace = test.getTestMethod().orElseThrow().getName();
        proxy = new TcpProxy(Servers.shared().port());
        one = client(proxy.connectString(), namespace, SHORT_TIMEOUT);
        two = client(Servers.shared().connectString(), namespace, Sessions.LONG_TIMEOUT);
    }

    private static CuratorFramework client(String connectString, String namespace, int timeoutMillis) {
        CuratorFramework client = CuratorFrameworkFactory.builder()
                .connectString(connectString)
                .namespace(namespace)
                .sessionTimeoutMs(timeoutMillis)
                .retryPolicy(new RetryForever(100))
                .build();
        awaitConnected(client);
        return client;
    }

    /** Recipes do things once more when they hear of a connection, and a test that is quick would be in between. */
    private static void awaitConnected(CuratorFramework client) {
        CountDownLatch told = new CountDownLatch(1);
        client.getConnectionStateListenable().addListener((same, state) -> {
            if (state == ConnectionState.CONNECTED) {
                told.countDown();
            }
        });
        client.start();
        try {
            assertThat(told.await(WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @AfterEach
    void close() throws IOException {
        threads.shutdownNow();
        one.close();
        two.close();
        proxy.close();
    }

    /** What comes next, which has to come. */
    static <T> T next(BlockingQueue<T> heard) throws InterruptedException {
        T next = heard.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("what is waited for").isNotNull();
        return next;
    }

    static <T> T result(Future<T> future) throws Exception {
        return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    <T> Future<T> start(Callable<T> task) {
        return threads.submit(task);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
