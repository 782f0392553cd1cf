package dev.paddock.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.Id;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.ExistsRequest;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.SyncRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same read answered in the three ways there are: on the loop, behind a write, and with a watch. */
class PlainReadsTest {
    private static final List<String> PATHS = List.of(
            "/", "", "/a", "/a/b", "/secret", "/none", "/a/", "/a//b", "a", "/zookeeper/config", "/nul\0", "/null");

    private final SteppedServer server = new SteppedServer(1, SteppedServer.LIMITS);

    @Test
    void aReadIsAnsweredTheSameWhereverItIs() {
        SteppedClient client = server.open(0);
        create(client, "/a", Bytes.ofText("1"), Acl.OPEN);
        create(client, "/a/b", Bytes.EMPTY, Acl.OPEN);
        create(client, "/null", null, Acl.OPEN);
        create(client, "/secret", Bytes.ofText("1"), List.of(new Acl(31, new Id("digest", "bob:x"))));
        create(client, "/a/big", Bytes.wrap(new byte[200_000]), Acl.OPEN);
        for (String path : PATHS) {
            for (OpCode op : List.of(OpCode.GET_DATA, OpCode.EXISTS, OpCode.GET_CHILDREN, OpCode.GET_CHILDREN2)) {
                SteppedClient.Frame onLoop = answer(client, request(op, path, false), false);
                SteppedClient.Frame behindWrite = answer(client, request(op, path, false), true);
                SteppedClient.Frame watching = answer(client, request(op, path, true), false);
                assertThat(behindWrite.header().err())
                        .as("%s %s", op, path)
                        .isEqualTo(onLoop.header().err());
                assertThat(behindWrite.response()).as("%s %s", op, path).isEqualTo(onLoop.response());
                assertThat(watching.header().err())
                        .as("%s %s", op, path)
                        .isEqualTo(onLoop.header().err());
                assertThat(watching.response()).as("%s %s", op, path).isEqualTo(onLoop.response());
            }
        }
    }

    private void create(SteppedClient client, String path, Bytes data, List<Acl> acl) {
        client.ask(new CreateRequest(
                OpCode.CREATE, Utf8.of(path), data, acl, CreateMode.PERSISTENT.flags(), CreateRequest.NO_TTL));
        server.settle();
        assertThat(client.receive().header().err()).isZero();
    }

    /** @param behind whether something that goes through the core comes first */
    private SteppedClient.Frame answer(SteppedClient client, Request request, boolean behind) {
        if (behind) {
            client.ask(new SyncRequest(Utf8.of("/")));
        }
        client.ask(request);
        server.settle();
        if (behind) {
            client.receive();
        }
        return client.receive();
    }

    private static Request request(OpCode op, String path, boolean watch) {
        return switch (op) {
            case GET_DATA -> new GetDataRequest(Utf8.of(path), watch);
            case EXISTS -> new ExistsRequest(Utf8.of(path), watch);
            default -> new GetChildrenRequest(op, Utf8.of(path), watch);
        };
    }
}
