package dev.paddock.datatree;

/**
 * Who owns a znode, in the one number that logs and snapshots have for it: 0 for nobody, {@code 0x8000000000000000} for
 * a container, {@code 0xFF0000} and forty bits of milliseconds for a time to live, else a session. Always understood,
 * whatever was enabled when it was written: who took a time to live for a session would delete the znode.
 */
public final class EphemeralOwner {
    public static final long NONE = 0;
    public static final long CONTAINER = 0x8000_0000_0000_0000L;
    public static final long MAX_TTL = (1L << 40) - 1;

    private static final long TTL_MARK = 0xFF00_0000_0000_0000L;
    private static final long FEATURE_MASK = 0x00FF_FF00_0000_0000L;

    private EphemeralOwner() {}

    public static long ofTtl(long ttl) {
        return TTL_MARK | ttl;
    }

    public static boolean isSession(long owner) {
        return owner != NONE && owner != CONTAINER && !isExtended(owner);
    }

    public static boolean isTtl(long owner) {
        return isExtended(owner) && (owner & FEATURE_MASK) == 0;
    }

    /** Whether this is the number of a feature, of which times to live are the only one so far. */
    public static boolean isExtended(long owner) {
        return (owner & TTL_MARK) == TTL_MARK;
    }

    public static long ttl(long owner) {
        return owner & MAX_TTL;
    }
}
