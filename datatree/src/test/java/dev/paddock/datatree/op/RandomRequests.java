package dev.paddock.datatree.op;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.Id;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.CheckRequest;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.DeleteContainerRequest;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.ExistsRequest;
import dev.paddock.wire.proto.GetAclRequest;
import dev.paddock.wire.proto.GetAllChildrenNumberRequest;
import dev.paddock.wire.proto.GetChildrenRequest;
import dev.paddock.wire.proto.GetDataRequest;
import dev.paddock.wire.proto.GetEphemeralsRequest;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.SetAclRequest;
import dev.paddock.wire.proto.SetDataRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes up requests that have a fair chance to meet each other: few names, few sessions, small versions. */
final class RandomRequests {
    static final Id U = new Id("digest", "u:h");
    static final Id V = new Id("digest", "v:h");

    /** Who the sessions are: nobody, one user, two users, and somebody whom nothing is refused. */
    static final Map<Long, List<Id>> IDENTITIES =
            Map.of(1L, List.of(), 2L, List.of(U), 3L, List.of(V, U), 4L, List.of(new Id("super", ""), V));

    private static final String[] PATHS = {
        "/a",
        "/a",
        "/b",
        "/a/b",
        "/a/b",
        "/a/c",
        "/a/b/c",
        "/a/b/c/d",
        "/b/x",
        "/b/ü",
        "/a/bb",
        "/s-",
        "/a/s-",
        "/a/b/",
        "/zookeeper/x",
    };
    private static final String[] ODD_PATHS = {
        "",
        "/",
        "//",
        "//a",
        "/a/",
        "/a//b",
        "a",
        "a/b",
        "/a/.",
        "/a/..",
        "/.",
        "/a/./b",
        "/a\0b",
        "/a/\u0001",
        "/a/\uE000",
        "/a/\uFFFD",
        "/a/\uD83D\uDE00",
        "/a/\u00A0",
        "/zookeeper",
        "/zookeeper/config",
        "/zookeeper/quota",
        "/zookeeper/config/x",
        "/none/a",
    };
    private static final String[] QUOTA_PATHS = {
        "/zookeeper/quota/a", "/zookeeper/quota/a/zookeeper_limits", "/zookeeper/quota/a/zookeeper_stats",
        "/zookeeper/quota/a/b", "/zookeeper/quota/a/b/zookeeper_limits", "/zookeeper/quota/a/b/zookeeper_stats",
        "/zookeeper/quota/zookeeper_limits", "/zookeeper/quota/zookeeper_stats", "/zookeeper/zookeeper_limits",
    };
    private static final String[] QUOTA_TEXTS = {
        "count=3,bytes=4",
        "count=-1,bytes=-1=;byteHardLimit=6;countHardLimit=3",
        "countHardLimit=2",
        "byteHardLimit=0",
        "count=0,bytes=0",
        "bytes=5;foo=3",
        "garbage",
        "count=abc",
        "count=,bytes=5",
    };
    private static final OpCode[] CREATES = {
        OpCode.CREATE, OpCode.CREATE, OpCode.CREATE2, OpCode.CREATE_CONTAINER, OpCode.CREATE_TTL
    };
    private static final List<List<Acl>> ACLS = List.of(
            Acl.OPEN,
            Acl.OPEN,
            Acl.OPEN,
            List.of(new Acl(31, Id.ANYONE)),
            Acl.READ_ONLY,
            List.of(new Acl(31, U)),
            List.of(new Acl(31, V), new Acl(31, V), new Acl(1, Id.ANYONE)),
            List.of(new Acl(31, new Id("auth", "")), new Acl(5, Id.ANYONE)),
            List.of(new Acl(16, Id.ANYONE)),
            List.of(new Acl(-1, Id.ANYONE)),
            List.of(new Acl(0, Id.ANYONE)),
            List.of(),
            List.of(new Acl(31, new Id("world", "x"))),
            List.of(new Acl(31, new Id("digest", "u"))),
            List.of(new Acl(31, new Id("nobody", "knows"))));

    private final Random random;

    RandomRequests(Random random) {
        this.random = random;
    }

    /** A step of a run: a request, or the opening of a session if it is null. */
    record Step(long session, Request request) {
        @Override
        public String toString() {
            return session + ": " + (request == null ? "open" : request);
        }
    }

    List<Step> steps(int count) {
        List<Step> steps = new ArrayList<>();
        for (long session : IDENTITIES.keySet().stream().sorted().toList()) {
            steps.add(new Step(session, null));
        }
        for (int i = 0; i < count; i++) {
            steps.add(step());
        }
        return steps;
    }

    private Step step() {
        long session = 1 + random.nextInt(4);
        return new Step(
                session,
                switch (random.nextInt(24)) {
                    case 0 -> null;
                    case 1 -> random.nextInt(3) == 0 ? new CloseSessionRequest() : null;
                    case 2, 3, 4 -> multi();
                    case 5 -> new SetAclRequest(path(), acl(), version());
                    case 6 -> new DeleteContainerRequest(path());
                    case 7, 8, 9, 10 -> read();
                    default -> part();
                });
    }

    private MultiRequest multi() {
        List<Request> parts = new ArrayList<>();
        for (int left = random.nextInt(6); left > 0; left--) {
            Request part = part();
            parts.add(isForMulti(part) ? part : check());
        }
        return new MultiRequest(parts);
    }

    /** Others make the whole of it unreadable. */
    private static boolean isForMulti(Request part) {
        if (part instanceof CreateRequest create) {
            return create.path() != null
                    && (create.op() == OpCode.CREATE_TTL || create.flags() >= 0 && create.flags() <= 4);
        }
        return !(part instanceof DeleteRequest delete && delete.path() == null
                || part instanceof SetDataRequest setData && setData.path() == null);
    }

    private Request part() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> new SetDataRequest(path(), data(), version());
            case 2, 3 -> new DeleteRequest(path(), version());
            case 4 -> new SetDataRequest(path(), data(), ExpectedVersion.ANY);
            case 5 -> random.nextInt(3) == 0 ? quotaNode() : new DeleteRequest(path(), ExpectedVersion.ANY);
            case 6 -> quotaNode();
            default ->
                new CreateRequest(CREATES[random.nextInt(CREATES.length)], path(), data(), acl(), flags(), ttl());
        };
    }

    /** Only a multi has checks. */
    private Request check() {
        return new CheckRequest(Utf8.of(oneOf(random.nextInt(5) == 0 ? ODD_PATHS : PATHS)), version());
    }

    private Request quotaNode() {
        Utf8 path = Utf8.of(oneOf(QUOTA_PATHS));
        Bytes data = random.nextInt(8) == 0 ? null : Bytes.ofText(oneOf(QUOTA_TEXTS));
        return switch (random.nextInt(5)) {
            case 0 -> new SetDataRequest(path, data, ExpectedVersion.ANY);
            case 1 ->
                random.nextInt(2) == 0
                        ? new DeleteRequest(path, ExpectedVersion.ANY)
                        : new SetDataRequest(path, data, ExpectedVersion.ANY);
            default -> new CreateRequest(OpCode.CREATE2, path, data, Acl.OPEN, 0, CreateRequest.NO_TTL);
        };
    }

    private Request read() {
        return switch (random.nextInt(7)) {
            case 0 -> new ExistsRequest(path(), false);
            case 1 -> new GetDataRequest(path(), false);
            case 2 -> new GetChildrenRequest(OpCode.GET_CHILDREN, path(), false);
            case 3 -> new GetChildrenRequest(OpCode.GET_CHILDREN2, path(), false);
            case 4 -> new GetAclRequest(path());
            case 5 -> new GetAllChildrenNumberRequest(path());
            default -> new GetEphemeralsRequest(path());
        };
    }

    Utf8 path() {
        int kind = random.nextInt(40);
        if (kind == 0) {
            return null;
        }
        if (kind == 1) {
            return Utf8.wrap(new byte[] {'/', 'a', '/', (byte) (0x80 + random.nextInt(0x80)), 'x'});
        }
        return Utf8.of(kind < 6 ? oneOf(ODD_PATHS) : kind < 9 ? oneOf(QUOTA_PATHS) : oneOf(PATHS));
    }

    Bytes data() {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> Bytes.EMPTY;
            case 2 -> Bytes.ofText("longer data");
            default -> Bytes.ofText("d" + random.nextInt(100));
        };
    }

    List<Acl> acl() {
        return random.nextInt(20) == 0 ? null : ACLS.get(random.nextInt(ACLS.size()));
    }

    private ExpectedVersion version() {
        return ExpectedVersion.ofWire(random.nextInt(2) == 0 ? -1 : random.nextInt(5) - 2);
    }

    private int flags() {
        int kind = random.nextInt(20);
        return kind == 0 ? random.nextInt() : kind == 1 ? 7 : random.nextInt(7);
    }

    private long ttl() {
        return switch (random.nextInt(8)) {
            case 0 -> -1;
            case 1 -> 0;
            case 2 -> 1L << 40;
            case 3 -> random.nextLong();
            default -> 1 + random.nextInt(1000);
        };
    }

    private String oneOf(String[] texts) {
        return texts[random.nextInt(texts.length)];
    }
}
