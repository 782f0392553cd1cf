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

    /** Of the top byte, and of the two below it that number the features of which a time to live is the only one. */
    private static final long TTL_MASK = 0xFFFF_FF00_0000_0000L;

    private static final long TTL_MARK = 0xFF00_0000_0000_0000L;

    private EphemeralOwner() {}

    public static long ofTtl(long ttl) {
        return TTL_MARK | ttl;
    }

    /** Also of sessions that server 255 opens: they have the top byte of a time to live, but the clock below it. */
    public static boolean isSession(long owner) {
        return owner != NONE && owner != CONTAINER && !isTtl(owner);
    }

    public static boolean isTtl(long owner) {
        return (owner & TTL_MASK) == TTL_MARK;
    }

    public static long ttl(long owner) {
        return owner & MAX_TTL;
    }
}
