package dev.paddock.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator reads of handshakes that fail. */
class TlsHandshakeTest {
    private static final int TIMEOUT_MILLIS = 1000;

    private final SteppedServer server = new SteppedServer(1, SteppedServer.LIMITS);
    private final ClientLoop loop = server.loops.get(0);
    private final ConnectionCount count = new ConnectionCount(1, 0);
    private final InetAddress address = InetAddress.getLoopbackAddress();
    private TlsPort port;
    private EmbeddedChannel channel;

    @BeforeEach
    void connect() throws Exception {
        SSLContext context = SSLContext.getDefault();
        port = new TlsPort(
                client -> {
                    SSLEngine engine = context.createSSLEngine();
                    engine.setUseClientMode(false);
                    return engine;
                },
                "x509",
                1,
                0);
        channel = new EmbeddedChannel(
                port.newHandler(new InetSocketAddress(address, 4711), TIMEOUT_MILLIS),
                new TlsHandshake(loop, count, count.open(address), port));
        assertThat(loop.tlsHandshakes).isEqualTo(1);
    }

    @AfterEach
    void close() {
        channel.close();
        port.close();
    }

    private void assertIsOver() {
        assertThat(channel.isOpen()).isFalse();
        assertThat(loop.tlsHandshakes).isZero();
        assertThat(loop.report(false).traffic().connections().failedTls()).isEqualTo(1);
        assertThat(count.tooMany(count.open(address)))
                .as("the place of it is free")
                .isNull();
    }

    @Test
    void plainTextIsCalledByItsName() {
        channel.writeInbound(Unpooled.copiedBuffer("ruok, is anybody there?", StandardCharsets.US_ASCII));

        assertThat(server.rejections)
                .containsExactly(
                        "the TLS handshake failed: plain text came. Clients of secureClientPort have to speak TLS");
        assertIsOver();
    }

    @Test
    void anAlertOfTheClientIsTold() {
        int certificateUnknown = 46;
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {21, 3, 3, 0, 2, 2, (byte) certificateUnknown}));
        channel.runPendingTasks();

        assertThat(server.rejections).singleElement().asString().contains("certificate_unknown");
        assertIsOver();
    }

    @Test
    void oneThatStandsStillIsToldWithItsTime() {
        channel.advanceTimeBy(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();

        assertThat(server.rejections).singleElement().asString().contains("nio.sessionlessCnxnTimeout");
        assertIsOver();
    }

    @Test
    void whoOnlyLooksWhetherThereIsAPortIsNoNews() {
        channel.close();

        assertThat(server.rejections).isEmpty();
        assertIsOver();
    }

    @Test
    void nonsenseOfAnyKindEndsTheConnectionAndNothingElse() {
        channel.writeInbound(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("1603030005ffffffffff")));
        channel.runPendingTasks();

        assertThat(server.rejections).singleElement().asString().startsWith("the TLS handshake failed: ");
        assertIsOver();
    }
}
