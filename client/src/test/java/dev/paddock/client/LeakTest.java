package dev.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.server.EmbeddedServer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that is closed leaves nothing behind: no thread, no buffer. */
@Timeout(120)
class LeakTest {
    private static final int CLIENTS = 30;

    private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();

    @BeforeEach
    void watchEveryBuffer() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    @AfterEach
    void asBefore() {
        ResourceLeakDetector.setLevel(before);
    }

    private static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("paddock-client"))
                .toList();
    }

    @Test
    void aClosedClientLeavesNoThread() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start();
                TcpProxy proxy = new TcpProxy(server.port())) {
            for (int i = 0; i < CLIENTS; i++) {
                PaddockClient client = PaddockClient.builder()
                        .connectString(proxy.connectString() + ",localhost:" + server.port())
                        .connect(Duration.ofSeconds(20));
                client.async().exists("/").get(20, TimeUnit.SECONDS);
                if (i % 3 == 0) {
                    proxy.cut();
                }
                if (i % 3 == 1) {
                    client.async().getChildren("/");
                }
                client.close();
                assertThat(ourThreads())
                        .doesNotContain("paddock-client-io", "paddock-client-callbacks")
                        .isEmpty();
            }
            PaddockClient neverConnected =
                    PaddockClient.builder().connectString("127.0.0.1:1").connect();
            assertThat(ourThreads()).isNotEmpty();
            neverConnected.close();
            assertThat(ourThreads()).isEmpty();
        }
    }

    @Test
    void noBufferIsLeft() throws Exception {
        AtomicReference<String> leak = new AtomicReference<>();
        AtomicInteger buffers = new AtomicInteger();
        ResourceLeakDetector.LeakListener listener = (type, records) -> {
            buffers.incrementAndGet();
            leak.set(type + records);
        };
        try (EmbeddedServer server = EmbeddedServer.start(Map.of("maxClientCnxns", "0"));
                TcpProxy proxy = new TcpProxy(server.port())) {
            io.netty.util.ResourceLeakDetectorFactory.instance()
                    .newResourceLeakDetector(io.netty.buffer.ByteBuf.class)
                    .setLeakListener(listener);
            for (int i = 0; i < CLIENTS; i++) {
                try (PaddockClient client = PaddockClient.builder()
                        .connectString(proxy.connectString())
                        .retryIdempotent(true)
                        .connect(Duration.ofSeconds(20))) {
                    for (int j = 0; j < 100; j++) {
                        client.async().create("/" + i + "-" + j, new byte[10_000]);
                        client.async().getData("/" + i + "-" + j);
                    }
                    proxy.cut();
                    client.exists("/");
                }
            }
        }
        // A buffer that was lost is noticed when the collector has found it and the next one is taken.
        for (int i = 0; i < 10; i++) {
            System.gc();
            io.netty.buffer.PooledByteBufAllocator.DEFAULT.buffer(1).release();
        }
        assertThat(leak.get()).isNull();
        assertThat(buffers).hasValue(0);
    }

    @Test
    void whatIsSharedIsLeftToItsOwner() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        Executor callbacks = executor;
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (EmbeddedServer server = EmbeddedServer.start()) {
            PaddockClientBuilder builder = PaddockClient.builder()
                    .connectString(server.connectString())
                    .eventLoops(loops)
                    .callbackExecutor(callbacks);
            PaddockClient first = builder.connect(Duration.ofSeconds(20));
            PaddockClient second = builder.connect(Duration.ofSeconds(20));
            first.close();
            assertThat(second.async().exists("/").get(20, TimeUnit.SECONDS)).isPresent();
            second.close();
            assertThat(loops.isShuttingDown()).isFalse();
            assertThat(executor.isShutdown()).isFalse();
            assertThat(ourThreads()).isEmpty();
        } finally {
            executor.shutdown();
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
        }
    }
}
