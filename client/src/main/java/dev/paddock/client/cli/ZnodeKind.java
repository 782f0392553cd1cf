package dev.paddock.client.cli;

import dev.paddock.wire.Stat;
import java.util.Locale;

/** How long a znode is to stay, which its stat tells by its owner. */
enum ZnodeKind {
    PERSISTENT,
    EPHEMERAL,
    CONTAINER,
    TTL;

    private static final long CONTAINER_OWNER = 0x8000_0000_0000_0000L;

    /** A top byte of ones and two of zeroes; below them are the milliseconds. */
    private static final long TTL_MASK = 0xFFFF_FF00_0000_0000L;

    private static final long TTL_MARK = 0xFF00_0000_0000_0000L;

    static ZnodeKind of(Stat stat) {
        long owner = stat.ephemeralOwner();
        if (owner == 0) {
            return PERSISTENT;
        }
        if (owner == CONTAINER_OWNER) {
            return CONTAINER;
        }
        return (owner & TTL_MASK) == TTL_MARK ? TTL : EPHEMERAL;
    }

    /** For a {@link #TTL} only: in milliseconds. */
    static long ttl(Stat stat) {
        return stat.ephemeralOwner() & ~TTL_MASK;
    }

    /** The kind of this name, or null. */
    static ZnodeKind named(String name) {
        for (ZnodeKind kind : values()) {
            if (kind.toString().equals(name)) {
                return kind;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
