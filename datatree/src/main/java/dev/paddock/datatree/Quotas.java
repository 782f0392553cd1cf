package dev.paddock.datatree;

import dev.paddock.wire.Utf8;

/** Which quota a path is under, and what that allows. */
public final class Quotas {
    private Quotas() {}

    /** Refuses what exceeds a hard limit. Without limits, or without an account of the usage, everything passes. */
    public static void require(State state, Utf8 path, long countDelta, long bytesDelta) throws Refused {
        Utf8 root = Quotas.deepestRoot(state.quotaRoots, state.hashing, path);
        if (root == null) {
            return;
        }
        Znode limits = state.find(ZnodePath.quotaLimitsOf(root));
        Znode stats = state.find(ZnodePath.quotaStatsOf(root));
        if (limits != null && stats != null) {
            Quota.enforce(limits.data(), stats.data(), countDelta, bytesDelta);
        }
    }

    /** The longest root that is this path or above it, or null; the root of the tree is none. */
    static Utf8 deepestRoot(Trie roots, Hashing hashing, Utf8 path) {
        byte[] bytes = path.array();
        for (int end = bytes.length; end > 0; end--) {
            boolean isWholeName = end == bytes.length || bytes[end] == '/';
            if (isWholeName && IndexedPath.contains(roots, hashing, bytes, end)) {
                return Utf8.copyOf(bytes, 0, end);
            }
        }
        return null;
    }
}
