package dev.paddock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.jute.JuteReader;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.ExistsRequest;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetChildrenResponse;
import dev.paddock.wire.proto.PingRequest;
import dev.paddock.wire.proto.ReplyHeader;
import dev.paddock.wire.proto.Response;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sizes and numbers at which others fall over, against a server with sockets and a disk. */
@Timeout(120)
class NoCliffsTest {
    @TempDir
    Path directory;

    private RunningServer server;

    @BeforeEach
    void start() throws IOException {
        server = new RunningServer(directory, Map.of("maxClientCnxns", "0"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fourThousandConnectionsAreServed() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 4000; i++) {
                RawClient client = new RawClient(server.port());
                clients.add(client);
                client.sendHandshake();
            }
            for (RawClient client : clients) {
                assertThat(client.receiveHandshake().isRefusal()).isFalse();
                client.ask(new PingRequest());
                client.ask(create("/of-everyone-", CreateMode.PERSISTENT_SEQUENTIAL, 10));
                client.flush();
            }
            for (RawClient client : clients) {
                assertThat(client.receive().xid()).isEqualTo(ReplyHeader.PING_XID);
                assertThat(client.receive().err()).isZero();
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void aSessionWithAHundredThousandEphemeralsClosesAndTheServerStartsAgain() throws IOException {
        int ephemerals = 100_000;
        try (RawClient client = RawClient.withSession(server.port())) {
            for (int i = 0; i < ephemerals; i++) {
                client.ask(create("/an-ephemeral-with-a-name-as-long-as-they-are-" + i, CreateMode.EPHEMERAL, 0));
                if (i % 500 == 499) {
                    client.flush();
                    for (int reply = 0; reply < 500; reply++) {
                        assertThat(client.receive().err()).isZero();
                    }
                }
            }
            client.ask(new CloseSessionRequest());
            client.flush();
            assertThat(client.receive().err()).isZero();
            assertThat(client.isClosedByServer()).isTrue();
        }
        server.restart();
        try (RawClient client = RawClient.withSession(server.port())) {
            client.ask(new ExistsRequest(Utf8.of("/an-ephemeral-with-a-name-as-long-as-they-are-0"), false));
            client.ask(new GetChildrenRequest(OpCode.GET_CHILDREN, Utf8.of("/"), false));
            client.flush();
            assertThat(client.receive().err()).isEqualTo(-101);
            assertThat(children(client)).hasSize(1);
        }
    }

    @Test
    void aListOfAHundredThousandChildrenIsWhole() throws IOException {
        int children = 100_000;
        try (RawClient client = RawClient.withSession(server.port())) {
            client.ask(create("/parent", CreateMode.PERSISTENT, 0));
            client.flush();
            client.receive();
            for (int i = 0; i < children; i++) {
                client.ask(create("/parent/child-" + i, CreateMode.PERSISTENT, 0));
                if (i % 500 == 499) {
                    client.flush();
                    for (int reply = 0; reply < 500; reply++) {
                        assertThat(client.receive().err()).isZero();
                    }
                }
            }
            client.ask(new GetChildrenRequest(OpCode.GET_CHILDREN, Utf8.of("/parent"), false));
            client.ask(new PingRequest());
            client.flush();
            assertThat(children(client)).hasSize(children).doesNotHaveDuplicates();
            assertThat(client.receive().xid()).isEqualTo(ReplyHeader.PING_XID);
        }
    }

    @Test
    void aFloodOfNonsenseCostsOnlyItself() throws IOException {
        try (RawClient client = RawClient.withSession(server.port())) {
            for (int i = 0; i < 200; i++) {
                try (RawClient hostile = new RawClient(server.port())) {
                    hostile.writeRaw(new byte[] {(byte) i, (byte) (i * 7), 0x7F, 1, 2, 3, 4, 5});
                    if (i % 2 == 0) {
                        hostile.writeRaw(new byte[1000]);
                    }
                }
            }
            client.ask(create("/still-served", CreateMode.PERSISTENT, 10));
            client.flush();
            assertThat(client.receive().err()).isZero();
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAStop() throws IOException {
        try (RawClient client = RawClient.withSession(server.port())) {
            client.ask(create("/kept", CreateMode.PERSISTENT, 10));
            client.flush();
            assertThat(client.receive().err()).isZero();
        }
        server.restart();
        try (RawClient client = RawClient.withSession(server.port())) {
            client.ask(new ExistsRequest(Utf8.of("/kept"), false));
            client.flush();
            assertThat(client.receive().err()).isZero();
        }
    }

    private static List<Utf8> children(RawClient client) throws IOException {
        JuteReader in = new JuteReader(Unpooled.wrappedBuffer(client.receiveFrame()));
        assertThat(ReplyHeader.read(in).err()).isZero();
        return ((GetChildrenResponse) Response.read(OpCode.GET_CHILDREN, in)).children();
    }

    private static CreateRequest create(String path, CreateMode mode, int length) {
        return new CreateRequest(
                OpCode.CREATE,
                Utf8.of(path),
                Bytes.wrap(new byte[length]),
                Acl.OPEN,
                mode.flags(),
                CreateRequest.NO_TTL);
    }
}
