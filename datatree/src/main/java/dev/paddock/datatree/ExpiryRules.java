package dev.paddock.datatree;

/**
 * When a znode goes by itself.
 *
 * @param neverUsedMillis how long a container may wait for its first child, 0 for ever
 */
public record ExpiryRules(long neverUsedMillis) {
    boolean hasExpired(Znode znode, long now) {
        if (znode.childCount() > 0) {
            return false;
        }
        long age = now - znode.mtime();
        if (EphemeralOwner.isTtl(znode.owner())) {
            return age > EphemeralOwner.ttl(znode.owner());
        }
        boolean wasUsed = znode.creations() > 0;
        return wasUsed || neverUsedMillis > 0 && age > neverUsedMillis;
    }
}
