package dev.paddock.datatree.store;

import dev.paddock.datatree.Caller;
import dev.paddock.datatree.Context;
import dev.paddock.datatree.Prepared;
import dev.paddock.datatree.acl.AclRules;
import dev.paddock.datatree.acl.AuthProviders;
import dev.paddock.datatree.acl.DigestAuthProvider;
import dev.paddock.datatree.acl.Identities;
import dev.paddock.datatree.op.Operations;
import dev.paddock.datatree.op.Rules;
import dev.paddock.datatree.op.Tip;
import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.ExpectedVersion;
import dev.paddock.wire.Id;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.Zxid;
import dev.paddock.wire.proto.CheckRequest;
import dev.paddock.wire.proto.CloseSessionRequest;
import dev.paddock.wire.proto.CreateRequest;
import dev.paddock.wire.proto.DeleteContainerRequest;
import dev.paddock.wire.proto.DeleteRequest;
import dev.paddock.wire.proto.MultiRequest;
import dev.paddock.wire.proto.Request;
import dev.paddock.wire.proto.SetAclRequest;
import dev.paddock.wire.proto.SetDataRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Whatever clients may ask for, on a tree so small that they meet: one write at a time, decided as a leader does. */
final class RandomWrites {
    static final Operations OPERATIONS = new Operations(
            new AclRules(
                    new AuthProviders(List.of(new DigestAuthProvider("SHA1", null)), (provider, fault) -> {
                        throw fault;
                    }),
                    false),
            new Rules(true, false, false, Rules.DEFAULT.maxTransactionBytes()));

    /** Of day 1 of 2023: as times in a log should look, and the same in every run. */
    private static final long TIME = 1_672_531_200_000L;

    private static final int SESSIONS = 4;
    private static final long FIRST_SESSION = 0x1000_2000_0000_0001L;

    /** Others have other ACLs to choose from. */
    private static final List<List<Acl>> ACLS = List.of(
            Acl.OPEN,
            Acl.OPEN,
            List.of(Acl.OPEN.get(0), new Acl(1, new Id("digest", "bob:fyVmFCwVbTJYrznoSu1koqYEYF0="))),
            List.of(Acl.OPEN.get(0), new Acl(4, new Id("digest", "eve:fyVmFCwVbTJYrznoSu1koqYEYF0="))));

    private final Random random;

    RandomWrites(Random random) {
        this.random = random;
    }

    Prepared next(Tip tip, Zxid zxid) {
        long session = FIRST_SESSION + random.nextInt(SESSIONS);
        Context context =
                new Context(new Caller(session, Identities.NONE), random.nextInt(100), zxid, TIME + zxid.value());
        if (tip.state().session(session) == null) {
            return OPERATIONS.createSession(tip, 1_000_000 + random.nextInt(10) * 1000, context);
        }
        return OPERATIONS.prepare(tip, request(), context);
    }

    /** A certain one, in a session that there is. */
    Prepared next(Tip tip, Zxid zxid, Request request) {
        long session = FIRST_SESSION;
        while (tip.state().session(session) == null) {
            session++;
        }
        Caller caller =
                request instanceof DeleteContainerRequest ? Caller.SERVER : new Caller(session, Identities.NONE);
        return OPERATIONS.prepare(tip, request, new Context(caller, 1, zxid, TIME + zxid.value()));
    }

    private Request request() {
        return switch (random.nextInt(20)) {
            case 0 -> new CloseSessionRequest();
            case 1, 2 -> multi();
            case 3 -> new DeleteContainerRequest(path());
            case 4, 5 -> new SetAclRequest(path(), acl(), ExpectedVersion.ANY);
            default -> simple();
        };
    }

    private MultiRequest multi() {
        List<Request> parts = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            parts.add(random.nextInt(6) == 0 ? new CheckRequest(path(), ExpectedVersion.ANY) : simple());
        }
        return new MultiRequest(parts);
    }

    private Request simple() {
        return switch (random.nextInt(8)) {
            case 0 -> new DeleteRequest(path(), ExpectedVersion.ANY);
            case 1, 2 -> new SetDataRequest(path(), data(), ExpectedVersion.ANY);
            case 3 -> create(OpCode.CREATE_CONTAINER, CreateMode.CONTAINER, CreateRequest.NO_TTL);
            case 4 -> create(OpCode.CREATE_TTL, CreateMode.PERSISTENT_WITH_TTL, 1 + random.nextInt(1_000_000_000));
            default ->
                create(
                        random.nextBoolean() ? OpCode.CREATE : OpCode.CREATE2,
                        CreateMode.ofFlags(random.nextInt(4)),
                        CreateRequest.NO_TTL);
        };
    }

    private CreateRequest create(OpCode op, CreateMode mode, long ttl) {
        return new CreateRequest(op, path(), data(), acl(), mode.flags(), ttl);
    }

    private Utf8 path() {
        String path = "/" + (char) ('a' + random.nextInt(4));
        return Utf8.of(random.nextBoolean() ? path : path + "/" + (char) ('a' + random.nextInt(4)));
    }

    private List<Acl> acl() {
        return ACLS.get(random.nextInt(ACLS.size()));
    }

    /** Mostly short, some null or empty, and none with a zero in it. */
    private Bytes data() {
        int size = random.nextInt(12) == 0 ? 1500 : random.nextInt(40);
        return random.nextInt(10) == 0 ? null : Bytes.ofText("x".repeat(size));
    }
}
