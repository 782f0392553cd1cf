package dev.paddock.datatree;

import dev.paddock.wire.Utf8;

/** Which quota a path is under, and what that allows. */
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
