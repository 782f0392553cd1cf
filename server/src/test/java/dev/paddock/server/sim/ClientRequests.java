package dev.paddock.server.sim;

import dev.paddock.server.net.SteppedClient;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.CheckRequest;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.SetDataRequest;
import dev.paddock.wire.proto.SyncRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a client asks for, of few znodes, so that clients meet. What it writes has a name of its own. */
final class ClientRequests {
    private static final int ZNODES = 4;

    private final Random random;
    private final int client;
    private long names;

    ClientRequests(Random random, int client) {
        this.random = random;
        this.client = client;
    }

    Request next() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> write();
            case 4, 5 -> SteppedClient.get(path(), random.nextBoolean());
            case 6 -> SteppedClient.exists(path(), random.nextBoolean());
            case 7 -> SteppedClient.children(random.nextBoolean() ? "/" : path(), random.nextBoolean());
            case 8 -> random.nextInt(3) == 0 ? sync() : write();
            default -> SteppedClient.get(path(), false);
        };
    }

    Request sync() {
        return new SyncRequest(Utf8.of(path()));
    }

    Request write() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> set(path());
            case 4, 5 -> create(path(), CreateMode.PERSISTENT, OpCode.CREATE);
            case 6 -> create(path(), CreateMode.EPHEMERAL, OpCode.CREATE2);
            case 7 -> create("/" + client + "-", CreateMode.EPHEMERAL_SEQUENTIAL, OpCode.CREATE);
            case 8, 9 -> delete(path());
            default -> multi();
        };
    }

    private Request multi() {
        List<Request> parts = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            parts.add(
                    switch (random.nextInt(5)) {
                        case 0 -> create(path(), CreateMode.PERSISTENT, OpCode.CREATE);
                        case 1 -> delete(path());
                        case 2 -> new CheckRequest(Utf8.of(path()), ExpectedVersion.ANY);
                        default -> set(path());
                    });
        }
        return new MultiRequest(parts);
    }

    /** To be asked for where it must not be done. */
    SetDataRequest forbidden() {
        return set("/zookeeper/quota");
    }

    private String path() {
        String path = "/" + (char) ('a' + random.nextInt(ZNODES));
        return random.nextInt(4) == 0 ? path + "/child" : path;
    }

    private SetDataRequest set(String path) {
        return SteppedClient.set(path, name());
    }

    private DeleteRequest delete(String path) {
        return new DeleteRequest(Utf8.of(path), ExpectedVersion.ANY);
    }

    private CreateRequest create(String path, CreateMode mode, OpCode op) {
        return new CreateRequest(op, Utf8.of(path), Bytes.ofText(name()), Acl.OPEN, mode.flags(), CreateRequest.NO_TTL);
    }

    private String name() {
        names++;
        return EnsembleWorld.Names.of(client, names);
    }
}
