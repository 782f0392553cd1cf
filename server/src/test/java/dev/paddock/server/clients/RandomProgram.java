package dev.paddock.server.clients;

import dev.paddock.server.clients.Step.Burst;
import dev.paddock.server.clients.Step.Expiry;
import dev.paddock.server.clients.Step.Reconnect;
import dev.paddock.server.clients.Step.Renew;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooDefs.OpCode;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.proto.SetWatches2;

/**
 * What clients do below one znode, out of a seed. It does not depend on what they are answered, and it leaves out what
 * {@code docs/compatibility.md} says is different.
 */
final class RandomProgram {
    private static final int LONG_TTL = 1_000_000_000;
    private static final int MANY = 1_500;
    private static final int EPHEMERAL = 1;
    static final int SEQUENTIAL = 2;
    private static final int CONTAINER = 4;
    private static final int WITH_TTL = 5;
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    private static final List<ACL> OPEN = ZooDefs.Ids.OPEN_ACL_UNSAFE;
    private static final List<ACL> READ_ONLY = ZooDefs.Ids.READ_ACL_UNSAFE;
    private static final List<ACL> OWN = List.of(new ACL(ZooDefs.Perms.ALL, new Id("auth", "")));
    private static final List<ACL> NO_READ =
            List.of(new ACL(ZooDefs.Perms.ALL & ~ZooDefs.Perms.READ, ZooDefs.Ids.ANYONE_ID_UNSAFE));
    private static final List<ACL> BAD = List.of(new ACL(ZooDefs.Perms.ALL, new Id("nobody", "knows")));

    private final Random random;
    private final String root;
    private final double expiries;
    private final int zxidsBack;
    private int markers;

    /**
     * @param expiries the part of all steps that let a session expire, which takes its time
     * @param zxidsBack up to how many zxids a client that comes back has missed, exclusively
     */
    RandomProgram(long seed, String root, double expiries, int zxidsBack) {
        this.random = new Random(seed);
        this.root = root;
        this.expiries = expiries;
        this.zxidsBack = zxidsBack;
    }

    Step next() {
        double kind = random.nextDouble();
        if (kind < expiries) {
            return expiry();
        } else if (kind < 0.03) {
            return new Reconnect(random.nextBoolean(), random.nextInt(zxidsBack), watches(), calls());
        } else if (kind < 0.04) {
            return new Renew();
        } else if (kind < 0.06) {
            return new Burst(List.of(setAcl()));
        } else if (kind < 0.07) {
            return new Burst(List.of(Call.auth("digest", "user" + random.nextInt(3) + ":secret")));
        }
        return new Burst(calls());
    }

    private List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        for (int left = random.nextInt(8); left >= 0; left--) {
            calls.add(call());
        }
        return calls;
    }

    private Step expiry() {
        String marker = root + "/expires-" + ++markers;
        List<Call> calls = new ArrayList<>();
        calls.add(Call.create(OpCode.create, marker, data(), OPEN, EPHEMERAL));
        for (int left = random.nextInt(4); left >= 0; left--) {
            calls.add(Call.create(OpCode.create2, path(), data(), OPEN, EPHEMERAL | random.nextInt(2) * SEQUENTIAL));
        }
        return new Expiry(marker, calls);
    }

    /** Now and then so many that a server may think of doing something else in between. */
    private SetWatches2 watches() {
        List<String> exist = paths();
        for (int left = random.nextInt(4) == 0 ? MANY : 0; left > 0; left--) {
            exist.add(root + "/none-" + left);
        }
        return new SetWatches2(0, paths(), exist, paths(), paths(), paths());
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            paths.add(readable());
        }
        return paths;
    }

    private Call call() {
        return switch (random.nextInt(26)) {
            case 0, 1, 2, 3, 4 -> create();
            case 5, 6 -> Call.delete(path(), version());
            case 7, 8, 9 -> Call.setData(path(), data(), version());
            case 10, 11 -> Call.exists(path(), random.nextBoolean());
            case 12, 13 -> Call.getData(path(), random.nextBoolean());
            case 14 -> Call.getChildren(path(), random.nextBoolean());
            case 15 -> Call.getChildren2(path(), random.nextBoolean());
            case 16 -> Call.getAcl(path());
            case 17 -> Call.multi(OpCode.multi, writes());
            case 18 -> Call.multi(OpCode.multi, writes());
            case 19 -> Call.multi(OpCode.multiRead, reads());
            case 20 -> Call.sync(path());
            case 21 -> Call.getEphemerals(path());
            case 22 -> random.nextBoolean() ? Call.getAllChildrenNumber(path()) : Call.whoAmI();
            case 23 -> Call.addWatch(path(), random.nextInt(3));
            case 24 -> Call.checkWatches(path(), random.nextInt(7));
            default -> Call.removeWatches(path(), 1 + random.nextInt(5));
        };
    }

    private Call create() {
        String path = path();
        List<ACL> acl = acl(path);
        return switch (random.nextInt(8)) {
            case 0 -> Call.create(OpCode.createContainer, path, data(), acl, CONTAINER);
            case 1 -> Call.createTtl(path, data(), acl, WITH_TTL + random.nextInt(2), LONG_TTL);
            case 2, 3, 4 -> Call.create(OpCode.create, path, data(), acl, random.nextInt(4));
            default -> Call.create(OpCode.create2, path, data(), acl, random.nextInt(4));
        };
    }

    private Call setAcl() {
        String path = path();
        return Call.setAcl(path, acl(path), version());
    }

    private List<Op> writes() {
        List<Op> writes = new ArrayList<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            writes.add(
                    switch (random.nextInt(5)) {
                        case 0, 1 -> Op.create(path(), data(), OPEN, random.nextInt(4));
                        case 2 -> Op.delete(path(), version());
                        case 3 -> Op.setData(path(), data(), version());
                        default -> Op.check(path(), version());
                    });
        }
        return writes;
    }

    private List<Op> reads() {
        List<Op> reads = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
            reads.add(random.nextBoolean() ? Op.getData(path()) : Op.getChildren(path()));
        }
        return reads;
    }

    /** Up to three names deep; seldom what is no path. */
    private String path() {
        StringBuilder path = new StringBuilder(root);
        for (int depth = random.nextInt(3); depth >= 0; depth--) {
            path.append('/').append(NAMES.get(random.nextInt(NAMES.size())));
        }
        return random.nextInt(60) == 0 ? path.append("//..").toString() : path.toString();
    }

    /** One that no znode is at which somebody may not read: ZooKeeper tells of these when watches are set again. */
    private String readable() {
        String path;
        do {
            path = path();
        } while (mayBeHidden(path));
        return path;
    }

    private static boolean mayBeHidden(String path) {
        return path.endsWith("d");
    }

    private List<ACL> acl(String path) {
        return switch (random.nextInt(20)) {
            case 0 -> READ_ONLY;
            case 1 -> BAD;
            case 2 -> mayBeHidden(path) ? OWN : OPEN;
            case 3 -> mayBeHidden(path) ? NO_READ : OPEN;
            default -> OPEN;
        };
    }

    private byte[] data() {
        int kind = random.nextInt(8);
        return kind == 0 ? null : "x".repeat(kind).getBytes(StandardCharsets.US_ASCII);
    }

    private int version() {
        return random.nextInt(3) == 0 ? random.nextInt(3) : -1;
    }
}
