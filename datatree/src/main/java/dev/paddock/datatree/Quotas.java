package dev.paddock.datatree;

import dev.paddock.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which quota a path is under, what that allows, and where more is there than that. */
public final class Quotas {
    private static final Utf8 LIMITS = Utf8.of("zookeeper_limits");

    private Quotas() {}

    /** Refuses what exceeds a hard limit. Without limits, or without an account of the usage, everything passes. */
    public static void require(State state, Utf8 path, long countDelta, long bytesDelta) throws Refused {
        Utf8 root = state.quotaCount == 0 ? null : deepestRoot(state.root, state.hashing, path);
        if (root == null) {
            return;
        }
        Znode limits = state.find(ZnodePath.quotaLimitsOf(root));
        Znode stats = state.find(ZnodePath.quotaStatsOf(root));
        if (limits != null && stats != null) {
            Quota.enforce(limits.data(), stats.data(), countDelta, bytesDelta);
        }
    }

    /**
     * A quota with more below it than a limit allows, soft or hard.
     *
     * @param root the path that has the quota
     */
    public record Exceeded(Utf8 root, Quota limits, Quota usage) {}

    /** All that are exceeded now. */
    public static List<Exceeded> exceeded(State state) {
        List<Exceeded> found = new ArrayList<>();
        Znode quota = state.quotaCount == 0 ? null : state.find(ZnodePath.QUOTA);
        if (quota != null) {
            TreeWalk.from(ZnodePath.QUOTA.array(), quota, (path, length, znode) -> {
                Utf8 at = Utf8.copyOf(path, 0, length);
                if (ZnodePath.isQuotaLimits(at)) {
                    exceeded(state, ZnodePath.quotaRoot(at), znode).ifPresent(found::add);
                }
            });
        }
        return found;
    }

    private static Optional<Exceeded> exceeded(State state, Utf8 root, Znode limits) {
        Znode stats = state.find(ZnodePath.quotaStatsOf(root));
        if (stats == null) {
            return Optional.empty();
        }
        Quota usage = Quota.ofStats(stats.data());
        return Quota.parse(limits.data())
                .filter(limit -> limit.isExceededBy(usage))
                .map(limit -> new Exceeded(root, limit, usage));
    }

    /**
     * The longest path that has limits and is this one or above it, or null; the root of the tree has none. The quotas
     * stand in a tree of their own with the same names, so one way down finds it, however many names the path has.
     */
    static Utf8 deepestRoot(Znode root, Hashing hashing, Utf8 path) {
        byte[] bytes = path.array();
        Znode quota = State.find(root, hashing, ZnodePath.QUOTA.array(), 0, ZnodePath.QUOTA.length());
        int deepest = 0;
        int at = 0;
        while (quota != null && at < bytes.length) {
            int nameFrom = at + 1;
            at = ZnodePath.endOfName(bytes, nameFrom, bytes.length);
            quota = quota.child(hashing, bytes, nameFrom, at);
            if (quota != null && quota.child(hashing, LIMITS.array(), 0, LIMITS.length()) != null) {
                deepest = at;
            }
        }
        return deepest == 0 ? null : Utf8.copyOf(bytes, 0, deepest);
    }
}
