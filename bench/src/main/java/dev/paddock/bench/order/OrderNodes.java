package dev.paddock.bench.order;

import dev.paddock.wire.Utf8;
import java.util.List;
import java.util.stream.IntStream;

/** The znodes that the check works on: few, so that connections meet. */
final class OrderNodes {
    /** Parent of those that come and go. */
    static final Utf8 PASSING_PARENT = Utf8.of("/order-passing");

    /** Made before all else and never deleted; who writes them leaves a token that no other write has. */
    static final List<Utf8> PERMANENT = paths("/order-permanent-", 12);

    static final List<Utf8> PASSING = paths(PASSING_PARENT + "/node-", 6);

    private static final Utf8 PERMANENT_PREFIX = Utf8.of("/order-permanent-");
    private static final Utf8 ROOT = Utf8.of("/");

    private OrderNodes() {}

    static boolean isPermanent(Utf8 path) {
        return path.startsWith(PERMANENT_PREFIX);
    }

    static Utf8 parentOf(Utf8 path) {
        return path.startsWith(PASSING_PARENT) ? PASSING_PARENT : ROOT;
    }

    /** Only this session creates and deletes it, so it always knows whether it is there. */
    static Utf8 ownOf(int session) {
        return Utf8.of(PASSING_PARENT + "/of-session-" + session);
    }

    private static List<Utf8> paths(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> Utf8.of(prefix + i)).toList();
    }
}
