package dev.paddock.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.paddock.server.EmbeddedServer;
import dev.paddock.testing.TcpProxy;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.ResourceLeakDetector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A client that is closed leaves nothing behind: no thread, no buffer. */
@Timeout(120)
class LeakTest {
    private static final int CLIENTS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static List<Thread> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("paddock-client"))
                .toList();
    }

    /** A pool has ended a moment before its thread has. */
    private static void expectNoThread() throws InterruptedException {
        for (Thread thread : ourThreads()) {
            thread.join(5_000);
        }
        assertThat(ourThreads()).isEmpty();
    }

    @Test
    void aClosedClientLeavesNoThread() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start();
                TcpProxy proxy = new TcpProxy(server.port())) {
            for (int i = 0; i < CLIENTS; i++) {
                PaddockClient client = PaddockClient.builder()
                        .connectString(proxy.connectString() + ",localhost:" + server.port())
                        .connect(PATIENCE);
                client.async().exists("/").get(20, TimeUnit.SECONDS);
                if (i % 3 == 0) {
                    proxy.cut();
                }
                if (i % 3 == 1) {
                    client.async().getChildren("/");
                }
                client.close();
                expectNoThread();
            }
            PaddockClient neverConnected =
                    PaddockClient.builder().connectString("127.0.0.1:1").connect();
            assertThat(ourThreads()).isNotEmpty();
            neverConnected.close();
            expectNoThread();
        }
    }

    @Test
    void noBufferIsLeft() throws Exception {
        ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        Logger log = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
        ListAppender<ILoggingEvent> reports = new ListAppender<>();
        reports.start();
        log.addAppender(reports);
        try {
            work();
            // One is lost on purpose: when the collector has found it, it has found all that were lost before.
            ByteBufAllocator.DEFAULT.directBuffer(1).writeByte(1);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (reports.list.isEmpty() && System.nanoTime() < end) {
                System.gc();
                ByteBufAllocator.DEFAULT.directBuffer(1).release();
            }
            assertThat(reports.list)
                    .singleElement()
                    .satisfies(report -> assertThat(report.getFormattedMessage())
                            .contains("LEAK")
                            .contains("LeakTest.noBufferIsLeft"));
        } finally {
            log.detachAppender(reports);
            ResourceLeakDetector.setLevel(before);
        }
    }

    /** With answers in every state of arrival when the connection goes. */
    private static void work() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start();
                TcpProxy proxy = new TcpProxy(server.port())) {
            for (int i = 0; i < CLIENTS; i++) {
                try (PaddockClient client = PaddockClient.builder()
                        .connectString(proxy.connectString())
                        .retryIdempotent(true)
                        .connect(PATIENCE)) {
                    for (int j = 0; j < 100; j++) {
                        client.async().create("/" + i + "-" + j, new byte[10_000]);
                        client.async().getData("/" + i + "-" + j);
                    }
                    proxy.cut();
                    client.exists("/");
                }
            }
        }
    }

    @Test
    void whatIsSharedIsLeftToItsOwner() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (EmbeddedServer server = EmbeddedServer.start()) {
            PaddockClientBuilder builder = PaddockClient.builder()
                    .connectString(server.connectString())
                    .eventLoops(loops)
                    .callbackExecutor(executor);
            PaddockClient first = builder.connect(PATIENCE);
            PaddockClient second = builder.connect(PATIENCE);
            first.close();
            assertThat(second.async().exists("/").get(20, TimeUnit.SECONDS)).isPresent();
            second.close();
            assertThat(loops.isShuttingDown()).isFalse();
            assertThat(executor.isShutdown()).isFalse();
            expectNoThread();
        } finally {
            executor.shutdown();
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
        }
    }
}
