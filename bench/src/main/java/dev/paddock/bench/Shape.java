package dev.paddock.bench;

import dev.paddock.wire.Acl;
import dev.paddock.wire.Bytes;
import dev.paddock.wire.CreateMode;
import dev.paddock.wire.OpCode;
import dev.paddock.wire.Utf8;
import dev.paddock.wire.proto.CreateRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The trees that are measured: which paths they have, parents first. Each znode has {@link #DATA_LENGTH} bytes of data
 * and the open ACL.
 */
public enum Shape {
    /** Four levels, of 1, 90, 110 and 109 children: {@code /apps/service-0042/instance-017/node-000101}. */
    DEEP {
        @Override
        public void forEachPath(Consumer<? super String> action) {
            action.accept("/apps");
            for (int service = 0; service < SERVICES; service++) {
                action.accept(servicePath(service));
                for (int instance = 0; instance < INSTANCES; instance++) {
                    action.accept(instancePath(service, instance));
                    for (int node = 0; node < NODES; node++) {
                        action.accept(nodePath(service, instance, node));
                    }
                }
            }
        }
    },

    /** One parent has them all: {@code /queue/node-0000123456}. */
    FLAT {
        @Override
        public void forEachPath(Consumer<? super String> action) {
            action.accept("/queue");
            for (int node = 1; node < DEEP_ZNODES; node++) {
                action.accept("/queue/node-%010d".formatted(node));
            }
        }
    };

    public static final int DATA_LENGTH = 100;

    static final int SERVICES = 90;
    static final int INSTANCES = 110;
    static final int NODES = 109;

    /** 1.09 million, in either shape. */
    public static final int DEEP_ZNODES = 1 + SERVICES * (1 + INSTANCES * (1 + NODES));

    public abstract void forEachPath(Consumer<? super String> action);

    /** Paths of this many znodes without children in the deep tree, in no order. */
    static List<String> someLeaves(int count) {
        Random random = new Random(1);
        List<String> paths = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            paths.add(someLeaf(random));
        }
        return paths;
    }

    /** The same, but none of them twice. */
    static List<String> distinctLeaves(int count) {
        Set<String> paths = new LinkedHashSet<>();
        Random random = new Random(4);
        while (paths.size() < count) {
            paths.add(someLeaf(random));
        }
        return List.copyOf(paths);
    }

    private static String someLeaf(Random random) {
        return nodePath(random.nextInt(SERVICES), random.nextInt(INSTANCES), random.nextInt(NODES));
    }

    /** Paths of this many znodes that the deep tree does not have, but whose parents it has; in no order. */
    static List<String> newLeaves(int count) {
        Random random = new Random(2);
        List<String> paths = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            paths.add(nodePath(random.nextInt(SERVICES), random.nextInt(INSTANCES), NODES + i));
        }
        return paths;
    }

    static CreateRequest createRequest(String path) {
        return new CreateRequest(
                OpCode.CREATE,
                Utf8.of(path),
                Bytes.wrap(data()),
                Acl.OPEN,
                CreateMode.PERSISTENT.flags(),
                CreateRequest.NO_TTL);
    }

    /** An array of its own, as a request brings along. */
    static byte[] data() {
        byte[] data = new byte[DATA_LENGTH];
        for (int i = 0; i < DATA_LENGTH; i++) {
            data[i] = (byte) i;
        }
        return data;
    }

    private static String servicePath(int service) {
        return "/apps/service-%04d".formatted(service);
    }

    private static String instancePath(int service, int instance) {
        return servicePath(service) + "/instance-%03d".formatted(instance);
    }

    private static String nodePath(int service, int instance, int node) {
        return instancePath(service, instance) + "/node-%06d".formatted(node);
    }
}
