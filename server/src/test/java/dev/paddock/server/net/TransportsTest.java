package dev.paddock.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.wire.Bytes;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.jute.JuteRecord;
import dev.paddock.wire.proto.ConnectRequest;
import dev.paddock.wire.proto.ReplyHeader;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.RequestHeader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.epoll.Epoll;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways to a client's socket: by epoll, and by a channel of Netty's where there is no epoll. */
@Timeout(60)
class TransportsTest {
    private static final int MOST_CONNECTIONS = 2;
    private static final int LARGE = 900_000;

    /** Of large replies, more than all the buffers between the two hold. */
    private static final int MANY = 32;

    private final SteppedServer server = new SteppedServer(0, SteppedServer.LIMITS);
    private final Semaphore signals = new Semaphore(0);
    private final Thread core = new Thread(this::runCore, "core");
    private ClientListener listener;
    private InetSocketAddress address;

    private void listen(boolean isNative) throws IOException {
        assumeTrue(!isNative || Epoll.isAvailable());
        server.signal = signals::release;
        ConnectionCount count = new ConnectionCount(MOST_CONNECTIONS, 0);
        listener = new ClientListener(1, server.core, server.services, count, true, isNative);
        address = listener.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    private void runCore() {
        try {
            while (true) {
                signals.acquire();
                server.settle();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (listener != null) {
            listener.close();
        }
        core.interrupt();
        core.join();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoReadsLateGetsEverything(boolean isNative) throws IOException {
        listen(isNative);
        core.start();
        try (Client client = new Client()) {
            client.handshake();
            client.ask(1, SteppedClient.create("/large", "x".repeat(LARGE)));
            assertThat(client.reply().err()).isZero();
            for (int i = 0; i < MANY; i++) {
                client.ask(i, SteppedClient.get("/large", false));
            }
            for (int i = 0; i < MANY; i++) {
                byte[] frame = client.frame();
                assertThat(header(frame).xid()).isEqualTo(i);
                assertThat(frame).hasSize(ReplyHeader.SIZE + Integer.BYTES + LARGE + ReplyWriter.STAT_SIZE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsSentBeforeTheEndArrives(boolean isNative) throws IOException {
        server.word = "y".repeat(MANY * LARGE);
        listen(isNative);
        core.start();
        try (Client client = new Client()) {
            client.socket.getOutputStream().write("ruok".getBytes(StandardCharsets.US_ASCII));
            client.socket.shutdownOutput();
            byte[] answer = client.in.readAllBytes();
            assertThat(new String(answer, StandardCharsets.US_ASCII).equals(server.word))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsCutOffIsNoticed(boolean isNative) throws Exception {
        listen(isNative);
        core.start();
        try (Client client = new Client()) {
            client.handshake();
            awaitConnections(open -> open == 1);
            client.cutOff();
            awaitConnections(open -> open == 0);
        }
    }

    /** Without epoll that is noticed when it is read again, if not by TCP. */
    @Test
    void whoIsCutOffIsNoticedAlsoWhileNothingIsReadOfIt() throws Exception {
        listen(true);
        // No core: the handshake is not answered.
        try (Client client = new Client()) {
            client.send(new ConnectRequest(0, 0, 10_000, 0, Bytes.wrap(new byte[16]), false, true));
            await(report -> report.connections().size() == 1
                    && !report.connections().get(0).isReading());
            client.cutOff();
            awaitConnections(open -> open == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsOneTooManyIsClosedAndTheNextOneIsNot(boolean isNative) throws Exception {
        listen(isNative);
        core.start();
        try (Client first = new Client();
                Client second = new Client()) {
            first.handshake();
            second.handshake();
            try (Client third = new Client()) {
                assertThat(third.in.read()).isEqualTo(-1);
            }
            second.cutOff();
            awaitConnections(open -> open == 1);
            try (Client third = new Client()) {
                third.handshake();
            }
        }
    }

    private void awaitConnections(Predicate<Integer> open) throws Exception {
        await(report -> open.test(report.open()));
    }

    private void await(Predicate<TrafficReport> holds) throws Exception {
        TrafficReport report;
        do {
            CompletableFuture<TrafficReport> asked = new CompletableFuture<>();
            listener.report(true, asked::complete);
            report = asked.get();
        } while (!holds.test(report));
    }

    private static ReplyHeader header(byte[] frame) {
        return ReplyHeader.read(new JuteReader(Unpooled.wrappedBuffer(frame)));
    }

    private final class Client implements Closeable {
        private final Socket socket = new Socket(address.getAddress(), address.getPort());
        private final DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));

        Client() throws IOException {}

        void handshake() throws IOException {
            send(new ConnectRequest(0, 0, 10_000, 0, Bytes.wrap(new byte[16]), false, true));
            frame();
        }

        void ask(int xid, Request request) throws IOException {
            send(new RequestHeader(xid, request.op().code()), request);
        }

        void send(JuteRecord... records) throws IOException {
            ByteBuf frame = SteppedClient.frame(records);
            frame.readBytes(socket.getOutputStream(), frame.readableBytes());
        }

        ReplyHeader reply() throws IOException {
            return header(frame());
        }

        byte[] frame() throws IOException {
            byte[] frame = new byte[in.readInt()];
            in.readFully(frame);
            return frame;
        }

        void cutOff() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
